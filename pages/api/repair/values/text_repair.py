"""Text repair: turns what senders write in a text field into text that can be shown.

Tills and web shops send CRLF, control characters, numbers, entities and texts of any length. None of that is a reason
to refuse an order. Each function returns the text with what was repaired, in words for the sender's engineer.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

from babel import Locale, UnknownLocaleError

from pages.i18n import known_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Repaired = tuple[str, list[str]]

_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
# They show nothing, or turn what follows around.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
# Newlines and tabs stay. So do joiners (ZWJ, ZWNJ), which scripts and emoji need.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_REFERENCE = re.compile(r"[\x21-\x7e]+")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DIGEST_LENGTH = 16
_TEXT_NAMES = ("name", "text", "value", "title", "label", "number")
# Of objects within one another.
_MAX_DEPTH = 4
# Above it a float has lost digits of a number.
MAX_WHOLE = 2**53


def repair_text(value: object, max_length: int) -> Repaired:
    """Return a text of several lines, cut with an ellipsis at `max_length` characters."""
    text, said = _read(value)
    text = text.removeprefix("\ufeff")
    text = _step(text, _decode(_decode(text)), "entities were decoded", said)
    text = _step(text, _BREAK_TAG.sub("\n", text), "line breaks in HTML were unified", said)
    text = _step(text, _LINE_BREAK.sub("\n", text), "line breaks were unified", said)
    text = _step(text, _SURROGATE.sub("", text), "half characters were removed", said)
    text = _step(text, _INVISIBLE.sub("", text), "invisible marks were removed", said)
    text = _step(text, _CONTROL.sub("", text), "control characters were removed", said)
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > max_length:
        said.append(f"was cut to {max_length} characters")
        text = text[: max_length - 1].rstrip() + "…"
    return text, said


def repair_line(value: object, max_length: int) -> Repaired:
    """Return a text of one line; empty when nothing of it can be seen."""
    text, said = repair_text(value, 2**31)
    text = _step(text, text.replace("\n", " ").replace("\t", " "), "line breaks and tabs became spaces", said)
    text = re.sub(r"\s+", " ", text).strip()
    if not any(unicodedata.category(c)[0] in "LNPS" for c in text):
        return "", said
    if len(text) > max_length:
        said.append(f"was cut to {max_length} characters")
        text = text[: max_length - 1].rstrip() + "…"
    return text, said


def repair_reference(value: object, max_length: int) -> Repaired:
    """Return a reference of visible ASCII. Two that differ stay different: letters are percent-encoded, ends hashed."""
    text, said = repair_line(value, 2**31)
    if text and not _REFERENCE.fullmatch(text):
        text = _step(text, quote(text, safe="!#$&'()*+,/:;=?@[]~"), "was percent-encoded", said)
    if len(text) > max_length:
        digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]
        said.append(f"was cut to {max_length} characters, its end replaced by a digest")
        text = f"{text[: max_length - _DIGEST_LENGTH - 1]}~{digest}"
    return text, said


def repair_language(value: object) -> Repaired:
    """Return a language tag (BCP 47) for a tag in any spelling or a language's name, or nothing."""
    text, said = repair_line(value, 60)
    if not text:
        return "", said
    try:
        tag = str(Locale.parse(text.split(".")[0].split(",")[0].split(";")[0].strip().replace("_", "-"), sep="-"))
    except (UnknownLocaleError, ValueError, TypeError):
        tag = _tag_of_name(text)
    tag = tag.replace("_", "-")
    if not tag:
        said.append("is no language that is known; left out")
    elif tag.lower() != text.lower() and _TAG.fullmatch(text) and tag.split("-")[0] == text.split("-")[0].lower():
        tag = text  # what only lacks its script, such as zh-TW, says enough
    elif tag.lower() != text.lower():
        said.append(f"was read as {tag}")
    return tag, said


# Shops that send HTML escape some texts twice.
def _decode(text: str) -> str:
    return html.unescape(text) if _ENTITY.search(text) else text


def _tag_of_name(name: str) -> str:
    wanted = name.casefold()
    for tag in known_languages():
        locale = Locale.parse(tag)
        if wanted in {(locale.english_name or "").casefold(), (locale.display_name or "").casefold()}:
            return tag
    return ""


def _read(value: object) -> Repaired:
    match value:
        case None:
            return "", []
        case str():
            return value, []
        case bool():
            return "", ["is no text; left out"]
        case int() | float():
            return _written(value), ["was taken as text"]
        case list():
            return ", ".join(_texts(value)), ["the list was joined to one text"]
        case dict() if (one := _text_of(value)) is not None:
            return one, ["a text was taken from the object"]
        case _:
            return "", ["is no text; left out"]


# A till that knows no whole numbers sends table 12 as 12.0.
def _written(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < MAX_WHOLE:
        return str(int(value))
    return str(value)


# Web shops send a text in each language, or with what it is called. An id is what a machine calls it.
def _text_of(said: dict[str, object]) -> str | None:
    others = sorted(said.items(), key=lambda one: one[0] == "id" or one[0].endswith("_id"))
    named = _named_text(said)
    return named or next((str(one) for _, one in others if _is_text(one)), None)


def _named_text(said: dict[str, object], depth: int = _MAX_DEPTH) -> str | None:
    if found := next((str(one) for name in _TEXT_NAMES if _is_text(one := said.get(name))), None):
        return found
    inner = (one for one in said.values() if isinstance(one, dict) and depth)
    return next((found for one in inner if (found := _named_text(one, depth - 1))), None)


def _is_text(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and bool(str(value).strip())


def _texts(values: Iterable[object]) -> Iterator[str]:
    for one in values:
        value = _named_text(one) if isinstance(one, dict) else one
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            yield str(value)


def _step(before: str, after: str, says: str, said: list[str]) -> str:
    if after != before:
        said.append(says)
    return after
