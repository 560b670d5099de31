"""Bounds on what a visitor can send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from pages.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyLimit:
    """ASGI middleware: answers 413 to a body of more than `most` bytes, having read no more than that of it."""

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        """Wrap the application."""
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, its body read beforehand: a handler then sees all of it, or nothing."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"} or "/_nicegui_ws/" in scope["path"]:
            await self._app(scope, receive, send)
            return
        body = await self._read(Headers(scope=scope), receive)
        if body is None:
            await problem(413, f"Send at most {self._most // 1024} KB.", {"Connection": "close"})(scope, receive, send)
            return
        read = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive_again() -> Message:
            return next(read, None) or await receive()

        await self._app(scope, receive_again, send)

    async def _read(self, headers: Headers, receive: Receive) -> bytes | None:
        if headers.get("content-length", "0").isdigit() and int(headers.get("content-length", "0")) > self._most:
            return None
        body = b""
        while len(body) <= self._most:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                return body if len(body) <= self._most else None
        return None
