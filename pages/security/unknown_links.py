"""Fast path for unknown guest links: answered before routing, and before NiceGUI makes a client."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from fastapi import Request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from pages.components.error_pages import ErrorPages
    from pages.security.auth import Auth

GUEST_PREFIX = "/t/"
# Guests follow links that another process has just made. Guessed links must not keep the database busy.
MAX_LOOKUPS_PER_SECOND = 20
_TOKEN = re.compile(r"[\w-]+", re.ASCII)


class UnknownLinkMiddleware:
    """ASGI middleware: answers unknown and expired guest links with 404 at a tenth of the full cost.

    `read_link` reads the order of a link that is not on the board from the database, where another process may have
    placed it. `python -m tests.faults hostile_clients` measures it: 400 such links a second while fifty guests watch.
    """

    def __init__(
        self, app: ASGIApp, *, auth: Auth, error_pages: ErrorPages, read_link: Callable[[str], Awaitable[None]]
    ) -> None:
        self._app, self._auth, self._error_pages, self._read_link = app, auth, error_pages, read_link
        self._second, self._lookups = 0, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not scope["path"].startswith(GUEST_PREFIX):
            await self._app(scope, receive, send)
            return
        token = scope["path"].removeprefix(GUEST_PREFIX).partition("/")[0]
        if not self._auth.find_order(token) and _TOKEN.fullmatch(token) and self._may_look_up():
            await self._read_link(token)
        request = Request(scope)
        is_browser = scope["method"] == "GET" and "json" not in request.headers.get("accept", "")
        if is_browser and not self._auth.find_order(token):
            await self._error_pages.answer(request, 404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _may_look_up(self) -> bool:
        second = int(time.monotonic())
        self._second, self._lookups = second, self._lookups * (second == self._second) + 1
        return self._lookups <= MAX_LOOKUPS_PER_SECOND
