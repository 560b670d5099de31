"""Assembled files: static files that are put together in memory from others, so that nothing has to be built."""

from __future__ import annotations

from pages.components.script_bundle import BUNDLED, bundle
from pages.components.static_files import STATIC, read_compactly
from pages.components.stylesheets import GUEST_STYLESHEETS, stylesheet

GUEST_STYLE = "guest/page.css"
START_GUARD = "shared/start_guard.js"


def assembled(name: str) -> bytes | None:
    """Return the content of an assembled file; None for any other name."""
    if name in BUNDLED:
        return bundle(name)
    if name == GUEST_STYLE:
        return stylesheet(GUEST_STYLESHEETS).encode()
    return read_compactly("templates/start_guard.js").encode() if name == START_GUARD else None


def read_static(name: str) -> bytes:
    """Return what is served under this name. Raises OSError when there is no such file."""
    return assembled(name) or (STATIC / name).read_bytes()
