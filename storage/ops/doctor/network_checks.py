"""Checks outside the data folder: clock, https, push."""

from __future__ import annotations

import ctypes
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from storage.database.sqlite_file import is_blank, open_database_file
from storage.link_answer import find_problem
from storage.ops.doctor.check_result import CheckResult
from storage.ops.doctor.shared_checks import newest_shared_event
from storage.push.vapid import KEY_FILE, read_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.link_answer import LinkProblem
    from storage.settings import Settings

CLOCK_TOLERANCE = timedelta(minutes=5)
_UNSYNCHRONIZED = 5  # TIME_ERROR, adjtimex(2)
_TIMEX_BYTES = 1024  # more than struct timex takes on any machine


def check_clock(settings: Settings, now: datetime) -> Iterator[CheckResult]:
    """Check the clock, because estimates are times of day."""
    advice = "Set the clock and synchronize it: timedatectl set-ntp true"
    newest = _newest_event(settings)
    if newest and newest > now + CLOCK_TOLERANCE:
        text = f"it says {now:%Y-%m-%d %H:%M} UTC, but the latest event is of {newest:%Y-%m-%d %H:%M}"
        yield CheckResult("clock", text, advice)
    elif not _is_synchronized():
        yield CheckResult("clock", f"it says {now:%Y-%m-%d %H:%M} UTC, and is not synchronized", advice)
    else:
        yield CheckResult("clock", f"{now:%Y-%m-%d %H:%M} UTC, synchronized; the restaurant is in {settings.timezone}")


def check_https(settings: Settings) -> Iterator[CheckResult]:
    """Check that guests reach the server by https."""
    if not settings.is_secure:
        advice = (
            "Guests see their order, but get no push. Write an https address on /settings, or in "
            "ORDERBELL_PUBLIC_URL. README, 'Getting https', shows three ways."
        )
        yield CheckResult("https", f"guests use {settings.base_url}", advice)
        return
    problem = find_problem(f"{settings.public_url}/healthz")
    text = f"{settings.public_url} {problem.says if problem else 'answers, and its certificate is valid'}"
    yield CheckResult("https", text, _advise(problem))


def check_push(settings: Settings) -> Iterator[CheckResult]:
    """Check that phones can get notices."""
    if not settings.vapid_subject:
        advice = "Write your mailbox on /settings, or in ORDERBELL_VAPID_SUBJECT, to switch it on."
        yield CheckResult("push", "it is off", advice)
        return
    if settings.is_shared:
        advice = "" if settings.is_secure else "Browsers require https for it: see above."
        yield CheckResult("push", "its key is kept in the database, for all processes", advice)
        return
    try:
        is_there = read_key(settings.data_dir) is not None
    except (OSError, ValueError, TypeError) as error:
        advice = f"Put {KEY_FILE} from a backup in its place: with another key, every phone must subscribe again."
        yield CheckResult("push", f"the key cannot be read ({type(error).__name__})", advice)
        return
    key = "its key exists" if is_there else "the next start creates its key"
    advice = "" if settings.is_secure else "Browsers require https for it: see above."
    yield CheckResult("push", f"{key}; push services can write to {settings.vapid_subject}", advice)


def _newest_event(settings: Settings) -> datetime | None:
    if settings.is_shared:
        return newest_shared_event(settings)
    try:
        if is_blank(settings.database_file):
            return None
        with open_database_file(settings.database_file) as db:
            latest = db.execute("SELECT max(at) FROM events").fetchone()[0]
            return datetime.fromisoformat(latest).replace(tzinfo=UTC) if latest else None
    except (OSError, sqlite3.Error):
        return None  # `check_database` reports it


def _is_synchronized() -> bool:
    try:
        return int(ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))) != _UNSYNCHRONIZED
    except (OSError, AttributeError, TypeError):
        return True  # no such call on this system


def _advise(problem: LinkProblem | None) -> str:
    if problem is None:
        return ""
    if problem.fault == "certificate":
        return "Caddy gets a valid one automatically: main.py caddyfile. Or see README, 'Getting https'."
    return "Do OrderBell and its proxy run? Does the name resolve to this machine? Is port 443 open?"
