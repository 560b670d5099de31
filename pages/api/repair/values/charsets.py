"""Charsets: the text that the bytes of a body, or of one part of a form, say."""

from __future__ import annotations

import json
from email.message import Message


def charset_of(content_type: str) -> str:
    """Return the charset that a Content-Type names, or an empty text."""
    header = Message()
    header["Content-Type"] = content_type
    try:
        return header.get_content_charset("")
    except ValueError:  # U+0000 in an extended parameter (RFC 2231)
        return ""


def decode(raw: bytes, *charsets: str) -> str:
    """Return the text of some bytes: in UTF-8 or UTF-16, else in the first charset that fits, else in Windows-1252.

    What is UTF-8 is hardly ever anything else.
    """
    for encoding in (json.detect_encoding(raw), *filter(None, charsets), "cp1252"):
        try:
            return raw.decode(encoding)
        except (ValueError, LookupError):  # a name with U+0000 is a ValueError
            continue
    return raw.decode("latin-1")
