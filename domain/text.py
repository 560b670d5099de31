"""Text sanitizing shared by pages, REST and imports: control characters and stacked accents."""

from __future__ import annotations

import unicodedata

# No script needs more on one letter; stacks of them paint over the lines around them.
MAX_MARKS = 4
_CONTROLS = ("Cc", "Cs")
_MARKS = ("Mn", "Me")
_JOINER = "Cf"  # has no glyph: marks behind it stand on the letter before it
_WITHOUT_GLYPH = ("C", "Z")


def has_controls(text: str) -> bool:
    """Whether a text has control characters or lone surrogates; line breaks and tabs are none.

    Joiners and no-break spaces are letters of some scripts and of emoji, and stay.
    """
    return any(unicodedata.category(c) in _CONTROLS and c not in "\n\t" for c in text)


def is_readable(name: str) -> bool:
    """Whether a name has no control characters, and something of it shows."""
    return not has_controls(name) and not all(unicodedata.category(c).startswith(_WITHOUT_GLYPH) for c in name)


def limit_marks(text: str) -> str:
    """Return the text with at most MAX_MARKS combining marks on each letter, joiners between them or not."""
    kept: list[str] = []
    marks = 0
    for c in text:
        category = unicodedata.category(c)
        if category in _MARKS:
            marks += 1
        elif category != _JOINER:
            marks = 0
        if marks <= MAX_MARKS or category == _JOINER:
            kept.append(c)
    return "".join(kept)


def clean(text: str) -> str:
    """Return the text without control characters, with at most MAX_MARKS on each letter and no space at its ends."""
    return limit_marks("".join(c for c in text if not has_controls(c))).strip()
