"""Requests that a stop cuts short: answered, where uvicorn would write an error with a traceback for each."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pages.components.problem_json import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class StoppedRequestMiddleware:
    """ASGI middleware: answers 503 to a request that is cancelled, or hangs up when its answer has begun."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or WebSocket."""
        has_begun = False

        async def send_noted(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except asyncio.CancelledError:
            if scope["type"] == "lifespan":
                raise
            if scope["type"] == "http" and not has_begun:
                says = "OrderBell is being stopped. Nothing has changed, or it is kept; ask again in a moment."
                await problem(503, says, {"Retry-After": "5", "Connection": "close"})(scope, receive, send)
