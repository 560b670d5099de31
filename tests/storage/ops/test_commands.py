"""Commands go by what the owner has written on the settings page, and by the environment above it."""

import asyncio
import os
import re
import shutil
import sqlite3
from contextlib import aclosing, closing
from datetime import UTC, datetime, timedelta

import pytest

from storage.backup.backup import create_backup
from storage.database.credentials import CredentialStore
from storage.database.engine import Database
from storage.database.settings_store import SettingsStore
from storage.errors import BackupError, DeploymentError, OperatorError
from storage.ops.commands import (
    _with_credentials,
    backup_now,
    new_api_key,
    new_pin,
    print_caddyfile,
    restore_backup,
    run_doctor,
)
from storage.ops.doctor import network_checks
from storage.settings import Settings
from tests.support.sqlite_script import run_script

pytestmark = pytest.mark.sqlite


@pytest.fixture
async def folder(settings):
    """The data folder of a restaurant whose owner has written address and mailbox on the settings page."""
    database = Database(settings.database)
    written = {"public_url": "https://bell.example", "vapid_subject": "ana@bell.example"}
    assert await SettingsStore(database, Settings(_env_file=None, data_dir=settings.data_dir)).save(written) == {}
    await database.aclose()
    return settings.data_dir


def given(folder, **more):
    return Settings(_env_file=None, data_dir=folder, **more)


def test_caddyfile_has_the_name_that_the_owner_wrote(folder):
    assert "bell.example {" in print_caddyfile(given(folder), "").text
    assert "other.example {" in print_caddyfile(given(folder, public_url="https://other.example"), "").text


def test_doctor_knows_what_the_owner_wrote(folder, monkeypatch):
    monkeypatch.setattr(network_checks, "find_problem", lambda _: None)
    text = run_doctor(given(folder), "").text
    assert "ok     https: https://bell.example" in text
    assert "push services can write to mailto:ana@bell.example" in text


@pytest.mark.parametrize("says", ["", "The owner's PIN is taken away, too: set another on /settings."])
def test_new_pin_says_when_it_takes_the_owners_away(tmp_path, says):
    settings = given(tmp_path)
    new_pin(settings, "")
    if says:
        _with_credentials(settings, lambda credentials: credentials.pins.change_owners("551830"))
    assert new_pin(settings, "").text.partition("It is not shown again.")[2].strip() == says


def test_new_pin_leaves_the_owners_pin_that_is_given(tmp_path):
    assert "owner" not in new_pin(given(tmp_path, owner_pin="551830"), "").text


def test_api_key_before_the_first_start_shows_the_pin(tmp_path):
    settings = given(tmp_path)
    pin = re.search(r"The staff PIN is (\d+)\. Write it down", new_api_key(settings, "").text)
    assert asyncio.run(is_staffs_pin(settings, pin[1]))
    assert "PIN" not in new_api_key(settings, "").text


async def is_staffs_pin(settings, pin):
    async with aclosing(Database(settings.database)) as database:
        credentials = CredentialStore(database, settings)
        await credentials.open()
        return await credentials.pins.is_staffs(pin)


def test_newest_backup_from_the_past_is_restored(folder):
    settings, now = given(folder), datetime.now(UTC)
    past, future = (create_backup(settings, now + timedelta(days=days)) for days in (-1, 300))
    said = restore_backup(settings, "").text
    assert f"Restored {past.name}" in said
    assert f"from the future, so the clock was or is wrong: {future.name}" in said
    assert f"Restored {future.name}" in restore_backup(settings, future.name).text


def test_backup_of_a_newer_version_is_passed_over(folder):
    settings, now = given(folder), datetime.now(UTC)
    older, newer = (create_backup(settings, now - timedelta(hours=hours)) for hours in (2, 1))
    run_script(newer / "orderbell.sqlite3", "UPDATE alembic_version SET version_num = '9999'")
    assert f"Restored {older.name}" in restore_backup(settings, "").text
    with pytest.raises(BackupError, match=r"a newer OrderBell made it\. Nothing has changed"):
        restore_backup(settings, newer.name)
    shutil.rmtree(older)
    with pytest.raises(BackupError, match=rf"There is no backup.*\n  {newer.name} \(a newer OrderBell made it\)"):
        restore_backup(settings, "")


@pytest.mark.parametrize("is_readable", [True, False])
def test_backup_keeps_what_the_owner_keeps(folder, is_readable):
    settings, now = given(folder), datetime.now(UTC)
    old = create_backup(settings, now - timedelta(days=40))
    with closing(sqlite3.connect(settings.database_file)) as database, database:
        database.execute("INSERT INTO settings VALUES ('keep_days', '60')" if is_readable else "DROP TABLE settings")
    said = backup_now(settings, "").text
    assert old.exists()
    assert ("No earlier one was deleted" in said) is not is_readable


@pytest.mark.parametrize("command", [backup_now, restore_backup, new_pin, new_api_key])
@pytest.mark.parametrize("has_database", [True, False])
def test_root_leaves_no_files_in_another_users_folder(folder, monkeypatch, command, has_database):
    if not has_database:
        given(folder).database_file.unlink()
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, 54321, -1)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    before = set(folder.iterdir())
    with pytest.raises(OperatorError, match=r"write sudo -u .+ in front of the command"):
        command(given(folder), "")
    assert set(folder.iterdir()) == before


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_database_that_cannot_be_read_stays_as_it_is(tmp_path, content):
    file = given(tmp_path).database_file
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(DeploymentError, match="/settings or in ORDERBELL_PUBLIC_URL"):
        print_caddyfile(given(tmp_path), "")
    assert (file.read_bytes() if file.exists() else None) == content
