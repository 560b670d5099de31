"""Remembers and delivers: the database, its migrations, backups, settings, and the courier of notices."""
