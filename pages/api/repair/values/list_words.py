"""List words: several values of one condition, as the addresses of lists say them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pydantic import WithJsonSchema

# Commas of all languages, and what else people write between words.
_BETWEEN = re.compile(r"[,;|،、，]")  # noqa: RUF001  the Chinese comma
_AROUND = " \t[]\"'"


def texts_of(asked: object) -> list[str]:
    """Return what was asked, once or several times, as texts."""
    return [str(one) for one in (asked if isinstance(asked, list) else [asked]) if one is not None]


def split_words(asked: object) -> list[str]:
    """Return the words of a list that was written with commas, under one name or several times."""
    parts = (part.strip(_AROUND) for text in texts_of(asked) for part in _BETWEEN.split(text))
    return [part for part in parts if part]


def several(as_kept: Callable[[str], str]) -> Callable[[object], list[str]]:
    """Return the reader of values as they are kept: each text as a whole, for it may have commas, and its parts."""

    def read(asked: object) -> list[str]:
        return [kept for text in [*texts_of(asked), *split_words(asked)] if (kept := as_kept(text))]

    return read


def listed(words: Iterable[str] = ()) -> WithJsonSchema:
    """Return the description of a list, of some words or of any; one value may stand alone."""
    word = {"type": "string", "enum": [*words]} if words else {"type": "string"}
    return WithJsonSchema({"anyOf": [word, {"type": "array", "items": word}]})
