"""Body reading: the value that a sender's body says, whatever its encoding and form.

JSON comes in UTF-8 (also with BOM), UTF-16 or Windows-1252, perhaps compressed, perhaps as a field of an HTML form; web
shops send the form itself, with names such as `items[0][name]`.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.datastructures import Headers

MAX_UNPACKED_BYTES = 1024 * 1024
MAX_FORM_FIELDS = 2000
# Longer ones are no numbers of a kitchen, and take long to read.
MAX_DIGITS = 300
_FORM = re.compile(rb"[\w.%+\[\]-]{1,200}=")
_KEY_PART = re.compile(r"[^\[\]]+|\[\]")
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_JSON_STARTS = "{["


class UnreadableBody(Exception):
    """The body cannot be read; the message says what to send."""


def parse_body(raw: bytes) -> object:
    """Return the JSON of a body in any encoding; raises UnreadableBody."""
    return _read_json(raw, lambda *_: None)


def read_body(raw: bytes, headers: Headers, say: Callable[[str, str], None]) -> object:
    """Return the value of a body; repairs are said as field and text. Raises UnreadableBody."""
    unpacked = _unpack(raw, headers.get("content-encoding", ""), say)
    try:
        return _read_json(unpacked, say)
    except UnreadableBody:
        is_form = headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
        if not is_form and not _FORM.match(unpacked):
            raise
        return _read_form(unpacked, say)


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


def _read_json(raw: bytes, say: Callable[[str, str], None]) -> Any:
    for encoding in (json.detect_encoding(raw), "cp1252", "latin-1"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _parse_json(text, say)
    raise UnreadableBody("The body is no JSON.")


# A line break within a text is sloppy, and says what it means.
def _parse_json(text: str, say: Callable[[str, str], None]) -> Any:
    def pairs(sent: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        return _without_repeated(sent, say)

    try:
        return json.loads(text, strict=False, object_pairs_hook=pairs, parse_int=_read_int)
    except json.JSONDecodeError as error:
        place = f"{error.msg} at line {error.lineno}, column {error.colno}"
        raise UnreadableBody(f"The body is no JSON: {place}.") from error
    except RecursionError:
        raise UnreadableBody("The body is no JSON that can be read: its parts lie too deep in one another.") from None


def _read_int(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_DIGITS else digits


# Of a field that comes twice the last value counts; two lists are one.
def _without_repeated(sent: Iterable[tuple[str, Any]], say: Callable[[str, str], None]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name, value in sent:
        if name in read:
            say(name[:60], "came twice")
            before = read[name]
            value = [*before, *value] if isinstance(before, list) and isinstance(value, list) else value  # noqa: PLW2901
        read[name] = value
    return read


def _read_form(raw: bytes, say: Callable[[str, str], None]) -> object:
    try:
        fields = parse_qsl(raw.decode(errors="replace"), keep_blank_values=True, max_num_fields=MAX_FORM_FIELDS)
    except ValueError:
        raise UnreadableBody(f"The form has more than {MAX_FORM_FIELDS} fields.") from None
    say("", "was read as a form")
    for _, value in fields:
        if value.lstrip()[:1] in set(_JSON_STARTS):
            found = _parse_json(value, say)
            if isinstance(found, Mapping | list):
                return found
    tree: dict[str, Any] = {}
    for name, value in fields:
        _put(tree, _KEY_PART.findall(name)[:8] or [name], value)
    return _lists(tree)


def _put(tree: dict[str, Any], path: list[str], value: str) -> None:
    name, *rest = path
    if name == "[]":
        latest = str(len(tree) - 1)
        is_new = not rest or latest not in tree or rest[0] in tree[latest]
        name = str(len(tree)) if is_new else latest
    if not rest:
        tree[name] = value
        return
    inner = tree.setdefault(name, {})
    if isinstance(inner, dict):
        _put(inner, rest, value)


def _lists(tree: object) -> object:
    if not isinstance(tree, dict):
        return tree
    read = {name: _lists(value) for name, value in tree.items()}
    return list(read.values()) if read and all(name.isdecimal() for name in read) else read
