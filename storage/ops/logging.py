"""What the program says while it runs: one line of logfmt an event, on stderr, with no secret and no guest in it."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Collection
    from types import TracebackType

    from storage.settings import Settings

HIDDEN = "[hidden]"
LONGEST = 4000  # characters
# Here NiceGUI logs whatever a page has sent: anybody's words, names among them.
_FROM_BROWSERS = "handle_log_message"
# Each pattern keeps what stands before the secret.
_SECRETS = (
    re.compile(r"(/t/)[^/\s?#\"'<>]+"),
    re.compile(r"(\bobk_)\w+"),
    re.compile(r"(\b(?:bearer|vapid|basic)\s+)[^\s\"']+", re.IGNORECASE),
    re.compile(r"(\b\w*(?:cookie|orderbell_staff|authorization)\w*[\"']?\s*[:=]\s*[\"']?)[^\r\n]+", re.IGNORECASE),
    re.compile(r"(\bpin\b[\"']?(?:\s+is\s+|\s*[:=]\s*)[\"']?)\d+", re.IGNORECASE),
    # Where a push service knows a phone by the path.
    re.compile(r"(https?://[^/\s]*(?:push|fcm|notify|jmt17)[^/\s]*/)[^\s\"']+", re.IGNORECASE),
    # Whatever else looks drawn by lot: letters of both cases and digits, long, without a break.
    re.compile(r"()(?<![\w/.-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{20,}(?![\w/.])"),
)
_BARE = re.compile(r"[\w./:+\[\]-]+")
# Their messages name files and reasons. Others may quote what a guest has written.
_TELLING = (OSError, ArithmeticError, ImportError, MemoryError, RecursionError)


class Logfmt(logging.Formatter):
    """Writes `at=... level=... from=... says="..."`, times in UTC; `error` and `trace` follow when one is told."""

    def __init__(self, secrets: Collection[str] = ()) -> None:
        """Hide these secrets too, wherever they stand."""
        super().__init__()
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        fields = {"at": at, "level": record.levelname.lower(), "from": record.name, "says": _said(record)}
        if record.exc_info and (error := record.exc_info[1]):
            fields |= {"error": named(error), "trace": _places(error)}
        return " ".join(f"{name}={_quoted(self._hidden(value))}" for name, value in fields.items())

    def _hidden(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        for pattern in _SECRETS:
            text = pattern.sub(rf"\1{HIDDEN}", text)
        return text


def configure_logging(settings: Settings) -> None:
    """Send everything that is logged, warned of or raised uncaught through one handler, to stderr."""
    given = (settings.staff_pin, settings.api_key)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Logfmt([secret.get_secret_value() for secret in given if secret]))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("orderbell", "storage", "domain", "pages"):
        logging.getLogger(ours).setLevel(logging.INFO)
    for theirs in ("nicegui", "uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(theirs)
        logger.handlers.clear()
        logger.propagate = True
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught


def named(error: BaseException) -> str:
    """Name an error by its type, and by its message where that cannot quote a guest."""
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    original = getattr(error, "orig", None)  # SQLAlchemy's errors quote the row; what is below them does not
    if isinstance(original, BaseException):
        return f"{name}: {named(original)}"
    is_telling = isinstance(error, _TELLING) or type(error).__module__ == "sqlite3"
    return f"{name}: {error}" if is_telling else name


def log_unhandled(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what nobody awaited or caught in the event loop; asyncio's own words would quote the error's message."""
    logging.getLogger("orderbell").error(context["message"], exc_info=context.get("exception"))


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("orderbell").critical("stopped by an error", exc_info=(kind, error, trace))


def _said(record: logging.LogRecord) -> str:
    if record.funcName == _FROM_BROWSERS:
        return "a browser reports something"
    if isinstance(record.msg, BaseException):
        return named(record.msg)
    if isinstance(record.args, tuple):
        record.args = tuple(named(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
    return record.getMessage()[:LONGEST]


def _places(error: BaseException) -> str:
    chain: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(chain) < 5:  # noqa: PLR2004  deeper causes say nothing new
        frames = traceback.extract_tb(cause.__traceback__)
        chain.append(f"{named(cause)} at " + " < ".join(f"{f.filename}:{f.lineno} {f.name}" for f in reversed(frames)))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return " | because of ".join(chain)


def _quoted(value: str) -> str:
    if _BARE.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in escaped) + '"'
