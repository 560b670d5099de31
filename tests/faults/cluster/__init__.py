"""Faults of several processes on one PostgreSQL, behind Caddy: `python -m tests.faults --cluster`."""
