"""Log lines: one for each event, without secrets or personal data."""

from __future__ import annotations

import io
import logging
import secrets
import subprocess
import sys

import pytest
from nicegui import Client
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import IntegrityError

from domain.errors import NotSaved
from storage.ops.logging import LogfmtFormatter, LogHandler
from storage.ops.redaction import HIDDEN, RedactionFilter
from storage.ops.repetition import RepetitionFilter
from tests.support.world import API_KEY, PIN, Restaurant, draft

TOKEN = "q3mZ-Yt8_LwX1aBcD9eFgh"
SESSION = "Jd8f_0aZ-Qk3xTT1v9LmN4bB7cYyU2wE5rPqS6hG0oI"


def line(message: object, *args: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("nicegui", logging.WARNING, "", 0, message, args, info)
    return format_redacted(record)


def format_redacted(record: logging.LogRecord) -> str:
    assert RedactionFilter([PIN, API_KEY]).filter(record)
    return LogfmtFormatter().format(record)


@pytest.mark.parametrize(
    "message",
    [
        f"http://192.168.1.5:8080/t/{TOKEN} not found",
        f'GET /t/{TOKEN}/status.json?lang=es "404"',
        f"/login?next=%2Fkitchen from /t/{TOKEN}#order",
        f"order token {TOKEN} was asked for",
        f"token='{TOKEN}'",
        f"(token: {TOKEN}) again",
    ],
)
def test_a_guests_link_is_hidden(message: str):
    assert TOKEN not in line(message)
    assert HIDDEN in line(message)


def test_no_drawn_token_shows_behind_its_path():
    for token in [secrets.token_urlsafe(16) for _ in range(300)]:
        assert token not in line(f"https://bell.example/t/{token} not found")


@pytest.mark.parametrize(
    "message",
    [
        f"Authorization: Bearer obk_{'0a' * 32}",
        f"the key obk_{'0a' * 32} is new",
        f"{{'authorization': 'Bearer {SESSION}'}}",
        f"vapid t={SESSION}.{SESSION}, k={SESSION}",
        f"Cookie: orderbell_staff={SESSION}; theme=dark",
        f"Set-Cookie: orderbell_staff={SESSION}; HttpOnly",
        f"orderbell_staff={SESSION}",
        f"https://fcm.googleapis.com/fcm/send/{SESSION}:APA91b",
        f"https://updates.push.services.mozilla.com/wpush/v2/{SESSION.lower()}",
        f"session {SESSION} has ended",
        f"the key {API_KEY} was refused",
    ],
)
def test_keys_cookies_and_phones_are_hidden(message: str):
    written = line(message)
    for secret in (SESSION, SESSION.lower(), "0a" * 32, API_KEY):
        assert secret not in written


@pytest.mark.parametrize("message", [f"pin={PIN}", "The staff PIN is 904417.", "pin: 904417", '"pin": "904417"', PIN])
def test_a_pin_is_hidden(message: str):
    assert PIN not in line(message)
    assert "904417" not in line(message)


@pytest.mark.parametrize(
    "message",
    [
        'Job "Kitchen.refresh_estimates (trigger: interval[0:00:15], next run at: 2026-03-14 19:00:15 UTC)" is late',
        "storage.migrations.versions.0001_the_first_tables",
        "/var/lib/orderbell/backups/2026-03-14T190000.000000Z/orderbell.sqlite3",
        "binding propagation for 3 active links took 0.012 s",
    ],
)
def test_what_is_no_secret_stays_readable(message: str):
    assert HIDDEN not in line(message)


def test_one_event_is_one_line_whatever_it_says():
    forged = 'boom\nat=now level=info from=orderbell says="all is well"\u2028\x1b[31m'
    written = line("%s", forged)
    assert len(written.splitlines()) == 1
    assert "\x1b" not in written
    assert 'says="boom\\nat=now level=info from=orderbell says=\\"all is well\\"' in written


def test_error_is_logged_without_what_a_guest_wrote():
    class Form(BaseModel):
        name: int

    try:
        Form.model_validate({"name": "Chicken Tikka Masala for Ana"})
    except ValidationError as error:
        written = line("failed", error=error) + line(error) + line("it was %s", error)
    assert "Ana" not in written
    assert "ValidationError" in written
    assert "test_logging.py:" in written


def test_an_error_of_the_machine_tells_its_reason():
    assert "No space left" in line("failed", error=OSError(28, "No space left on device"))


@pytest.mark.sqlite
async def test_database_error_does_not_quote_the_row(restaurant: Restaurant):
    await restaurant.order(external_ref="pos-1")
    order = restaurant.board.orders()[0]
    with pytest.raises(NotSaved) as caught:
        async with restaurant.store.transaction() as work:
            await work.add(order, draft().fingerprint, None)
    written = line("failed", error=caught.value)
    assert "Ana" not in written
    assert "Tikka" not in written
    assert order.token not in written
    assert "UNIQUE constraint failed: orders" in written
    assert isinstance(caught.value.__cause__, IntegrityError)


def test_all_loggers_write_through_the_one_handler():
    code = f"""
import asyncio, logging, warnings
from storage.ops.logging import log_unhandled, configure_logging
from storage.settings import Settings
configure_logging(Settings(_env_file=None, staff_pin="{PIN}"))
for name in ("nicegui", "uvicorn", "uvicorn.error", "apscheduler.executors.default", "orderbell"):
    logging.getLogger(name).error("at /t/{TOKEN} with {PIN}")
warnings.warn("seen /t/{TOKEN}")
async def forgotten():
    asyncio.get_running_loop().set_exception_handler(log_unhandled)
    async def fails():
        raise KeyError("Chicken Tikka Masala")
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
asyncio.run(forgotten())
raise KeyError("Chicken Tikka Masala")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    lines = done.stderr.splitlines()
    assert len(lines) == 8, done.stderr
    assert all(written.startswith("at=20") for written in lines)
    assert TOKEN not in done.stderr
    assert PIN not in done.stderr
    assert "Tikka" not in done.stderr
    assert "never retrieved" in lines[6]
    assert "stopped by an error" in lines[7]


def test_every_secret_of_the_settings_is_hidden():
    given = {"staff_pin": "904417", "owner_pin": "551830", "api_key": "correct horse battery staple, and more"}
    code = f"""
import logging
from pydantic import SecretStr
from storage.ops.logging import configure_logging
from storage.settings import Settings
settings = Settings(_env_file=None, **{given})
configure_logging(settings)
logging.getLogger("orderbell").error("; ".join(v.get_secret_value() for _, v in settings if isinstance(v, SecretStr)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert 'says="[hidden]; [hidden]; [hidden]"' in done.stderr


def test_what_browsers_send_to_the_log_is_not_repeated():
    record = logging.LogRecord("nicegui", logging.ERROR, "", 0, "x" * 9000, None, None, func="handle_log_message")
    assert format_redacted(record).endswith('says="a browser reports something"')
    assert Client.handle_log_message.__name__ == "handle_log_message"


def test_nobody_fills_the_disk_with_one_long_line():
    assert len(line("x" * 100_000)) < 5000


# Python's own handler prints a traceback and goes on; an error in a filter is raised where the line was logged.
def test_line_that_cannot_be_formatted_fails_nobody():
    stream = io.StringIO()
    handler = LogHandler(stream)
    for added in (RepetitionFilter(), RedactionFilter()):
        handler.addFilter(added)
    handler.setFormatter(LogfmtFormatter())
    logger = logging.Logger("uvicorn.error")  # noqa: LOG001  of its own: others are not to write here
    logger.addHandler(handler)
    logger.warning("%d orders", "Ana")
    (written,) = stream.getvalue().splitlines()
    assert "could not be formatted (TypeError at " in written
    assert "test_logging.py:" in written
    assert "Ana" not in written
