"""Digits of a PIN: keyboards of some languages write others than ASCII's, such as Arabic or full-width ones."""

from __future__ import annotations

import unicodedata


def read_pin(written: str) -> str:
    """Return a PIN as it is kept: its decimal digits in ASCII, without the spaces around it."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in written.strip())
