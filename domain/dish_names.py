"""Names of dishes as they are compared.

Each change of the menu indexes all names, most of them as before: so what was worked out of a name is remembered.
"""

from __future__ import annotations

import functools
import unicodedata

# Twice what a menu may have (`menu.MAX_DISHES`), for names of orders come as well.
_MAX_REMEMBERED = 4000
_APOSTROPHES = "'’‘`´ʼ"  # noqa: RUF001  what phones and tills write for one


@functools.lru_cache(_MAX_REMEMBERED)
def bare_words(name: str) -> str:
    """Return the bare words of a name: no accents, capitals, punctuation or double spaces; "&" reads "and"."""
    bare = unicodedata.normalize("NFKD", name.casefold().replace("&", " and ").replace("ı", "i"))  # noqa: RUF001  the Turkish letter
    kept = (" " if not c.isalnum() else c for c in bare if not unicodedata.combining(c) and c not in _APOSTROPHES)
    return " ".join("".join(kept).split())


@functools.lru_cache(_MAX_REMEMBERED)
def fold_name(name: str) -> str:
    """Return a name as names are compared: without regard to case, and to how many spaces stand where."""
    return " ".join(name.split()).casefold()
