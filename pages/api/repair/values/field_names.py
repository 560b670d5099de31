"""Field names: the names of what was sent in the one spelling that all else looks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# Words such as "id", "no" and "to" are names of fields sooner than languages.
_LANGUAGES = {
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "it", "ja", "ko",
    "ms", "nl", "pl", "pt", "ro", "ru", "sk", "sv", "th", "tr", "uk", "vi", "zh",
}  # fmt: skip
_VERSIONS = {"original", "translated"}
_TAG = re.compile(r"[a-z]{2}([-_][A-Za-z]{2,4})?")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# Some senders write all in lower case: "pickuptime", "lineitems".
_FIRST = (
    "order|line|cart|menu|product|item|dish|food|customer|client|guest|consumer|table|room|phone|mobile|contact|pickup"
    "|delivery|collection|service|dining|special|first|last|full|external|display|variant|modifier|option|scheduled"
    "|requested|ready|due|kitchen"
)
_LATER = (
    "items?|lines?|rows|products?|details?|first|last|full|name|number|notes?|no|id|code|reference|ref|type|times?|date"
    "|slot|window|option|mode|method|instructions?|requests?|comments?|remarks?|address|phone|groups?|list|info|at"
)
_JOINED = re.compile(rf"({_FIRST})(({_LATER}){{1,3}})")
_LATER_WORD = re.compile(_LATER)


def snake_names(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields under names in snake_case, as `orderType` is `order_type`; a name that is so already wins."""
    named = {_snake(str(name)): value for name, value in sent.items()}
    return named | {str(name): value for name, value in sent.items() if str(name) == _snake(str(name))}


def _snake(name: str) -> str:
    snake = _CAMEL.sub("_", name.strip()).lower().replace("-", "_").replace(" ", "_")
    joined = _JOINED.fullmatch(snake)
    return "_".join([joined[1], *_LATER_WORD.findall(joined[2])]) if joined else snake


def in_one_language(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields of which each that says a text in several languages, {"tr": "Et", "en": "Meat"}, says the first.

    Of a text and what it was translated to for the guest, the cook reads the first.
    """
    return {name: _first_text(one) if _is_translated(one) else one for name, one in fields.items()}


def _first_text(texts: Mapping[str, Any]) -> Any:
    return texts.get("original") or next(filter(None, texts.values()), "")


def _is_translated(value: object) -> bool:
    if not isinstance(value, Mapping) or not value:
        return False
    names = {str(name) for name in value}
    is_tagged = all(name[:2] in _LANGUAGES and _TAG.fullmatch(name) for name in names)
    return (is_tagged or names <= _VERSIONS) and all(isinstance(one, str | None) for one in value.values())
