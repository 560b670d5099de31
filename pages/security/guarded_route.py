"""Guarded route: a route of FastAPI whose guards run before anything of the request is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.routing import APIRoute
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from fastapi import Request
    from fastapi.params import Depends
    from starlette.responses import Response


class GuardedRoute(APIRoute):
    """A route whose dependencies are guards, which run before the body is read: FastAPI would report a bad body first.

    Guards take the request and raise. They are no dependencies for FastAPI, which would run them a second time.
    """

    def __init__(self, *args: Any, dependencies: Sequence[Depends] | None = None, **kwargs: Any) -> None:
        self._guards = [guard.dependency for guard in dependencies or () if guard.dependency]
        super().__init__(*args, **kwargs)

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_guarded(request: Request) -> Response:
            for guard in self._guards:
                await guard(request)
            return await handle(request)

        return handle_guarded
