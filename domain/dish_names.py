"""Names of dishes as they are compared.

Each change of the menu indexes all names, most of them as before: so what was worked out of a name is remembered.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Twice what a menu may have (`menu.MAX_DISHES`), for names of orders come as well.
_MAX_REMEMBERED = 4000
# Letters that do not part into a letter and an accent, and what else tills write for "and".
_LETTERS = str.maketrans({"ı": "i", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "&": " and ", "+": " and "})  # noqa: RUF001  the Turkish letter
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
_APOSTROPHES = "'’‘`´ʼ"  # noqa: RUF001  what phones and tills write for one


@functools.lru_cache(_MAX_REMEMBERED)
def bare_words(name: str) -> str:
    """Return the bare words of a name: no accents, capitals, punctuation or double spaces; "&" and "'n'" read "and"."""
    bare = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    kept = (" " if not c.isalnum() else c for c in bare if not unicodedata.combining(c) and c not in _APOSTROPHES)
    return " ".join("and" if word == "n" else word for word in "".join(kept).split())


@functools.lru_cache(_MAX_REMEMBERED)
def spellings(name: str) -> frozenset[str]:
    """Return how tills may write a name: its bare words without spaces, the umlauts also written out."""
    written_out = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
    return frozenset(bare_words(one).replace(" ", "") for one in (name, written_out))


@functools.lru_cache(_MAX_REMEMBERED)
def fold_name(name: str) -> str:
    """Return a name as names are compared: without regard to case, and to how many spaces stand where."""
    return " ".join(name.split()).casefold()


def first_spelling() -> Callable[[str], str]:
    """Return a function that returns each name as it was spelled when it first came (`fold_name`)."""
    spelled: dict[str, str] = {}
    return lambda name: spelled.setdefault(fold_name(name), name)
