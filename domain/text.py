"""Readable text: one rule for every way in."""

from __future__ import annotations

import unicodedata

_CONTROLS = ("Cc", "Cs")
_WITHOUT_GLYPH = ("C", "Z")


def has_controls(text: str) -> bool:
    """Whether a text has control characters or lone surrogates; line breaks and tabs are none.

    Joiners and no-break spaces are letters of some scripts and of emoji, and stay.
    """
    return any(unicodedata.category(c) in _CONTROLS and c not in "\n\t" for c in text)


def is_readable(name: str) -> bool:
    """Whether a name has no control characters, and something of it shows."""
    return not has_controls(name) and not all(unicodedata.category(c).startswith(_WITHOUT_GLYPH) for c in name)
