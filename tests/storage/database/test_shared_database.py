"""Processes that start together look at a new database while one of them migrates it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from storage.database.migrating import list_revisions, migrate
from storage.database.shared_database import (
    connect_shared_database,
    open_shared_database,
    read_shared_revision,
)
from storage.errors import DataFolderError
from tests.support.postgresql import execute
from tests.support.world import settings_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.settings import Settings

pytestmark = pytest.mark.postgresql


@pytest.fixture
def new(settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    name = f"new_{secrets.token_hex(4)}"
    execute(settings, f"CREATE DATABASE {name}")
    url = settings.database.set(drivername="postgresql", database=name)
    yield settings_in(tmp_path, database_url=url.render_as_string(hide_password=False))
    execute(settings, f"DROP DATABASE {name}")


def read_revision(settings: Settings) -> str | None:
    with connect_shared_database(settings) as db:
        return read_shared_revision(db)


def test_database_is_ours_while_another_process_migrates_it(new):
    with connect_shared_database(new) as db:
        event.listen(db, "after_cursor_execute", lambda *_: migrate(new), once=True)
        assert read_shared_revision(db) is None
    assert read_revision(new) == list_revisions()[0]


def test_database_is_ours_before_its_first_migration(new):
    execute(new, "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)")
    assert read_revision(new) is None
    open_shared_database(new)
    assert read_revision(new) == list_revisions()[0]


def test_tables_of_another_program_are_refused(new):
    execute(new, "CREATE TABLE recipes (id integer)")
    with pytest.raises(DataFolderError, match="another program: recipes"):
        open_shared_database(new)
