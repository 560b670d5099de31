"""Script files of the pages: their addresses, and what each page's start script imports."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from pathlib import Path

from markupsafe import Markup

STATIC = Path(__file__).parents[1] / "static"
SCRIPT_FOLDERS = tuple(STATIC / name for name in ("shared", "guest", "kitchen", "counter", "owner", "api"))
_STATIC_IMPORT = re.compile(r'\bfrom "@/([^"]+)"')
_ANY_IMPORT = re.compile(r'(?:\bfrom |\bimport\()"@/([^"]+)"')


@functools.cache
def static_url(name: str) -> str:
    """Return the URL of a static file with a digest of its content, so that it can be cached without end."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


@functools.cache
def preloaded_urls(start_script: str) -> tuple[str, ...]:
    """Return the URLs of a start script's modules: known at once, they need not be found one import after another."""
    return tuple(static_url(name) for name in _modules(start_script, _STATIC_IMPORT))


@functools.cache
def import_map(imports: str, start_script: str) -> Markup:
    """Add to an import map (JSON) what the start script needs, as `@/folder/name.js`: one URL for every importer."""
    own = {f"@/{name}": static_url(name) for name in _modules(start_script, _ANY_IMPORT)}
    return Markup(json.dumps(json.loads(imports) | own))  # noqa: S704  our own addresses, and NiceGUI's


@functools.cache
def _modules(start_script: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return a script and all that it imports, directly or not, in the order in which they are found."""
    found = [start_script]
    for name in found:
        imported = dict.fromkeys(pattern.findall((STATIC / name).read_text()))
        found += [other for other in imported if other not in found]
    return tuple(found)
