"""Bounds on what a visitor can send."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from pages.components.problem_json import problem

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_SECONDS = 12.0


class _TooSlow(Exception):
    """The body did not arrive in time."""


class _TooLong(Exception):
    """The body is longer than allowed."""


class BodyLimitMiddleware:
    """ASGI middleware: answers 413 to a body of more than `most` bytes, having read no more than that of it."""

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        """Wrap the application."""
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, its body read beforehand: a handler then sees all of it, or nothing."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(MOST_SECONDS):
                body = await self._read(Headers(scope=scope), receive)
        except _TooLong:
            await _refusal(413, f"Send at most {self._most // 1024} KB.")(scope, receive, send)
            return
        except (TimeoutError, _TooSlow):
            await _refusal(408, "The request did not arrive in time.")(scope, receive, send)
            return
        read = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive_again() -> Message:
            return next(read, None) or await receive()

        await self._app(scope, receive_again, send)

    async def _read(self, headers: Headers, receive: Receive) -> bytes:
        announced = headers.get("content-length", "")
        if announced.isdecimal() and int(announced[:20]) > self._most:
            raise _TooLong
        parts: list[bytes] = []
        length = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                raise _TooSlow
            parts.append(message.get("body", b""))
            length += len(parts[-1])
            if length > self._most:
                raise _TooLong
            if not message.get("more_body"):
                return b"".join(parts)


def _refusal(status: int, says: str) -> Response:
    return problem(status, says, {"Connection": "close"})
