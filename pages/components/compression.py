"""Gzip: the one place that decides which answers are compressed, and how."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.datastructures import Headers

MIN_COMPRESSED_BYTES = 600
# For answers that are sent once: less CPU, a little more to transfer.
GZIP_LEVEL = 5
_TEXT_TYPES = ("text/", "application/javascript", "image/svg+xml", "application/json", "application/manifest+json")


def accepts_gzip(headers: Headers) -> bool:
    """Whether the client takes gzip (RFC 9110, section 12.5.3)."""
    return "gzip" in headers.get("accept-encoding", "")


def is_compressible(body: bytes, content_type: str) -> bool:
    """Whether compressing this body saves more than it costs."""
    return len(body) >= MIN_COMPRESSED_BYTES and content_type.startswith(_TEXT_TYPES)


def compress(body: bytes) -> bytes:
    """Return the body compressed as well as gzip can: for bodies that are kept and sent many times."""
    return gzip.compress(body, mtime=0)
