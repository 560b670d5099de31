"""Inlined files: stylesheet and start guard stand within a guest's page, so that a phone paints with the first answer.

A script of the page (kept_files.js) then has the browser keep them as files, and says so in a cookie. The next visit's
page links to them, is 7 kB shorter, and announces no scripts: the browser has them, too.
"""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.assembled_files import GUEST_STYLE, START_GUARD, read_static
from pages.components.scripts import IDIOMORPH, VUE, static_url

if TYPE_CHECKING:
    from collections.abc import Mapping

# A phone that has thrown the guard's file away, and gets it from nowhere, asks for the page that carries it.
_ASK_FOR_GUARD = Markup(
    'if (!document.documentElement.hasAttribute("data-guarded")) try {'
    'document.cookie = "files=; path=/t/; max-age=0"; document.cookie.indexOf("files=") < 0 && location.reload()'
    "} catch (error) {}"
)
_KEPT = (GUEST_STYLE, START_GUARD, "guest/start.js", "shared/fragment.js", VUE, IDIOMORPH)


def guest_style(headers: Mapping[str, str]) -> Markup:
    """Return the guests' stylesheet for a request with these headers."""
    url = static_url(GUEST_STYLE)
    if has_files(headers):
        return Markup('<link rel="stylesheet" href="{}">').format(url)
    return Markup('<style data-file="{}">{}</style>').format(url, _read(GUEST_STYLE))


def guest_guard(headers: Mapping[str, str], nonce: str) -> Markup:
    """Return the start guard of a guest's page for a request with these headers."""
    url = static_url(START_GUARD)
    if has_files(headers):
        guard = Markup('<script src="{}" nonce="{}"></script><script nonce="{}">{}</script>')
        return guard.format(url, nonce, nonce, _ASK_FOR_GUARD)
    return Markup('<script data-file="{}" nonce="{}">{}</script>').format(url, nonce, _read(START_GUARD))


def inlined_guard(nonce: str) -> Markup:
    """Return the start guard of any other page."""
    return Markup('<script nonce="{}">{}</script>').format(nonce, _read(START_GUARD))


@functools.cache
def files_digest() -> str:
    """Return the digest of the present files and scripts: what the cookie says of a phone that has them."""
    return hashlib.sha256(b"".join(read_static(name) for name in _KEPT)).hexdigest()[:12]


def has_files(headers: Mapping[str, str]) -> bool:
    """Whether a request with these headers comes from a phone that has kept the present files and scripts."""
    return f"files={files_digest()}" in headers.get("cookie", "")


@functools.cache
def _read(name: str) -> Markup:
    return Markup(read_static(name).decode())  # noqa: S704  our own files
