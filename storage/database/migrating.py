"""Migrations: which schema revisions this program knows, and how a database gets to the newest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

if TYPE_CHECKING:
    from storage.settings import Settings

MIGRATIONS = Path(__file__).parents[1] / "migrations"


def migrate(settings: Settings) -> None:
    """Apply all migrations that are missing. Processes that share a database do so one after the other."""
    config = migrations_config()
    config.attributes["url"] = settings.database if settings.is_shared else settings.database.set(drivername="sqlite")
    command.upgrade(config, "head")


def list_revisions() -> list[str]:
    """Return the schema revisions of this program, newest first."""
    return [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]


def migrations_config() -> Config:
    """Return Alembic's configuration."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
