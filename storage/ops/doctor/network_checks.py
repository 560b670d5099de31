"""What the doctor sees outside the house: the clock, the way guests come in, the push services."""

from __future__ import annotations

import ctypes
import sqlite3
import ssl
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from storage.database.sqlite_file import is_blank, looking_into
from storage.ops.doctor.check_result import CheckResult
from storage.push.vapid import KEY_FILE, read_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.settings import Settings

FUTURE_SLACK = timedelta(minutes=5)
WAIT_SECONDS = 5
_UNSYNCHRONIZED = 5  # TIME_ERROR, adjtimex(2)
_TIMEX_BYTES = 1024  # more than struct timex takes on any machine


def clock(settings: Settings, now: datetime) -> Iterator[CheckResult]:
    """See that the clock is right: estimates are times of day."""
    advice = "Set the clock, and have it kept right: timedatectl set-ntp true"
    newest = _newest_event(settings)
    if newest and newest > now + FUTURE_SLACK:
        says = f"it says {now:%Y-%m-%d %H:%M} UTC, but something has happened at {newest:%Y-%m-%d %H:%M} already"
        yield CheckResult("clock", says, advice)
    elif not _is_synchronized():
        yield CheckResult("clock", f"it says {now:%Y-%m-%d %H:%M} UTC, and nothing keeps it right", advice)
    else:
        yield CheckResult("clock", f"{now:%Y-%m-%d %H:%M} UTC, kept right; the restaurant is in {settings.timezone}")


def https(settings: Settings) -> Iterator[CheckResult]:
    """See that guests reach us, by https."""
    if not settings.is_secure:
        advice = "Guests can watch, but get no push. README, 'Getting https', shows three ways."
        yield CheckResult("https", f"guests come by {settings.address}", advice)
        return
    said = _trouble_with(f"{settings.public_url}/healthz")
    yield CheckResult("https", f"{settings.public_url} {said or 'answers, and its certificate is good'}", _cure(said))


def push(settings: Settings) -> Iterator[CheckResult]:
    """See that phones can get notices."""
    if not settings.vapid_subject:
        advice = "Set ORDERBELL_VAPID_SUBJECT to your mailbox, mailto:you@example.org, to switch it on."
        yield CheckResult("push", "it is off", advice)
        return
    try:
        is_there = read_key(settings.data_dir) is not None
    except (OSError, ValueError, TypeError) as error:
        advice = f"Put {KEY_FILE} from a backup in its place: with another key, every phone must ask again."
        yield CheckResult("push", f"the key cannot be read ({type(error).__name__})", advice)
        return
    key = "its key is there" if is_there else "the next start makes its key"
    https_too = "" if settings.is_secure else "Phones demand https for it: see above."
    yield CheckResult("push", f"{key}; push services can write to {settings.vapid_subject}", https_too)


def _newest_event(settings: Settings) -> datetime | None:
    try:
        if is_blank(settings.database_file):
            return None
        with looking_into(settings.database_file) as db:
            latest = db.execute("SELECT max(at) FROM events").fetchone()[0]
            return datetime.fromisoformat(latest).replace(tzinfo=UTC) if latest else None
    except (OSError, sqlite3.Error):
        return None  # `database` says what is wrong with it


def _is_synchronized() -> bool:
    try:
        return int(ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))) != _UNSYNCHRONIZED
    except (OSError, AttributeError):
        return True  # no such call here: nothing is known against it


def _trouble_with(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=WAIT_SECONDS) as answer:  # noqa: S310  settings allow http and https only
            return "" if answer.read(20).strip() == b"alive" else "answers, but is not OrderBell"
    except urllib.error.HTTPError as error:
        return f"answers with {error.code}"
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ssl.SSLCertVerificationError):
            return f"has a certificate that phones refuse ({reason.verify_message})"
        return f"does not answer ({reason})"


def _cure(trouble: str) -> str:
    if not trouble:
        return ""
    if "certificate" in trouble:
        return "Caddy gets a good one by itself: main.py caddyfile. Or see README, 'Getting https'."
    return "Does OrderBell run, and the proxy before it? Does the name lead to this machine? Is port 443 open?"
