"""Methods that a path takes: NiceGUI's mount has all paths, so Starlette would call a wrong method an unknown path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Match, Route

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.routing import BaseRoute
    from starlette.types import Scope


def allowed_methods(routes: Iterable[BaseRoute], scope: Scope) -> str:
    """Return the methods of this path as `Allow` names them (RFC 9110, section 10.2.1) when this one is not among them.

    Empty when the path is unknown, or a route has taken the request.
    """
    found = [(route.matches(scope)[0], route.methods or set()) for route in routes if isinstance(route, Route)]
    if any(match is Match.FULL for match, _ in found):
        return ""
    methods = set().union(*(methods for match, methods in found if match is Match.PARTIAL))
    if "GET" in methods:
        methods.add("HEAD")
    return ", ".join(sorted(methods | {"OPTIONS"})) if methods else ""
