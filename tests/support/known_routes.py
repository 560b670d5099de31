"""Routes that FastAPI has looked at once: to look at all takes a third of a page test's time, and finds the same."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from inspect import isfunction, unwrap
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from fastapi import params, routing
from fastapi.dependencies.models import Dependant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OF_ONE_APPLICATION = ("endpoint", "dependencies", "dependency_overrides_provider", "dependant")


@contextmanager
def known_routes() -> Iterator[None]:
    """Look at each function's signature and models at its first route only, while the block runs."""
    look, found = routing._populate_api_route_state, dict[Any, tuple[dict[str, Any], Dependant]]()

    def populate(route: Any, path: str, endpoint: Callable[..., Any], **said: Any) -> None:
        calls = _calls_of(endpoint, said["dependencies"])
        key = _key_of(route, path, endpoint, [*(said["methods"] or ()), *calls])
        if key in found:
            state, dependant = found[key]
            vars(route).update(state, endpoint=endpoint, dependant=replace(_bound(dependant, calls), call=endpoint))
            route.dependencies = list(said["dependencies"] or ())
            route.dependency_overrides_provider = said["dependency_overrides_provider"]
            return
        own = {*vars(route), *OF_ONE_APPLICATION}
        look(route, path, endpoint, **said)
        if key and _belongs_to_all(route.dependant, calls):
            state = {name: value for name, value in vars(route).items() if name not in own}
            found[key] = state, replace(route.dependant, call=None)

    with patch.object(routing, "_populate_api_route_state", populate):
        yield


# NiceGUI's pages share the code of the function that wraps them.
def _key_of(route: Any, path: str, endpoint: Callable[..., Any], said: list[object]) -> tuple[object, ...] | None:
    if not isinstance(route, routing.APIRoute) or not isfunction(endpoint):
        return None
    return (endpoint.__code__, unwrap(endpoint).__code__, path, *said)


def _calls_of(endpoint: Callable[..., Any], dependencies: Any) -> dict[Any, Any]:
    """Return the functions and methods on which a route depends in this application, by their code."""
    said = (*(dependencies or ()), *(getattr(endpoint, "__defaults__", None) or ()))
    return {_code_of(one.dependency): one.dependency for one in said if isinstance(one, params.Depends)}


def _bound(dependant: Dependant, calls: dict[Any, Callable[..., Any]]) -> Dependant:
    """Replace the functions and methods of the application that was looked at by those of this one."""
    parts = [replace(part, call=calls.get(_code_of(part.call), part.call)) for part in dependant.dependencies]
    return replace(dependant, dependencies=parts)


def _belongs_to_all(dependant: Dependant, calls: dict[Any, Callable[..., Any]]) -> bool:
    """Whether all on which a route depends can be replaced, or is of no single application."""
    return all(
        (calls.get(_code_of(part.call)) == part.call or (isfunction(part.call) and not part.call.__closure__))
        and _belongs_to_all(part, {})
        for part in dependant.dependencies
    )


def _code_of(call: Any) -> Any:
    return getattr(getattr(call, "__func__", call), "__code__", None)
