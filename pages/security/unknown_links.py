"""Unknown guest links, answered before NiceGUI makes a client for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from pages.components.error_pages import ErrorPages
    from pages.security.auth import Auth

LINKS = "/t/"


class UnknownLinkMiddleware:
    """ASGI middleware: answers links that are not, or no longer, good, at a tenth of what the whole way would cost."""

    def __init__(self, app: ASGIApp, *, auth: Auth, calm: ErrorPages) -> None:
        """Wrap the application."""
        self._app, self._auth, self._calm = app, auth, calm

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(LINKS):
            await self._app(scope, receive, send)
            return
        token = scope["path"].removeprefix(LINKS).partition("/")[0]
        request = Request(scope)
        if self._auth.guest_order(token) or "json" in request.headers.get("accept", ""):
            await self._app(scope, receive, send)
        else:
            await self._calm.answer(request, 404)(scope, receive, send)
