"""Short path of sockets: straight to engine.io, past some forty routes of ours and NiceGUI's middleware."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui.nicegui import sio_app

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_MOUNT = "/_nicegui_ws"
_SOCKETS = f"{_MOUNT}/socket.io/"


class SocketPathMiddleware:
    """ASGI middleware: each route that a socket passes would cost it 10 µs, and gzip 260 kB a request that polls."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        if scope["type"] in {"http", "websocket"} and scope["path"].startswith(_SOCKETS):
            await sio_app({**scope, "path": scope["path"].removeprefix(_MOUNT)}, receive, send)
        elif scope["type"] == "websocket":  # there are no others; engine.io would answer one with an error
            await send({"type": "websocket.close"})
        else:
            await self._app(scope, receive, send)
