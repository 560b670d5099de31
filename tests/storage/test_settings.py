"""Each mistake in the settings is answered with what to write instead."""

import re
from datetime import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from storage.database.shared_database import describe_shared_database
from storage.origins import lan_address
from storage.settings import Settings
from storage.settings_errors import SettingsError, describe_errors, load_settings

MAIN = Path(__file__).parents[2] / "main.py"


@pytest.mark.parametrize(
    ("name", "written", "instead"),
    [
        ("PORT", "eighty", "whole number"),
        ("PORT", "70000", "65535"),
        ("PUBLIC_URL", "bell.example", "write it like https://bell.example"),
        ("PUBLIC_URL", "https://bell.example/orders", "with nothing behind the name"),
        ("PUBLIC_URL", "https://bell.example?table=4", "with nothing behind the name"),
        ("PUBLIC_URL", "https://owner@bell.example", "with nothing behind the name"),
        ("PUBLIC_URL", "https://bell.example:99999", "write it like https://bell.example"),
        ("PUBLIC_URL", "https://my bell.example", "write it like https://bell.example"),
        ("PUBLIC_URL", "https://[bell", "write it like https://bell.example"),
        ("TIMEZONE", "Madrid", "write a zone like Europe/Madrid"),
        ("TIMEZONE", "../../etc/passwd", "write a zone like Europe/Madrid"),
        ("BUSINESS_DAY_STARTS", "noon", "write a time of day, for example 04:00"),
        ("BUSINESS_DAY_STARTS", "24:00", "write a time of day, for example 04:00"),
        ("BUSINESS_DAY_STARTS", "04:00:30", "write a time of day, for example 04:00"),
        ("WHATSAPP", "600 123 456", "with its country code"),
        ("LANGUAGES", "en,klingon", "write one or more of en, es"),
        ("LANGUAGES", ",", "write one or more of en, es"),
        ("STAFF_PIN", "12345", "write 6 to 20 digits"),
        ("STAFF_PIN", "secret", "write 6 to 20 digits"),
        ("STAFF_PIN", "\uff11\uff12\uff13\uff14\uff15\uff16", "write 6 to 20 digits"),
        ("STAFF_PIN", "123456", "guessed among the first: write digits that do not count"),
        ("API_KEY", "short", "write 32 characters or more"),
        ("API_KEY", "k" * 40, "can be guessed: leave it out and run: main.py new-api-key"),
        ("RESTAURANT_NAME", "  ", "1 character"),
        ("DATA_DIR", "~nobody-of-this-name/data", "write a whole path like /var/lib/orderbell"),
        ("KEEP_DAYS", "0", "1"),
        ("KEEP_DAYS", "9" * 5000, "write a whole number"),
        ("OFF_RAIL_STATIONS", ",".join(map(str, range(101))), "write 100 stations or fewer"),
        ("SHELF_AMBER_MINUTES", "0", "1"),
        ("SHELF_RED_MINUTES", "241", "240"),
        ("READY_HOLD_SECONDS", "-1", "0"),
        ("DATABASE_URL", "mysql://localhost/bell", "write it like sqlite:"),
        ("DATABASE_URL", "nonsense", "write it like sqlite:"),
        ("VAPID_SUBJECT", "owner", "mailto:owner@restaurant.example"),
        ("PUSH_EXTRA_ORIGINS", "push.example", "write origins like https://push.example"),
        ("PUSH_EXTRA_ORIGINS", "https://", "write origins like https://push.example"),
        ("FORWARDED_ALLOW_IPS", "*", "write the proxies' addresses"),
        ("FORWARDED_ALLOW_IPS", "127.0.0.1,0.0.0.0/0", "write the proxies' addresses"),
        ("FORWARDED_ALLOW_IPS", "caddy", "write the proxies' addresses"),
    ],
)
def test_mistake_is_answered_with_what_to_write(monkeypatch, name, written, instead):
    monkeypatch.setenv(f"ORDERBELL_{name}", written)
    with pytest.raises(ValidationError) as refusal:
        Settings(_env_file=None)
    (line,) = describe_errors(refusal.value)
    assert line.startswith(f"ORDERBELL_{name}")
    assert instead in line


@pytest.mark.parametrize("name", ["STAFF_PIN", "OWNER_PIN", "API_KEY"])
def test_a_mistake_in_a_secret_does_not_repeat_it(monkeypatch, name):
    monkeypatch.setenv(f"ORDERBELL_{name}", "hush-hush")
    with pytest.raises(ValidationError) as refusal:
        Settings(_env_file=None)
    assert "hush-hush" not in "".join(describe_errors(refusal.value))


@pytest.mark.parametrize("password", ["se@cr:et", "se@cr", "se@cr/et", "se@cr:54", "s/e@cr?et"])
def test_unescaped_password_is_refused_unrepeated(password):
    with pytest.raises(ValidationError) as refusal:
        Settings(_env_file=None, database_url=f"postgresql://ana:{password}@db.example/bell")
    (line,) = describe_errors(refusal.value)
    assert "in the password, write @ as %40, : as %3A and / as %2F" in line
    assert "cr" not in line


@pytest.mark.parametrize("password", ["se%40cr%3Aet%2F", "se:cr", "se/cr"])
def test_escaped_database_password_is_taken(password):
    settings = Settings(_env_file=None, database_url=f"postgresql://ana:{password}@[::1]:5432/bell?sslmode=require")
    assert settings.is_shared
    assert describe_shared_database(settings) == "postgresql://ana@[::1]:5432/bell?sslmode=require"


def test_password_behind_the_address_is_not_repeated():
    url = "postgresql://ana@db.example/bell?password=secret&sslpassword=secret&host=/run"
    assert "secret" not in describe_shared_database(Settings(_env_file=None, database_url=url))


