"""Limits on request bodies: size (413) and time (408)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from pages.components.problem_json import problem

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_SECONDS = 12.0
MAX_BODY_BYTES = 64 * 1024
# A menu of the most and longest dishes, each letter escaped as in JSON: from those only who may change it.
MAX_MENU_BYTES = 8 * 1024 * 1024
# A vendor's order with all its fields. A source's path is open to anybody until the signature is checked.
MAX_SOURCE_BYTES = 1024 * 1024
# Of all bodies that have not arrived in full, but for short ones: a few hundred connections could fill the memory.
MAX_WAITING_BYTES = 10 * 1024 * 1024
MAX_SHORT_BYTES = 4 * 1024
SOURCES_PREFIX = "/api/v1/sources/"
MENU_PATHS = frozenset({"/menu/import", "/api/v1/menu"})


class _Disconnected(Exception):
    """The connection ended before the body did."""


class _TooLong(Exception):
    """The body is longer than allowed; `head` is what of it was read."""

    def __init__(self, head: bytes = b"") -> None:
        super().__init__()
        self.head = head


class BodyLimitMiddleware:
    """ASGI middleware: answers 413 to a body of more than `max_bytes` of the request, and reads no more than that."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        max_bytes: Callable[[Scope], int],
        on_too_long: Callable[[Scope, bytes], Awaitable[None]],
    ) -> None:
        self._app, self._max_bytes, self._on_too_long = app, max_bytes, on_too_long
        self._waiting = _WaitingBodies()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. The body is read first, so that a handler sees all of it or none."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Their body means nothing (RFC 9110, section 9.3.1), and engine.io would wait for its end.
        if scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, _receive_read(b"", receive), send)
            return
        max_bytes = self._max_bytes(scope)
        try:
            async with asyncio.timeout(MAX_BODY_SECONDS) as limit:
                body = await self._waiting.read(limit, Headers(scope=scope), receive, max_bytes)
        except _TooLong as error:
            await self._on_too_long(scope, error.head)
            await _refuse(413, f"Send at most {max_bytes // 1024} KB.")(scope, receive, send)
            return
        except (TimeoutError, _Disconnected):
            await _refuse(408, "The request did not arrive in time.")(scope, receive, send)
            return
        await self._app(scope, _receive_read(body, receive), send)


def _receive_read(body: bytes, receive: Receive) -> Receive:
    """Return what gives this body first, and then what the connection does."""
    unread: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_read() -> Message:
        return unread.pop() if unread else await receive()

    return receive_read


class _WaitingBodies:
    """Reads bodies. When those that wait for more are too much in all, the time of the oldest of them is over."""

    def __init__(self) -> None:
        self._bytes: dict[asyncio.Timeout, int] = {}

    async def read(self, limit: asyncio.Timeout, headers: Headers, receive: Receive, max_bytes: int) -> bytes:
        """Return the body; raises _TooLong, or _Disconnected when the connection ends."""
        announced = headers.get("content-length", "")
        if announced.isdecimal() and int(announced[:20]) > max_bytes:
            # One that waits for a "continue" (RFC 9110, section 10.1.1) has sent nothing yet, and need not.
            head = {} if "expect" in headers else await receive()
            raise _TooLong(head.get("body", b"")[:max_bytes])
        try:
            return await self._read_on(limit, receive, max_bytes)
        finally:
            self._bytes.pop(limit, None)

    async def _read_on(self, limit: asyncio.Timeout, receive: Receive, max_bytes: int) -> bytes:
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                raise _Disconnected
            body += message.get("body", b"")
            if len(body) > max_bytes:
                raise _TooLong(bytes(body[:max_bytes]))
            if not message.get("more_body"):
                return bytes(body)
            if len(body) > MAX_SHORT_BYTES:
                self._bytes[limit] = len(body)
                self._end_oldest()

    def _end_oldest(self) -> None:
        while sum(self._bytes.values()) > MAX_WAITING_BYTES:
            oldest = next(iter(self._bytes))
            del self._bytes[oldest]
            oldest.reschedule(asyncio.get_running_loop().time())


def _refuse(status: int, detail: str) -> Response:
    return problem(status, detail, {"Connection": "close"})
