"""Static files, compressed once and kept: compressing anew would cost each visitor 60 ms of the kitchen's time."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TEXTS = ("text/", "application/javascript", "image/svg+xml", "application/json", "application/manifest+json")
_WORTHWHILE = 600
_MOST_KEPT = 200


class CompressedStaticMiddleware:
    """ASGI middleware for files that never change under their address (their names carry a version or digest)."""

    def __init__(self, app: ASGIApp, *, prefixes: tuple[str, ...]) -> None:
        """Compress what is served below these prefixes."""
        self._app, self._prefixes = app, prefixes
        self._kept: dict[str, list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, from memory when it was asked for before."""
        if not self._is_for_us(scope):
            await self._app(scope, receive, send)
            return
        # What the query says does not matter, only whether there is one: else any visitor could fill the memory.
        name = f"{scope['path']}?{bool(scope['query_string'])}"
        if name not in self._kept:
            answer = await self._answered(scope, receive)
            if answer[0]["status"] != 200 or len(self._kept) >= _MOST_KEPT:  # noqa: PLR2004  OK
                await _send_all(answer, send)
                return
            self._kept[name] = await asyncio.to_thread(_pressed, answer)
        await _send_all(self._kept[name], send)

    def _is_for_us(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self._prefixes):
            return False
        headers = Headers(scope=scope)
        return "gzip" in headers.get("accept-encoding", "") and "range" not in headers

    async def _answered(self, scope: Scope, receive: Receive) -> list[Message]:
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        # Without its conditions and extensions the request is answered in full, and as plain bytes.
        asked = [(k, v) for k, v in scope["headers"] if k not in {b"if-none-match", b"if-modified-since"}]
        await self._app({**scope, "headers": asked, "extensions": {}}, receive, collect)
        return messages


def _pressed(messages: list[Message]) -> list[Message]:
    body = b"".join(message.get("body", b"") for message in messages[1:])
    headers = MutableHeaders(raw=list(messages[0]["headers"]))
    if len(body) >= _WORTHWHILE and headers.get("content-type", "").startswith(_TEXTS):
        body = gzip.compress(body, mtime=0)
        headers["Content-Encoding"] = "gzip"
        headers["Vary"] = "Accept-Encoding"
        headers["Content-Length"] = str(len(body))
        del headers["ETag"]
    return [{**messages[0], "headers": headers.raw}, {"type": "http.response.body", "body": body}]


async def _send_all(messages: list[Message], send: Send) -> None:
    for message in messages:
        await send(message)
