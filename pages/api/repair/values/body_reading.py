"""Body reading: the value that a sender's body says, whatever its encoding and form.

JSON comes in UTF-8 (also with BOM), UTF-16, the charset that Content-Type names or Windows-1252, perhaps compressed,
perhaps with the trailing commas and comments of a script, perhaps as a field of an HTML form.
"""

from __future__ import annotations

import ast
import json
import re
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pages.api.repair.values.charsets import charset_of, decode
from pages.api.repair.values.form_reading import TooManyFields, fields_of, is_json, tree_of
from pages.api.repair.values.note_texts import NOTE_NAME
from pages.api.repair.values.repair_log import join_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.datastructures import Headers

MAX_UNPACKED_BYTES = 1024 * 1024
# Longer ones are no numbers of a kitchen, and take long to read.
MAX_DIGITS = 300
MAX_LITERAL_CHARS = 64 * 1024
_FORM = re.compile(rb"[\w.%+\[\]-]{1,200}=")
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
# A text, which stays, or a comment or trailing comma outside of texts, which goes.
_SCRIPT = re.compile(r'("(?:\\.|[^"\\])*+"?)|//[^\n]*|/\*.*?(?:\*/|\Z)|,(?=\s*[}\]])', re.DOTALL)
# A name without quotation marks, as scripts write it; texts before it stay.
_BARE_NAME = re.compile(r'("(?:\\.|[^"\\])*+"?)|([{,]\s*)([A-Za-z_$][\w$]*)(?=\s*:)')
_ODD_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.?))', re.DOTALL)
_WHAT_TO_SEND = 'Send one JSON object, such as {"items": [{"name": "Garlic Naan"}]}.'


class UnreadableBody(Exception):
    """The body cannot be read; the message says what to send."""


def parse_body(raw: bytes) -> object:
    """Return the JSON of a body in any encoding; raises UnreadableBody."""
    return _read_json(raw, lambda *_: None, "")


def read_body(raw: bytes, headers: Headers, say: Callable[[str, str], None]) -> object:
    """Return the value of a body; repairs are said as field and text. Raises UnreadableBody."""
    unpacked = _unpack(raw, headers.get("content-encoding", ""), say)
    content_type = headers.get("content-type", "")
    try:
        return _read_json(unpacked, say, charset_of(content_type))
    except UnreadableBody:
        is_form = content_type.lower().startswith(("application/x-www-form-urlencoded", "multipart/form-data"))
        if not is_form and not _FORM.match(unpacked):
            raise
        return _read_form(unpacked, content_type, say)


def _unpack(raw: bytes, encoding: str, say: Callable[[str, str], None]) -> bytes:
    is_packed = raw.startswith(b"\x1f\x8b") or encoding.strip().lower() in {"gzip", "x-gzip", "deflate"}
    if not is_packed:
        return raw
    for window in (_GZIP_OR_ZLIB, -zlib.MAX_WBITS):  # some send "deflate" without its header
        unpacking = zlib.decompressobj(window)
        try:
            unpacked = unpacking.decompress(raw, MAX_UNPACKED_BYTES)
        except zlib.error:
            continue
        if unpacking.unconsumed_tail:
            raise UnreadableBody(f"The body is longer than {MAX_UNPACKED_BYTES // 1024} KB when it is unpacked.")
        return unpacked
    say("", f"is not compressed, though Content-Encoding says {encoding[:20]}")
    return raw


def _read_json(raw: bytes, say: Callable[[str, str], None], charset: str) -> Any:
    return _parse_json(decode(raw, charset).strip("\0\ufeff \t\r\n"), say)


# A line break within a text is sloppy, and says what it means.
def _parse_json(text: str, say: Callable[[str, str], None]) -> Any:
    def pairs(sent: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        return _without_repeated(sent, say)

    def loads(json_text: str) -> Any:
        return json.loads(json_text, strict=False, object_pairs_hook=pairs, parse_int=_read_int)

    try:
        return loads(text)
    except json.JSONDecodeError as error:
        with suppress(json.JSONDecodeError, RecursionError):
            if (plain := _plain_json(text)) != text:
                read = loads(plain)
                say("", "comments, trailing commas, bare names and odd escapes were repaired")
                return read
        if (read := _read_literal(text)) is not None:
            say("", "was read as an object of Python")
            return read
        place = f"{error.msg.removesuffix(' at')} at line {error.lineno}, column {error.colno}"
        raise UnreadableBody(f"The body is no JSON: {place}. {_WHAT_TO_SEND}") from error
    except RecursionError:
        raise UnreadableBody("The body is no JSON that can be read: its parts lie too deep in one another.") from None


def _plain_json(text: str) -> str:
    without = text
    for _ in range(2):  # a comma before a comment trails once that is gone
        without = _SCRIPT.sub(lambda found: found[1] or "", without)
    without = _BARE_NAME.sub(lambda found: found[1] or f'{found[2]}"{found[3]}"', without)
    return _ODD_ESCAPE.sub(lambda found: found[0] if found[1] else f"\\\\{found[2]}", without)


# Scripts that print an object instead of its JSON; without a list there is no order in it.
def _read_literal(text: str) -> Any:
    with suppress(ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        read = json.loads(json.dumps(ast.literal_eval(text[:MAX_LITERAL_CHARS])))
        if isinstance(read, dict) and any(isinstance(value, list | dict) for value in read.values()):
            return read
    return None


def _read_int(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_DIGITS else digits


# Of a field that comes twice the last value counts; two lists are one, and two notes, for a cook has to read both.
def _without_repeated(sent: Iterable[tuple[str, Any]], say: Callable[[str, str], None]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name, value in sent:
        if name in read:
            say(name[:60], "came twice")
            before = read[name]
            if isinstance(before, list) and isinstance(value, list):
                value = [*before, *value]  # noqa: PLW2901
            elif isinstance(before, str) and isinstance(value, str) and NOTE_NAME.search(name.lower()):
                value = join_texts(before, value)  # noqa: PLW2901
        read[name] = value
    return read


def _read_form(raw: bytes, content_type: str, say: Callable[[str, str], None]) -> object:
    try:
        fields = fields_of(raw, content_type)
    except TooManyFields as error:
        raise UnreadableBody(str(error)) from None
    say("", "was read as a form")

    def read(text: str) -> object:
        with suppress(UnreadableBody):
            return _parse_json(text, say)
        return text

    if len(fields) == 1 and is_json(fields[0][0]) and not fields[0][1]:
        return read(fields[0][0])
    return tree_of([(name, read(value) if is_json(value) else value) for name, value in fields])


def read_text_body(text: str) -> object:
    """Return the JSON that a text holds, which was encoded twice, or the text."""
    with suppress(ValueError, RecursionError):
        return json.loads(text)
    return text
