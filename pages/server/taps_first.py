"""Taps first: visitors wait for a moment while the kitchen takes a tap, so that a flood of them does not delay it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from domain.kitchen import Kitchen

# A tap takes 10 ms. Nobody notices the wait, and the busiest kitchen locks nobody out.
MAX_PAUSE_SECONDS = 0.05


class TapsFirstMiddleware:
    """ASGI middleware: staff, ordering systems and sockets pass at once, everybody else after the taps of this moment.

    A tap takes some twenty steps of the event loop. Each would wait for a page that somebody asks for, or a refusal.
    """

    def __init__(self, app: ASGIApp, *, kitchen: Kitchen, may_tap: Callable[[Scope], bool]) -> None:
        self._app, self._kitchen, self._may_tap = app, kitchen, may_tap

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        if scope["type"] == "http" and self._kitchen.is_busy and not self._may_tap(scope):
            await self._kitchen.wait_for_commands(MAX_PAUSE_SECONDS)
        await self._app(scope, receive, send)
