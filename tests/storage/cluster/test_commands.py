"""Commands of an installation on PostgreSQL: doctor, backup, restore, and a start on a database that is not ours."""

import asyncio
import os
import re
import shutil
import subprocess

import pytest

from storage.backup.data_folder import open_data_folder
from storage.database.migrating import list_revisions
from storage.errors import BackupError, DatabaseAway, DataFolderError
from storage.ops.commands import backup_now, new_api_key, restore_backup, run_doctor
from tests.support.command_line import run_command
from tests.support.postgresql import execute
from tests.support.shared_restaurant import shared_restaurants

pytestmark = pytest.mark.postgresql


async def test_doctor_names_the_processes_and_the_leader(settings):
    async with shared_restaurants(settings):
        report = (await asyncio.to_thread(run_doctor, settings, "")).text
    assert "share the database" in report
    assert "(leads)" in report
    assert "tables at" in report


@pytest.mark.skipif(not shutil.which("pg_dump"), reason="this machine has no pg_dump")
def test_backup_tries_a_dump_and_says_how(settings):
    said = backup_now(settings, "").text
    assert "pg_dump --format=custom" in said
    assert "Point-in-time recovery is off" in said


# The tests' server asks nobody for a password.
@pytest.mark.skipif(not shutil.which("pg_dump"), reason="this machine has no pg_dump")
def test_backup_each_night_works_as_it_is_printed(settings, tmp_path):
    url = settings.database.set(drivername="postgresql", password="gehe@m").render_as_string(hide_password=False)
    said = backup_now(settings.model_copy(update={"database_url": url}), "").text
    assert "~/.pgpass" in said
    assert "gehe" not in said
    assert "***" not in said
    [line] = re.findall("Each night, by cron: (.*)", said)
    assert not re.search(r"(?<!\\)%", line), "crontab(5): the command ends there"
    subprocess.run(["sh", "-c", line.replace(r"\%", "%")], cwd=tmp_path, check=True, timeout=120)
    [dump] = tmp_path.glob("orderbell-*.dump")
    assert re.fullmatch(r"orderbell-\d{4}-\d\d-\d\d\.dump", dump.name)
    assert dump.stat().st_size > 0


def test_dump_is_tried_with_the_whole_address(settings, tmp_path, monkeypatch):
    (tmp_path / "pg_dump").write_text('#!/bin/sh\necho "$PGPASSWORD $*" >&2; exit 1\n')
    (tmp_path / "pg_dump").chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    url = "postgresql://bell:gehe%40m@db.example/bell?sslmode=verify-full&sslcert=/etc/bell.crt"
    with pytest.raises(BackupError, match=r"gehe@m .*bell@db.example/bell.*sslmode=verify-full") as refused:
        backup_now(settings.model_copy(update={"database_url": url}), "")
    assert "sslcert=" in str(refused.value)
    assert str(refused.value).count("gehe") == 1, "the password is in the environment alone"


def test_backup_without_its_program_says_so(settings, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(BackupError, match="pg_dump is not here"):
        backup_now(settings, "")


def test_restore_names_the_tool_of_the_server(settings):
    with pytest.raises(BackupError, match="pg_restore"):
        restore_backup(settings, "")


def test_key_is_made_while_others_run(settings):
    with open_data_folder(settings), open_data_folder(settings):
        assert "The new API key is" in new_api_key(settings, "till-2").text


def test_newer_database_is_refused(settings):
    execute(settings, "UPDATE alembic_version SET version_num = '9999'")
    try:
        with pytest.raises(DataFolderError, match="newer OrderBell"), open_data_folder(settings):
            pass
    finally:
        execute(settings, f"UPDATE alembic_version SET version_num = '{list_revisions()[0]}'")  # noqa: S608  our own number


def test_server_that_does_not_answer_is_named(settings):
    away = settings.model_copy(update={"database_url": "postgresql://bell:geheim@127.0.0.1:1/bell"})
    with pytest.raises(DataFolderError, match=r"127\.0\.0\.1:1/bell") as refused, open_data_folder(away):
        pass
    assert "geheim" not in str(refused.value)


def test_server_that_is_away_is_tried_again(tmp_path):
    done = run_command(tmp_path, "serve", DATABASE_URL="postgresql://bell@127.0.0.1:1/bell")
    assert (done.returncode, done.stdout) == (75, "")
    assert "Is the server up" in done.stderr


def test_database_that_is_unknown_needs_a_person(settings):
    url = settings.database.set(drivername="postgresql", database="nobodys").render_as_string(hide_password=False)
    unknown = settings.model_copy(update={"database_url": url})
    with pytest.raises(DataFolderError, match="does not exist") as refused, open_data_folder(unknown):
        pass
    assert not isinstance(refused.value, DatabaseAway)
