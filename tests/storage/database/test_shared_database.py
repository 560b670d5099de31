"""Processes that start together look at a new database while one of them migrates it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from storage.database import shared_database
from storage.database.migrating import list_revisions, migrate
from storage.database.shared_database import (
    connect_shared_database,
    open_shared_database,
    read_shared_revision,
)
from storage.errors import DatabaseAway, DataFolderError
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


@pytest.mark.parametrize(
    ("said", "is_away"),
    [
        ("Connection refused", True),
        ("connection timeout expired", True),
        ("[Errno -3] Temporary failure in name resolution", True),
        ("FATAL:  the database system is starting up", True),
        ("FATAL:  sorry, too many clients already", True),
        ('FATAL:  password authentication failed for user "bell"', False),
        ("fe_sendauth: no password supplied", False),
        ('FATAL:  database "bell" does not exist', False),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.2", user "bell"', False),
        ('FATAL:  permission denied for database "bell"', False),
        ('connection to server on socket "/run/postgresql/.s.PGSQL.5432" failed: Permission denied', False),
    ],
)
def test_what_passes_is_told_from_what_does_not(settings, monkeypatch, said, is_away):
    def refuse(_: Settings) -> None:
        raise OperationalError("", None, psycopg.OperationalError(f"connection failed: {said}"))

    monkeypatch.setattr(shared_database, "connect_shared_database", refuse)
    with pytest.raises(DataFolderError) as refused:
        open_shared_database(settings)
    assert isinstance(refused.value, DatabaseAway) is is_away


def test_failed_migration_says_what_to_do(new, monkeypatch):
    def fail(_):
        raise KeyError("name")

    monkeypatch.setattr(shared_database, "migrate", fail)
    with pytest.raises(DataFolderError, match=r"KeyError: 'name'\. Start the previous version"):
        open_shared_database(new)
