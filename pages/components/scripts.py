"""Script files of the pages: their addresses, and what each page's start script imports."""

from __future__ import annotations

import functools
import hashlib
import json
import re

from markupsafe import Markup

from pages.components.assembled_files import read_static
from pages.components.script_bundle import BUNDLED
from pages.components.static_files import STATIC

SCRIPT_FOLDERS = tuple(STATIC / name for name in ("shared", "guest", "kitchen", "counter", "owner", "api"))
VUE = "vendor/vue/index.js"
IDIOMORPH = "vendor/idiomorph/index.js"
_STATIC_IMPORT = re.compile(r'\bfrom "@/([^"]+)"')
_ANY_IMPORT = re.compile(r'(?:\bfrom |\bimport\()"@/([^"]+)"')
# Of what NiceGUI's import map names, all that the pages import; the rest would be 3 kB on each page.
_IMPORTED_NAMES = ("vue", "idiomorph")


@functools.cache
def static_url(name: str) -> str:
    """Return the URL of a static file with a digest of its content, so that it can be cached without end."""
    return f"/static/{name}?v={hashlib.sha256(read_static(name)).hexdigest()[:12]}"


@functools.cache
def preloaded_urls(start_script: str) -> tuple[str, ...]:
    """Return the URLs of a start script's modules: known at once, they need not be found one import after another."""
    if not start_script:
        return ()
    if start_script in BUNDLED:
        return (static_url(start_script),)
    return tuple(static_url(name) for name in _modules(start_script, _STATIC_IMPORT))


@functools.cache
def import_map(imports: str, start_script: str) -> Markup:
    """Return what a page imports by name: of this import map (JSON), and its own modules as `@/folder/name.js`.

    All who import a module then name one URL, that of its present content.
    """
    theirs = json.loads(imports)
    names = {name: theirs[name] for name in _IMPORTED_NAMES if name in theirs}
    if start_script not in BUNDLED:
        names |= {f"@/{name}": static_url(name) for name in _modules(start_script, _ANY_IMPORT)}
    return Markup(json.dumps(names))  # noqa: S704  our own addresses, and NiceGUI's


@functools.cache
def _modules(start_script: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return a script and all that it imports, directly or not, in the order in which they are found."""
    found = [start_script]
    for name in found:
        imported = dict.fromkeys(pattern.findall((STATIC / name).read_text()))
        found += [other for other in imported if other not in found]
    return tuple(found)
