"""Redaction of log records: hides tokens, keys, PINs and push endpoints, and drops texts that may quote a guest."""

from __future__ import annotations

import logging
import re
import traceback
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Collection

HIDDEN = "[hidden]"
MAX_MESSAGE_CHARACTERS = 1000
MAX_CAUSES = 5  # deeper causes add nothing
# NiceGUI's function that logs what a page has sent: any text, including names.
_LOGS_BROWSER_TEXT = "handle_log_message"
# Each pattern keeps the text before the secret in its first group.
_SECRETS = (
    re.compile(r"(/t/)[^/\s?#\"'<>]+"),
    re.compile(r"(\bobk_)\w+"),
    re.compile(r"(\b(?:bearer|vapid|basic)\s+)[^\s\"']+", re.IGNORECASE),
    re.compile(r"(\b\w*(?:cookie|orderbell_staff|authorization)\w*[\"']?\s*[:=]\s*[\"']?)[^\r\n]+", re.IGNORECASE),
    re.compile(r"(\bpin\b[\"']?(?:\s+is\s+|\s*[:=]\s*)[\"']?)\d+", re.IGNORECASE),
    # Push services identify a phone by the path of its endpoint.
    re.compile(r"(https?://[^/\s]*(?:push|fcm|notify|jmt17)[^/\s]*/)[^\s\"']+", re.IGNORECASE),
    # Anything that looks random: 20 or more letters of both cases and digits.
    re.compile(r"()(?<![\w/.-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{20,}(?![\w/.])"),
)
# The messages of these errors name files and reasons. Messages of other errors may quote a guest's text.
_SAFE_ERRORS = (OSError, ArithmeticError, ImportError, MemoryError, RecursionError)


class RedactionFilter(logging.Filter):
    """Replaces the message of a record by its redacted text, and sets `error` and `trace` for an exception.

    `secrets` are hidden wherever they occur.
    """

    def __init__(self, secrets: Collection[str] = ()) -> None:
        super().__init__()
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._redact(_format_message(record)), None
        if record.exc_info and (error := record.exc_info[1]):
            record.error = self._redact(describe_error(error))
            record.trace = self._redact(_format_trace(error))
        return True

    def _redact(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        for pattern in _SECRETS:
            text = pattern.sub(rf"\1{HIDDEN}", text)
        return text


def describe_error(error: BaseException) -> str:
    """Return the type of an error, with its message when that cannot quote a guest."""
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    original = getattr(error, "orig", None)  # SQLAlchemy's message quotes the row, the driver's does not
    if isinstance(original, BaseException):
        return f"{name}: {describe_error(original)}"
    is_safe = isinstance(error, _SAFE_ERRORS) or type(error).__module__ == "sqlite3"
    return f"{name}: {error}" if is_safe else name


def _format_message(record: logging.LogRecord) -> str:
    if record.funcName == _LOGS_BROWSER_TEXT:
        return "a browser reports something"
    if isinstance(record.msg, BaseException):
        return describe_error(record.msg)
    if isinstance(record.args, tuple):
        record.args = tuple(describe_error(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
    return record.getMessage()[:MAX_MESSAGE_CHARACTERS]


def _format_trace(error: BaseException) -> str:
    chain: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(chain) < MAX_CAUSES:
        frames = reversed(traceback.extract_tb(cause.__traceback__))
        places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        chain.append(f"{describe_error(cause)} at {places}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return " | because of ".join(chain)
