"""Routes that FastAPI has looked at once: to look at all takes a third of a page test's time, and finds the same."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from inspect import isfunction
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from fastapi import routing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi.dependencies.models import Dependant

OF_ONE_APPLICATION = ("endpoint", "dependencies", "dependency_overrides_provider", "dependant")


@contextmanager
def known_routes() -> Iterator[None]:
    """Look at each function's signature and models at its first route only, while the block runs."""
    look, found = routing._populate_api_route_state, {}

    def populate(route: Any, path: str, endpoint: Callable[..., Any], **said: Any) -> None:
        key = _key_of(route, path, endpoint, said["methods"])
        if key in found:
            state, dependant = found[key]
            vars(route).update(state, endpoint=endpoint, dependant=replace(dependant, call=endpoint))
            route.dependencies = list(said["dependencies"] or ())
            route.dependency_overrides_provider = said["dependency_overrides_provider"]
            return
        own = {*vars(route), *OF_ONE_APPLICATION}
        look(route, path, endpoint, **said)
        if key and _belongs_to_all(route.dependant):
            state = {name: value for name, value in vars(route).items() if name not in own}
            found[key] = state, replace(route.dependant, call=None)

    with patch.object(routing, "_populate_api_route_state", populate):
        yield


# A function that says its own signature, as NiceGUI's pages do, shares its code with others.
def _key_of(route: Any, path: str, endpoint: Callable[..., Any], methods: Any) -> tuple[object, ...] | None:
    if not isinstance(route, routing.APIRoute) or not isfunction(endpoint) or hasattr(endpoint, "__signature__"):
        return None
    return (endpoint.__code__, path, *(methods or ()))


def _belongs_to_all(dependant: Dependant) -> bool:
    """Whether what a route depends on is no function or method of one application."""
    parts = dependant.dependencies
    return all(isfunction(part.call) and not part.call.__closure__ and _belongs_to_all(part) for part in parts)
