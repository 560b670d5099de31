"""Script bundle: a start script and all that it imports as one module.

A phone whose network answers after 300 ms would wait for some thirty files, six at a time. Made in memory at the first
use, from the files as they stand: nothing has to be built.
"""

from __future__ import annotations

import functools
import re

from pages.components.static_files import STATIC

# The scripts of pages that people open on the way, on their own phones.
BUNDLED = frozenset({"guest/start.js"})
_IMPORT = re.compile(r'^import \{([^}]+)\} from "@/([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*|\bimport\(.*", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)


class CannotBundle(Exception):
    """A module is written in a way that the bundle does not know; the message says where."""


@functools.cache
def bundle(start_script: str) -> bytes:
    """Return the script with all its imports before it, each module in a scope of its own. Raises CannotBundle."""
    modules: dict[str, str] = {}
    _add(start_script, modules, ())
    return "".join(modules.values()).encode()


def _add(name: str, modules: dict[str, str], importers: tuple[str, ...]) -> None:
    if name in importers:
        raise CannotBundle(f"{name} imports itself by way of {importers[-1]}")
    source = _COMMENT.sub("", (STATIC / name).read_text())
    for imported in _IMPORT.finditer(source):
        if imported[2] not in modules:
            _add(imported[2], modules, (*importers, name))
    body = _IMPORT.sub(lambda found: f"const {{{found[1].replace(' as ', ': ')}}} = {_scope(found[2])};\n", source)
    exported = _EXPORT.findall(body)
    body = _EXPORT.sub("", body)
    if other := _OTHER.search(body):
        raise CannotBundle(f"{name}: {other[0]}")
    modules[name] = f"const {_scope(name)} = (() => {{\n{body}return {{ {', '.join(exported)} }};\n}})();\n"


def _scope(name: str) -> str:
    return re.sub(r"\W", "_", name)
