"""The doctor says what is wrong and what to do, and finds nothing wrong with a healthy restaurant."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from storage.backup.backup import create_backup
from storage.backup.restore import set_aside
from storage.ops.doctor import format_report, local_checks, network_checks, run_checks
from storage.push.vapid import KEY_FILE
from tests.support.doctor_advice import advice
from tests.support.sqlite_script import run_script

if TYPE_CHECKING:
    from pathlib import Path

    from storage.settings import Settings

pytestmark = [pytest.mark.sqlite, pytest.mark.usefixtures("kept_clock")]

NOW = datetime.now(UTC)


def test_healthy_restaurant_is_told_that_all_is_well(healthy: Settings):
    said = format_report(run_checks(healthy))
    assert said.endswith("No problems found.")
    assert "WRONG" not in said
    for about in ("version", "permissions", "disk", "database", "backups", "clock", "https", "push"):
        assert f"ok     {about}:" in said


def test_what_is_wrong_stands_below_with_what_to_do(settings: Settings):
    said = format_report(run_checks(settings))
    assert "problems found" in said.splitlines()[-1]
    assert said.index("WRONG") > said.rindex("  ok ")


def test_outdated_libraries_are_noticed(healthy: Settings, monkeypatch):
    installed = local_checks.metadata.version

    def left_behind(name: str) -> str:
        if name == "segno":
            raise local_checks.metadata.PackageNotFoundError(name)
        return "3.0.0" if name == "nicegui" else installed(name)

    assert advice(healthy, "version") == ""
    monkeypatch.setattr(local_checks.metadata, "version", left_behind)
    assert "nicegui is 3.0.0, not" in advice(healthy, "version")
    assert "segno is missing, not" in advice(healthy, "version")
    assert f"Run, in {local_checks.PROGRAM.parent}: uv sync" in advice(healthy, "version")


def test_unreadable_part_hides_no_other(healthy: Settings, monkeypatch):
    def refused(_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(local_checks, "is_blank", refused)
    monkeypatch.setattr(local_checks, "aside_folder", refused)
    assert "Permission denied" in advice(healthy, "database")
    assert "ok     backups:" in format_report(run_checks(healthy))


def test_others_who_can_look_into_the_data_are_noticed(healthy: Settings):
    healthy.data_dir.chmod(0o755)
    (healthy.data_dir / KEY_FILE).chmod(0o644)
    assert f"chmod 700 {healthy.data_dir}" in advice(healthy, "permissions")
    assert f"chmod 600 {healthy.data_dir / KEY_FILE}" in advice(healthy, "permissions")


NOBODY = 4_000_123  # no user has this number, like those of containers
closed = pytest.mark.parametrize("name", ["", "orderbell.sqlite3"])


def close(monkeypatch, path: Path) -> None:
    monkeypatch.setattr(os, "access", lambda asked, _: asked != path)


@closed
def test_folder_of_another_user_stays_theirs(healthy: Settings, monkeypatch, name):
    close(monkeypatch, healthy.data_dir / name)
    monkeypatch.setattr(os, "getuid", lambda: NOBODY)
    owner = healthy.data_dir.owner()
    assert f"{healthy.data_dir} belongs to {owner}: run doctor as {owner}." in advice(healthy, "permissions")
    assert "chown" not in advice(healthy, "permissions")


@closed
def test_own_files_only_need_their_rights(healthy: Settings, monkeypatch, name):
    close(monkeypatch, healthy.data_dir / name)
    assert f"Run: chmod -R u+rwX {healthy.data_dir / name}" in advice(healthy, "permissions")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
def test_file_of_another_user_is_given_to_the_folders(healthy: Settings, monkeypatch):
    os.chown(healthy.database_file, NOBODY, -1)
    close(monkeypatch, healthy.database_file)
    assert f"Run, as root: chown -R root: {healthy.database_file}" in advice(healthy, "permissions")


def test_user_without_a_name_is_no_problem(healthy: Settings, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: NOBODY)
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    assert advice(healthy, "permissions") == ""


def test_a_folder_that_is_missing_is_asked_for(healthy: Settings):
    away = healthy.model_copy(update={"data_dir": healthy.data_dir / "elsewhere"})
    assert "ORDERBELL_DATA_DIR" in advice(away, "permissions")


def test_little_space_is_noticed(healthy: Settings, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 10**8))
    assert f"95 MB are free in {healthy.data_dir}" in advice(healthy, "disk")


def test_space_is_measured_where_the_database_is(healthy: Settings, tmp_path, monkeypatch):
    far = tmp_path / "far"
    far.mkdir()
    free = {far: 10**8, healthy.data_dir: 10**9}
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10**9, 0, free[folder]))
    away = healthy.model_copy(update={"database_url": f"sqlite:///{far}/bell.sqlite3"})
    assert advice(away, "disk") == f"95 MB are free in {far}. Free some: without space no tap can be saved."
    assert f"953 MB are free in {healthy.data_dir}" in format_report(run_checks(away))


def test_damaged_database_is_named_and_not_moved(healthy: Settings):
    with healthy.database_file.open("r+b") as file:
        file.seek(2 * 4096)
        file.write(b"\xff" * 4096 * 20)
    assert "is damaged" in advice(healthy, "database")
    assert "main.py restore" in advice(healthy, "database")
    assert healthy.database_file.exists()


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer than this program"),
        ("DROP TABLE alembic_version", "a database of another program"),
        ("INSERT INTO taps VALUES ('a', 'nobody', NULL, NULL)", "rows without their order in taps"),
        ("CREATE TRIGGER evil AFTER INSERT ON orders BEGIN DELETE FROM taps; END", "triggers"),
    ],
)
def test_what_is_wrong_with_a_database_is_said(healthy: Settings, script: str, says: str):
    run_script(healthy.database_file, script)
    assert says in advice(healthy, "database")


def test_missing_and_set_aside_databases_are_named(healthy: Settings):
    aside = set_aside(healthy, NOW)
    assert "there is none at" in advice(healthy, "database")
    assert str(aside.parent) in format_report(run_checks(healthy))


def test_missing_old_or_broken_backups_are_noticed(healthy: Settings):
    (kept,) = (healthy.data_dir / "backups").iterdir()
    (kept / "orderbell.sqlite3").write_bytes(b"x" * 9000)
    assert "cannot be restored" in advice(healthy, "backups")
    shutil.rmtree(kept)
    assert "there is none" in advice(healthy, "backups")
    create_backup(healthy, NOW + timedelta(days=300))
    assert "from the future" in advice(healthy, "backups")
    create_backup(healthy, NOW - timedelta(days=3))
    assert "Make one now" in advice(healthy, "backups")


def test_backup_of_a_newer_version_is_noticed(healthy: Settings):
    (kept,) = (healthy.data_dir / "backups").iterdir()
    run_script(kept / "orderbell.sqlite3", "UPDATE alembic_version SET version_num = '9999'")
    assert "cannot be restored (a newer OrderBell made it). Make another" in advice(healthy, "backups")


def test_a_clock_that_nothing_keeps_right_is_noticed(healthy: Settings, monkeypatch):
    monkeypatch.setattr(network_checks, "_is_synchronized", lambda: False)
    assert "timedatectl set-ntp true" in advice(healthy, "clock")


def test_the_real_call_that_asks_the_clock_answers():
    assert network_checks._is_synchronized() in {True, False}


async def test_clock_behind_the_stored_events_is_noticed(restaurant, healthy: Settings):
    restaurant.clock.at = NOW + timedelta(days=2)
    await restaurant.order()
    assert "the latest event is of" in advice(healthy, "clock")


def test_the_doctor_changes_nothing(healthy: Settings):
    before = {path: path.read_bytes() for path in healthy.data_dir.rglob("*") if path.is_file()}
    run_checks(healthy)
    after = {path: path.read_bytes() for path in healthy.data_dir.rglob("*") if path.is_file()}
    assert {path.name for path in after} - {path.name for path in before} == set()
    assert all(after[path] == content for path, content in before.items())
