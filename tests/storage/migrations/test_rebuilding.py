"""Migrations that rebuild a parent table: SQLite would empty its children, so there are three guards."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from storage.backup.data_folder import DataFolderError, open_data_folder
from storage.database import migrating
from storage.database.migrating import list_revisions, migrate, migrations_config
from storage.database.sqlite_file import count_rows, find_orphans, read_revision
from storage.settings import Settings
from tests.storage.migrations.release import ROWS, fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.sqlite

SIGNED_OUT = {"sessions": 0}  # a backup keeps none
REBUILDS = """
    with op.batch_alter_table("orders", recreate="always") as orders:
        orders.add_column(sa.Column("table_number", sa.Integer()))
"""
RENAMES = """
    op.execute("UPDATE orders SET id = id || '-renamed'")
"""
MIGRATION = '''"""Of this test alone."""

import sqlalchemy as sa
from alembic import op


revision = "9999"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do it."""{does}'''


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A database of the newest schema, with rows in each of its tables."""
    made = Settings(_env_file=None, data_dir=tmp_path / "data")
    made.data_dir.mkdir()
    migrate(made)
    with closing(sqlite3.connect(made.database_file)) as db:
        fill(db)
        db.commit()
    return made


@pytest.fixture
def append(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Append a migration that does this, in a copy of ours; returns where Alembic's surroundings are in it."""

    def written(does: str) -> Path:
        newest = list_revisions()[0]
        copy = shutil.copytree(migrating.MIGRATIONS, tmp_path / "migrations")
        (copy / "versions" / "9999_of_this_test.py").write_text(MIGRATION.format(before=newest, does=does))
        monkeypatch.setattr(migrating, "MIGRATIONS", copy)
        assert migrations_config().get_main_option("script_location") == str(copy)
        return copy / "env.py"

    return written


def test_rebuilt_parent_table_keeps_all_child_rows(settings, append):
    before = count_rows(settings.database_file)
    assert {before[child] for child in ("items", "events", "taps", "outbox", "subscriptions")} == {ROWS}
    append(REBUILDS)
    with open_data_folder(settings):
        assert count_rows(settings.database_file) == before
    assert read_revision(settings.database_file) == "9999"
    assert find_orphans(settings.database_file) == []
    assert "table_number" in _columns(settings)


def test_rebuild_with_foreign_keys_on_is_rolled_back(settings, append):
    before, revision = count_rows(settings.database_file), read_revision(settings.database_file)
    surroundings = append(REBUILDS)
    guarded = surroundings.read_text()
    assert "foreign_keys=OFF" in guarded
    surroundings.write_text(guarded.replace("foreign_keys=OFF", "foreign_keys=ON"))
    with (
        pytest.raises(DataFolderError, match=r"rows would be lost in .*events.* is as it was before"),
        open_data_folder(settings),
    ):
        pass
    assert count_rows(settings.database_file) == before | SIGNED_OUT
    assert read_revision(settings.database_file) == revision


def test_migration_that_orphans_rows_is_rolled_back(settings, append):
    before, revision = count_rows(settings.database_file), read_revision(settings.database_file)
    append(RENAMES)
    with pytest.raises(DataFolderError, match=r"items.* would lose their parent rows"), open_data_folder(settings):
        pass
    assert count_rows(settings.database_file) == before | SIGNED_OUT
    assert read_revision(settings.database_file) == revision
    assert find_orphans(settings.database_file) == []


def _columns(settings: Settings) -> list[str]:
    with closing(sqlite3.connect(settings.database_file)) as db:
        return [column[1] for column in db.execute("PRAGMA table_info(orders)")]
