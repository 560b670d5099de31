"""Short path of sockets: straight to NiceGUI's application, which serves them all, past some forty routes of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class SocketPathMiddleware:
    """ASGI middleware: each route that a socket passes would cost it 10 µs."""

    def __init__(self, app: ASGIApp, *, sockets: ASGIApp) -> None:
        self._app, self._sockets = app, sockets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        await (self._sockets if scope["type"] == "websocket" else self._app)(scope, receive, send)