def test_every_setting_has_a_default_that_works():
    settings = Settings(_env_file=None)
    assert settings.port == 8080
    assert settings.base_url == settings.public_url or settings.base_url.startswith("http://")
    assert not settings.is_secure


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://bell.example/", "https://bell.example"),
        (" https://Bell.Example:443 ", "https://bell.example"),
        ("https://caf\u00e9.example", "https://xn--caf-dma.example"),
        ("http://192.168.1.5:8080", "http://192.168.1.5:8080"),
    ],
)
def test_public_address_is_normalised_as_browsers_do(monkeypatch, written, address):
    monkeypatch.setenv("ORDERBELL_PUBLIC_URL", written)
    settings = Settings(_env_file=None)
    assert (settings.base_url, settings.is_secure) == (address, address.startswith("https"))
    assert settings.allowed_origins.allows(address, "127.0.0.1:8080", "http")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080"),
        ("127.1", "http://127.0.0.1:8080"),
        ("::1", "http://[::1]:8080"),
        ("bell.local", "http://bell.local:8080"),
        *((everywhere, f"http://{lan_address()}:8080") for everywhere in ("0.0.0.0", "0", "::", "::0", "0:0::0")),  # noqa: S104
    ],
)
def test_links_lead_to_the_address_that_is_listened_on(host: str, address: str):
    assert Settings(_env_file=None, host=host).base_url == address


@pytest.mark.parametrize("name", Settings.model_fields)
def test_blank_line_counts_as_a_missing_one(monkeypatch, name):
    monkeypatch.setenv(f"ORDERBELL_{name.upper()}", "")
    assert getattr(Settings(_env_file=None), name) == getattr(Settings(_env_file=None, _env_ignore_empty=True), name)
    assert name not in Settings(_env_file=None).model_fields_set


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ORDERBELL_PUBLIC_ULR", "did you mean ORDERBELL_PUBLIC_URL?"),
        ("ORDERBELL_STAF_PIN", "did you mean ORDERBELL_STAFF_PIN?"),
        ("orderbell_publicurl", "did you mean ORDERBELL_PUBLIC_URL?"),
        ("ODERBELL_DATA_DIR", "did you mean ORDERBELL_DATA_DIR?"),
        ("ORDER_BELL_PORT", "did you mean ORDERBELL_PORT?"),
        ("ORDERBELL_SOUP", "take it out; README names all there are"),
    ],
)
def test_misspelt_name_is_refused_with_the_right_one(monkeypatch, tmp_path, written, meant):
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as said:
        said.setenv(written, "9000")
        with pytest.raises(SettingsError, match=re.escape(f"{written} is not a setting: {meant}")):
            load_settings([])
    (tmp_path / ".env").write_text(f"# ours\n\n{written}=9000\n")
    with pytest.raises(
        SettingsError, match=re.escape(f"{written} in {tmp_path}/.env, line 3 is not a setting: {meant}")
    ):
        load_settings([])


def test_names_of_other_programs_are_nobodys_mistake(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in ("PORT", "HOST", "ORDER_HOST", "WORDPRESS_DATABASE_URL", "orderbell_port"):
        monkeypatch.setenv(name, "9000")
    (tmp_path / ".env").write_text("COMPOSE_PROJECT_NAME=bell\n\nexport ORDERBELL_KEEP_DAYS=7 # a week\n")
    assert load_settings([]).keep_days == 7


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"PORT=9000", "PORT in .*line 1 is not a setting: did you mean ORDERBELL_PORT"),
        (b"ORDERBELL_PORT: 9000", "The text in .*line 1 is not a setting: write it like ORDERBELL_PORT=8080"),
        (b"ORDERBELL_PORT", "The text in .*line 1 is not a setting: write it like ORDERBELL_PORT=8080"),
        (b'ORDERBELL_RESTAURANT_NAME="La Campana', "The text in .*line 1 is not a setting"),
        (b"\xff\xfeO\x00R\x00", "cannot be read .*: make it a text file in UTF-8"),
    ],
)
def test_unreadable_line_of_the_file_is_not_ignored(monkeypatch, tmp_path, line, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes(line)
    with pytest.raises(SettingsError, match=says):
        load_settings([])


def test_file_with_a_byte_order_mark_is_read_in_full(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfORDERBELL_KEEP_DAYS=7\r\nORDERBELL_PORT=9000\r\n")
    assert (load_settings([]).keep_days, load_settings([]).port) == (7, 9000)


def test_data_folder_is_always_named_in_full(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/owner")
    assert Settings(_env_file=None).data_dir == tmp_path / "data"
    assert Settings(_env_file=None, data_dir="~/bell").database_file == Path("/home/owner/bell/orderbell.sqlite3")


@pytest.mark.parametrize(
    ("written", "meant"), [("10.0.0.2, ::1", "10.0.0.2,::1"), ("127.0.0.1", "127.0.0.1"), ("", "")]
)
def test_proxies_are_named_one_by_one(written, meant):
    assert Settings(_env_file=None, forwarded_allow_ips=written).forwarded_allow_ips == meant


@pytest.mark.parametrize("written", ["5:30", "05:30", " 5:30 ", "05:30:00"])
def test_time_of_day_is_read_as_programs_write_it(written):
    assert Settings(_env_file=None, business_day_starts=written).business_day_starts == time(5, 30)


def test_settings_can_be_written_as_flags():
    settings = Settings(_env_file=None, _cli_parse_args=["--restaurant-name", "La Campana", "--keep-days", "7"])
    assert (settings.restaurant_name, settings.keep_days) == ("La Campana", 7)
