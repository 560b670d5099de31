"""Migrations lead to the schema of `tables.py`, and keep every row."""

import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from storage.backup.data_folder import DataFolderError, open_data_folder
from storage.database.migrating import migrate
from storage.database.tables import metadata
from storage.settings import Settings
from tests.storage.migrations.release import fill, migrate_to
from tests.support.world import blank_database

pytestmark = pytest.mark.sqlite


def test_they_lead_to_the_tables_of_the_program():
    engine = create_engine(f"sqlite:///{blank_database()}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (("item_added", None, '{"after": {"id": "2"}}', "1"), "changed at the source"),
        (("item_added", "7", '{"after": {"id": "2"}}', "1"), ""),
        (("item_added", None, '{"before": {"id": "1"}, "after": {"id": "2"}}', "1"), ""),
        (("item_added", None, '{"after": {"id": "2"}}', "2"), ""),
        (("item_changed", None, '{"after": {"id": "2"}}', "1"), ""),
    ],
)
def test_lines_that_a_source_added_are_the_sources(tmp_path, event, reason):
    settings = Settings(_env_file=None, data_dir=tmp_path)
    migrate_to(settings, "0021")
    with closing(sqlite3.connect(settings.database_file)) as db:
        fill(db)
        db.execute("DELETE FROM source_links WHERE order_id = '2'")
        db.execute("UPDATE events SET kind = ?, reason = '', other_id = ?, amended = ? WHERE order_id = ?", event)
        db.commit()
    migrate(settings)
    with closing(sqlite3.connect(settings.database_file)) as db:
        assert db.execute("SELECT reason FROM events WHERE order_id = ?", event[-1:]).fetchall() == [(reason,)]


async def test_migrating_again_changes_nothing(restaurant, settings):
    await restaurant.order()
    before = rows(settings)
    migrate(settings)
    assert rows(settings) == before
    assert before["orders"] == 1


def test_first_opening_makes_a_private_folder(tmp_path):
    settings = Settings(_env_file=None, data_dir=tmp_path / "deep" / "data")
    with open_data_folder(settings):
        assert (settings.data_dir.stat().st_mode & 0o777) == 0o700
        assert set(rows(settings)) >= set(metadata.tables)


def test_two_programs_on_one_folder_are_refused(tmp_path):
    settings = Settings(_env_file=None, data_dir=tmp_path)
    with (
        open_data_folder(settings),
        pytest.raises(DataFolderError, match="already running"),
        open_data_folder(settings),
    ):
        pass
    with open_data_folder(settings):
        pass


def test_impossible_folder_is_refused_with_advice(tmp_path):
    (tmp_path / "file").write_text("")
    blocked = Settings(_env_file=None, data_dir=tmp_path / "file" / "data")
    with pytest.raises(DataFolderError, match="Choose another with ORDERBELL_DATA_DIR"), open_data_folder(blocked):
        pass


def rows(settings):
    connection = sqlite3.connect(settings.database.database)
    try:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608  names of tables
    finally:
        connection.close()
