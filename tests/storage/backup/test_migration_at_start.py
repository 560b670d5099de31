"""Migration at the start: each released database is backed up, migrated and verified, or left as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from storage.backup import data_folder
from storage.backup.backup import list_backups
from storage.backup.data_folder import DataFolderError, open_data_folder
from storage.database.migrating import list_revisions
from storage.database.sqlite_file import count_rows, read_revision
from storage.settings import Settings
from tests.storage.migrations.release import RELEASED, ROWS
from tests.support.sqlite_script import run_script

pytestmark = pytest.mark.sqlite

DUMPS = sorted(RELEASED.glob("*.sql"))


def test_each_old_migration_has_a_released_database():
    assert {dump.stem for dump in DUMPS} >= set(list_revisions()[1:])


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_each_released_schema_opens_with_every_row(dump: Path, tmp_path: Path):
    settings = Settings(_env_file=None, data_dir=tmp_path)
    run_script(settings.database_file, dump.read_text())
    columns = _columns(settings.database_file)
    before = _content(settings.database_file, columns)
    with open_data_folder(settings):
        after = _content(settings.database_file, columns)
    assert read_revision(settings.database_file) == list_revisions()[0]
    assert len(before) >= 8
    for table, rows in before.items():
        assert len(rows) == ROWS
        assert after[table] == rows, table


@pytest.mark.parametrize("dump", DUMPS[:1], ids=lambda dump: dump.stem)
def test_before_a_migration_the_database_is_backed_up(dump: Path, tmp_path: Path):
    settings = Settings(_env_file=None, data_dir=tmp_path)
    run_script(settings.database_file, dump.read_text())
    with open_data_folder(settings):
        (kept,) = list_backups(settings)
    assert read_revision(kept / "orderbell.sqlite3") == dump.stem
    with open_data_folder(settings):
        assert list_backups(settings) == [kept], "nothing was due, so nothing was backed up"


@pytest.mark.parametrize("dump", DUMPS[:1], ids=lambda dump: dump.stem)
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OperationalError("ALTER TABLE", None, sqlite3.OperationalError("disk I/O error")), "disk I/O error"),
        (KeyError("name"), "KeyError: 'name'"),
        (OSError("no space"), "no space"),
    ],
)
def test_failed_migration_leaves_the_database_intact(dump: Path, tmp_path: Path, monkeypatch, fault, said):
    settings = Settings(_env_file=None, data_dir=tmp_path)
    run_script(settings.database_file, dump.read_text())

    def half(settings: Settings) -> None:
        run_script(settings.database_file, "DROP TABLE items")
        raise fault

    monkeypatch.setattr(data_folder, "migrate", half)
    before = count_rows(settings.database_file)
    with pytest.raises(DataFolderError, match="as it was before") as told, open_data_folder(settings):
        pass
    assert said in str(told.value)
    assert count_rows(settings.database_file) == before | {"sessions": 0}


@pytest.mark.parametrize("dump", DUMPS[:1], ids=lambda dump: dump.stem)
def test_migration_that_loses_rows_is_rolled_back(dump: Path, tmp_path: Path, monkeypatch):
    settings = Settings(_env_file=None, data_dir=tmp_path)
    run_script(settings.database_file, dump.read_text())
    monkeypatch.setattr(
        data_folder, "migrate", lambda s: run_script(s.database_file, "DELETE FROM events WHERE position > 3")
    )
    with pytest.raises(DataFolderError, match="rows would be lost in events"), open_data_folder(settings):
        pass
    assert count_rows(settings.database_file)["events"] == ROWS


def _columns(path: Path) -> dict[str, str]:
    names = "SELECT m.name, group_concat('\"' || c.name || '\"')"
    every = f"{names} FROM sqlite_schema m, pragma_table_info(m.name) c GROUP BY m.name"
    with closing(sqlite3.connect(path)) as db:
        return dict(db.execute(f"{every} HAVING m.type = 'table' AND m.name <> 'alembic_version'").fetchall())


def _content(path: Path, columns: dict[str, str]) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as db:
        every = {table: f'SELECT {names} FROM "{table}" ORDER BY 1, 2' for table, names in columns.items()}  # noqa: S608
        return {table: db.execute(select).fetchall() for table, select in every.items()}
