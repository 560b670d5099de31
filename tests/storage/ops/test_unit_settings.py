"""Settings in a systemd unit: each is read back the same, and no secret is among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from storage.ops.deployment import PROGRAM, render_systemd_unit
from storage.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

# A value of each setting that is printed, other than its default.
PRINTED = {
    "host": "::1",
    "port": "9001",
    "data_dir": "/srv/La Campana/data",
    "database_url": "sqlite:////srv/La Campana/50 % off.sqlite3",
    "push_extra_origins": "https://push.example,https://other.example",
    "webhook_extra_origins": "http://10.0.0.9",
    "forwarded_allow_ips": "10.0.0.2,::1",
    "restaurant_name": 'La\u3000Campana\u00a0\U0001f469\u200d\U0001f373 50 % off "today"\\n\\',
    "phone": "+34 956 123 456",
    "whatsapp": "+34 600 123 456",
    "address": "Calle Ancha 1\n11001\tCádiz",
    "opening_hours": "Tue-Sun 12-23",
    "timezone": "Atlantic/Canary",
    "languages": "es,en",
    "currency": "usd",
    "public_url": "https://bell.example",
    "wifi_name": "Campana; guests",
    "wifi_security": "wep",
    "wifi_password": "a$'b`",
    "wifi_hidden": "yes",
    "vapid_subject": "ana@bell.example",
    "ready_hold_seconds": "2.5",
    "ring_again_seconds": "0",
    "shelf_amber_minutes": "4",
    "shelf_red_minutes": "9",
    "business_day_starts": "5:30",
    "ready_by_expo": "true",
    "start_next": "false",
    "off_rail_stations": "bar, cold kitchen",
    "lead_minutes": "12.5",
    "keep_days": "7",
    "board_for_staff": "true",
    "board_speaks": "true",
    "public_scoreboard": "true",
}
SECRETS = {"staff_pin": "904417", "owner_pin": "551830", "api_key": "obk_0123456789abcdefghijklmnopqr"}


def read_environment(unit: str) -> dict[str, str]:
    """The variables of a unit, as systemd reads them (systemd.syntax(7))."""
    escaped = {"n": "\n", "t": "\t"}
    lines = re.findall(r'^Environment="(.*)"$', unit, re.MULTILINE)
    read = [re.sub(r"\\(.)", lambda found: escaped.get(found[1], found[1]), line).replace("%%", "%") for line in lines]
    return dict(line.split("=", 1) for line in read)


def test_printed_settings_are_read_back_the_same(monkeypatch):
    assert PRINTED.keys() | SECRETS.keys() == Settings.model_fields.keys()
    settings = Settings(_env_file=None, **PRINTED)
    for name, value in read_environment(render_systemd_unit(settings)).items():
        monkeypatch.setenv(name, value)
    again = Settings(_env_file=None)
    assert again.model_dump() == settings.model_dump()
    assert again.model_fields_set == settings.model_fields_set


def test_secrets_are_named_and_not_printed(tmp_path: Path):
    text = render_systemd_unit(Settings(_env_file=None, data_dir=tmp_path, **SECRETS))
    assert not [value for value in SECRETS.values() if value in text]
    assert "keep ORDERBELL_STAFF_PIN, ORDERBELL_OWNER_PIN, ORDERBELL_API_KEY in" in text
    assert f"{PROGRAM.parent / '.env'}, mode 0600" in text
    assert "ORDERBELL_STAFF_PIN" not in render_systemd_unit(
        Settings(_env_file=None, data_dir=tmp_path, owner_pin="551830")
    )


@pytest.fixture
def installed(tmp_path: Path, monkeypatch) -> Path:
    """A program folder with a .env, in which the commands are run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("storage.ops.deployment.PROGRAM", tmp_path / "main.py")
    (tmp_path / "main.py").touch()
    lines = (
        "ORDERBELL_PORT=9001",
        "OTHER=1",
        "ORDERBELL_LANGUAGES=es,en",
        "ORDERBELL_DATABASE_URL=sqlite:///far/bell.sqlite3",
    )
    (tmp_path / ".env").write_text("\n".join(lines))
    return tmp_path


def test_settings_of_the_env_file_are_not_repeated(installed: Path):
    unit = render_systemd_unit(Settings())
    assert read_environment(unit) == {"ORDERBELL_DATA_DIR": f"{installed}/data"}
    assert f"# The settings in {installed}/.env are not repeated here: a change there counts at the next start." in unit


@pytest.mark.usefixtures("installed")
def test_setting_above_the_env_file_is_printed(monkeypatch):
    monkeypatch.setenv("ORDERBELL_PORT", "9002")
    assert read_environment(render_systemd_unit(Settings()))["ORDERBELL_PORT"] == "9002"


def test_env_file_of_another_folder_is_printed(installed: Path, monkeypatch):
    elsewhere = installed / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".env").write_text("ORDERBELL_KEEP_DAYS=7")
    monkeypatch.chdir(elsewhere)
    unit = render_systemd_unit(Settings())
    assert read_environment(unit) == {"ORDERBELL_DATA_DIR": f"{elsewhere}/data", "ORDERBELL_KEEP_DAYS": "7"}
