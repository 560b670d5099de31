"""Operations: command line, commands, logging, health checks, deployment files, doctor."""
