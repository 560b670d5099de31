"""Trailing slashes: the addresses of the REST interface may end in one, as some HTTP clients write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class TrailingSlashMiddleware:
    """ASGI middleware: takes the slash off the end of a path below `prefix`.

    A redirect would lose an order, for many clients do not send their body again.
    """

    def __init__(self, app: ASGIApp, *, prefix: str) -> None:
        self._app, self._prefix = app, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        if scope["type"] == "http" and scope["path"].endswith("/") and scope["path"].startswith(self._prefix):
            scope = {**scope, "path": scope["path"].rstrip("/")}
        await self._app(scope, receive, send)
