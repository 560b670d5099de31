"""Logging set-up: one line of logfmt for each event, on stderr."""

from __future__ import annotations

import logging
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

from pydantic import SecretStr
from typing_extensions import override

from storage.ops.redaction import RedactionFilter
from storage.ops.repetition import RepetitionFilter

if TYPE_CHECKING:
    import asyncio
    from types import TracebackType

    from storage.settings import Settings

_UNQUOTED = re.compile(r"[\w./:+\[\]-]+")


class LogfmtFormatter(logging.Formatter):
    """Formats records as `at=... level=... from=... says="..."`, times in UTC.

    `error` and `trace` follow when RedactionFilter has set them, `left_out` when RepetitionFilter has.
    """

    @override
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        fields = {"at": at, "level": record.levelname.lower(), "from": record.name, "says": record.getMessage()}
        fields |= {name: getattr(record, name) for name in ("error", "trace", "left_out") if hasattr(record, name)}
        return " ".join(f"{name}={_quote(value)}" for name, value in fields.items())


class LogHandler(logging.StreamHandler[TextIO]):
    """Writes what passes its filters. A line that cannot be formatted is named: it must not fail who has logged it."""

    @override
    def filter(self, record: logging.LogRecord) -> Any:
        try:
            return super().filter(record)
        except Exception as error:  # noqa: BLE001  the objects of a record may raise any
            place = f"{record.pathname}:{record.lineno}"
            record.msg = f"a line of the log could not be formatted ({type(error).__name__} at {place})"
            record.args = record.exc_info = None
            return super().filter(record)


def configure_logging(settings: Settings) -> None:
    """Send all log records, warnings and uncaught exceptions through one handler to stderr."""
    secrets = [value.get_secret_value() for _, value in settings if isinstance(value, SecretStr)]
    handler = LogHandler(sys.stderr)
    handler.addFilter(RepetitionFilter())
    handler.addFilter(RedactionFilter(secrets))
    handler.setFormatter(LogfmtFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for own in ("orderbell", "storage", "domain", "pages"):
        logging.getLogger(own).setLevel(logging.INFO)
    for library in ("nicegui", "uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(library)
        logger.handlers.clear()
        logger.propagate = True
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_uncaught


def log_unhandled(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log an error that the event loop could not deliver; asyncio's own handler would quote the error's message."""
    logging.getLogger("orderbell").error(context["message"], exc_info=context.get("exception"))


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("orderbell").critical("stopped by an error", exc_info=(kind, error, trace))


def _quote(value: str) -> str:
    if _UNQUOTED.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in escaped) + '"'
