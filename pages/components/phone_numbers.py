"""Telephone numbers, for links that dial them."""

from __future__ import annotations

import re
import unicodedata

# The 0 is dialled within the country only, except for Italy.
_TRUNK_PREFIX = re.compile(r"^([^+\d]*(?:\+|00)(?!\s*39)[^(]*)\(\s*0\s*\)")


def dialled(phone: str) -> str:
    """Return a telephone number as a link dials it (RFC 3966): ASCII digits, and a plus at its head."""
    # Full-width signs as usual ones.
    written = unicodedata.normalize("NFKC", phone)
    ascii_digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in written)
    signs = re.sub(r"[^+\d]", "", _TRUNK_PREFIX.sub(r"\1", ascii_digits))
    return signs[:1] + signs[1:].replace("+", "")
