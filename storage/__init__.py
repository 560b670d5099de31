"""Driven side: database, migrations, push, backups, settings, operations."""
