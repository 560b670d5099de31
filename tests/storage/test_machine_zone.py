"""The machine's time zone is found, or the start says what to write."""

import shutil
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfoNotFoundError

import pytest

from storage import machine_zone
from storage.errors import SettingsError
from storage.machine_zone import find_machine_zone
from storage.settings_errors import load_settings

ZONES = next(Path(folder) for folder in TZPATH if Path(folder, "Europe/Madrid").exists())


@pytest.fixture(autouse=True)
def _no_zone_is_set(monkeypatch, tmp_path):
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "zone", ["Europe/Madrid", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Etc/UTC"]
)
def test_copied_localtime_is_recognized(tmp_path, monkeypatch, zone):
    monkeypatch.setattr(machine_zone, "get_localzone_name", lambda: None)
    shutil.copy(ZONES / zone, tmp_path / "localtime")
    assert find_machine_zone(tmp_path / "localtime") == zone


def test_zones_of_the_system_are_enough(tmp_path, monkeypatch):
    def lack(name):
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(machine_zone, "get_localzone_name", lambda: None)
    monkeypatch.setattr(machine_zone, "files", lack)
    shutil.copy(ZONES / "Asia/Kolkata", tmp_path / "localtime")
    assert find_machine_zone(tmp_path / "localtime") in {"Asia/Kolkata", "Asia/Calcutta"}


def test_contradicting_files_give_way_to_localtime(tmp_path, monkeypatch):
    def contradict():
        raise ZoneInfoNotFoundError("Multiple conflicting time zone configurations found")

    monkeypatch.setattr(machine_zone, "get_localzone_name", contradict)
    shutil.copy(ZONES / "Europe/Madrid", tmp_path / "localtime")
    assert find_machine_zone(tmp_path / "localtime") == "Europe/Madrid"


@pytest.mark.parametrize("name", [None, "Europe/Nowhere", "local"])
def test_machine_without_any_zone_runs_on_utc(tmp_path, monkeypatch, name):
    monkeypatch.setattr(machine_zone, "get_localzone_name", lambda: name)
    assert find_machine_zone(tmp_path / "localtime") == "Etc/UTC"


@pytest.mark.parametrize("content", [b"", b"TZif", b"nonsense"])
def test_unreadable_localtime_says_what_to_write(tmp_path, monkeypatch, content):
    monkeypatch.setattr(machine_zone, "get_localzone_name", lambda: None)
    (tmp_path / "localtime").write_bytes(content)
    with pytest.raises(ValueError, match="write one like Europe/Madrid"):
        find_machine_zone(tmp_path / "localtime")


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Europe/Madrid", "Europe/Madrid"),
        (":Europe/Madrid", "Europe/Madrid"),
        (" America/New_York ", "America/New_York"),
        ("UTC", "UTC"),
        (str(ZONES / "Asia/Kolkata"), "Asia/Kolkata"),
        (f":{ZONES / 'America/Argentina/Buenos_Aires'}", "America/Argentina/Buenos_Aires"),
    ],
)
def test_variable_that_names_a_zone_is_taken(monkeypatch, said, zone):
    monkeypatch.setenv("TZ", said)
    assert find_machine_zone() == zone
    assert load_settings([]).timezone == zone


def test_variable_may_name_a_copied_file(tmp_path, monkeypatch):
    shutil.copy(ZONES / "Asia/Tokyo", tmp_path / "zone")
    monkeypatch.setenv("TZ", str(tmp_path / "zone"))
    assert find_machine_zone() == "Asia/Tokyo"


@pytest.mark.parametrize("said", ["CET-1CEST", "CET-1CEST,M3.5.0,M10.5.0/3", "<+03>-3", "nonsense", "/nowhere", "../x"])
def test_other_values_of_the_variable_say_what_to_write(monkeypatch, said):
    monkeypatch.setenv("TZ", said)
    with pytest.raises(SettingsError) as refusal:
        load_settings([])
    assert f"ORDERBELL_TIMEZONE: this machine's TZ is {said}, which names no zone" in str(refusal.value)
    assert load_settings(["--timezone", "Europe/Madrid"]).timezone == "Europe/Madrid"


@pytest.mark.parametrize("said", ["posix/Europe/Madrid", "right/Europe/Madrid", ":posix/Europe/Madrid"])
def test_zone_of_another_folder_has_its_own_name(monkeypatch, said):
    monkeypatch.setenv("TZ", said)
    assert find_machine_zone() == "Europe/Madrid"
