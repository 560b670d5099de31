"""Form reading: the fields of HTML forms, and the tree that names such as `items[0][name]` or `items.0.name` say."""

from __future__ import annotations

import re
from email import policy
from email.parser import BytesParser
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from pages.api.repair.values.charsets import charset_of, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_FORM_FIELDS = 2000
_KEY_PART = re.compile(r"[^\[\].]+|\[\]")
_JSON_STARTS = ("{", "[")

Fields = list[tuple[str, str]]


class TooManyFields(Exception):
    """The form has more fields than any order needs; the message says how many may be sent."""


def fields_of(raw: bytes, content_type: str) -> Fields:
    """Return the fields of a form, URL-encoded or as multipart/form-data (RFC 7578); raises TooManyFields."""
    if content_type.lower().startswith("multipart/"):
        fields = list(_parts_of(raw, content_type))
    else:
        try:
            fields = _pairs_of(raw)
        except ValueError:
            raise TooManyFields(f"The form has more than {MAX_FORM_FIELDS} fields.") from None
    if len(fields) > MAX_FORM_FIELDS:
        raise TooManyFields(f"The form has more than {MAX_FORM_FIELDS} fields.")
    return fields


def is_json(text: str) -> bool:
    """Whether a name or value of a form may be JSON."""
    return text.lstrip().startswith(_JSON_STARTS)


def tree_of(fields: Sequence[tuple[str, object]]) -> object:
    """Return the object that the names of the fields say; a field that comes twice is a list."""
    tree: dict[str, Any] = {}
    for name, value in fields:
        _put(tree, _KEY_PART.findall(name)[:8] or [name], value)
    return _lists(tree)


# Older pages percent-encode Windows-1252.
def _pairs_of(raw: bytes) -> Fields:
    text = raw.decode("utf-8", errors="replace")
    for encoding in ("utf-8", "cp1252"):
        try:
            return parse_qsl(
                text, keep_blank_values=True, max_num_fields=MAX_FORM_FIELDS, encoding=encoding, errors="strict"
            )
        except UnicodeDecodeError:
            continue
    return parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FORM_FIELDS)


def _parts_of(raw: bytes, content_type: str) -> Iterator[tuple[str, str]]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", errors="replace")
    message = BytesParser(policy=policy.default).parsebytes(head + raw)
    for part in message.iter_parts() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        body = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(body, bytes):
            own = charset_of(str(part.get("content-type", "")))
            yield name, decode(body, own, charset_of(content_type)).removeprefix("\ufeff")


def _put(tree: dict[str, Any], path: list[str], value: object) -> None:
    name, *rest = path
    if name == "[]":
        latest = str(len(tree) - 1)
        is_new = not rest or latest not in tree or rest[0] in tree[latest]
        name = str(len(tree)) if is_new else latest
    if not rest:
        tree[name] = value if name not in tree else [*_as_list(tree[name]), value]
        return
    inner = tree.setdefault(name, {})
    if isinstance(inner, dict):
        _put(inner, rest, value)


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _lists(tree: object) -> object:
    if not isinstance(tree, dict):
        return tree
    read = {name: _lists(value) for name, value in tree.items()}
    return list(read.values()) if read and all(name.isdecimal() for name in read) else read
