"""Each mistake in the settings is answered with what to write instead."""

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from storage.mistakes import mistakes
from storage.settings import Settings

MAIN = Path(__file__).parents[2] / "main.py"


@pytest.mark.parametrize(
    ("name", "written", "instead"),
    [
        ("PORT", "eighty", "whole number"),
        ("PORT", "70000", "65535"),
        ("PUBLIC_URL", "bell.example", "write it like https://bell.example"),
        ("PUBLIC_URL", "https://bell.example/orders", "with nothing behind the name"),
        ("TIMEZONE", "Madrid", "write a zone like Europe/Madrid"),
        ("TIMEZONE", "../../etc/passwd", "write a zone like Europe/Madrid"),
        ("LANGUAGES", "en,fr", "write one or more of en, es"),
        ("LANGUAGES", "", "write one or more of en, es"),
        ("STAFF_PIN", "12345", "write 6 to 20 digits"),
        ("STAFF_PIN", "secret", "write 6 to 20 digits"),
        ("STAFF_PIN", "\uff11\uff12\uff13\uff14\uff15\uff16", "write 6 to 20 digits"),
        ("API_KEY", "short", "write 32 characters or more"),
        ("RESTAURANT_NAME", "", "1 character"),
        ("KEEP_DAYS", "0", "1"),
        ("READY_HOLD_SECONDS", "-1", "0"),
        ("DATABASE_URL", "postgresql://localhost/bell", "write it like sqlite:"),
        ("DATABASE_URL", "nonsense", "write it like sqlite:"),
        ("VAPID_SUBJECT", "owner", "mailto:owner@restaurant.example"),
        ("PUSH_EXTRA_ORIGINS", "push.example", "write origins like https://push.example"),
        ("FORWARDED_ALLOW_IPS", "*", "write the proxies' addresses"),
        ("FORWARDED_ALLOW_IPS", "127.0.0.1,0.0.0.0/0", "write the proxies' addresses"),
        ("FORWARDED_ALLOW_IPS", "caddy", "write the proxies' addresses"),
    ],
)
def test_a_mistake_is_answered_with_what_to_write_instead(monkeypatch, name, written, instead):
    monkeypatch.setenv(f"ORDERBELL_{name}", written)
    with pytest.raises(ValidationError) as refusal:
        Settings(_env_file=None)
    (line,) = mistakes(refusal.value)
    assert line.startswith(f"ORDERBELL_{name}")
    assert instead in line


@pytest.mark.parametrize("name", ["STAFF_PIN", "API_KEY"])
def test_a_mistake_in_a_secret_does_not_repeat_it(monkeypatch, name):
    monkeypatch.setenv(f"ORDERBELL_{name}", "hush-hush")
    with pytest.raises(ValidationError) as refusal:
        Settings(_env_file=None)
    assert "hush-hush" not in "".join(mistakes(refusal.value))


def test_every_setting_has_a_default_that_works():
    settings = Settings(_env_file=None)
    assert settings.port == 8080
    assert settings.address == settings.public_url or settings.address.startswith("http://")
    assert not settings.is_secure


def test_a_public_address_is_what_guests_reach(monkeypatch):
    monkeypatch.setenv("ORDERBELL_PUBLIC_URL", "https://bell.example/")
    settings = Settings(_env_file=None)
    assert (settings.address, settings.is_secure) == ("https://bell.example", True)
    assert "https://bell.example" in settings.origins


def test_our_own_pages_may_be_open_under_these_addresses_only():
    origins = Settings(_env_file=None, port=8123).origins
    assert {"http://localhost:8123", "http://127.0.0.1:8123"} <= origins
    assert all(origin.endswith(":8123") for origin in origins)
    assert "http://localhost" in Settings(_env_file=None, port=80).origins


@pytest.mark.parametrize(
    ("written", "meant"), [("10.0.0.2, ::1", "10.0.0.2,::1"), ("127.0.0.1", "127.0.0.1"), ("", "")]
)
def test_proxies_are_named_one_by_one(written, meant):
    assert Settings(_env_file=None, forwarded_allow_ips=written).forwarded_allow_ips == meant


def test_settings_can_be_written_as_flags():
    settings = Settings(_env_file=None, _cli_parse_args=["--restaurant-name", "La Campana", "--keep-days", "7"])
    assert (settings.restaurant_name, settings.keep_days) == ("La Campana", 7)


def test_the_program_says_what_is_wrong_and_does_not_start(tmp_path):
    done = subprocess.run(
        [sys.executable, str(MAIN), "serve", "--timezone", "Madrid"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 2
    assert "ORDERBELL_TIMEZONE is 'Madrid', which does not work: write a zone like Europe/Madrid" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_program_names_its_commands(tmp_path):
    done = subprocess.run(
        [sys.executable, str(MAIN), "--help"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 0
    for command in ("serve", "demo", "new-pin", "new-api-key"):
        assert command in done.stdout
