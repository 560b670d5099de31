"""Cache of compressed static files: compressing them for each visitor would take 60 ms of CPU."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from pages.components.compression import accepts_gzip, compress, is_compressible

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MAX_FILES = 200


class CompressedStaticMiddleware:
    """ASGI middleware for files that never change under their address (their names carry a version or digest)."""

    def __init__(self, app: ASGIApp, *, prefixes: tuple[str, ...]) -> None:
        self._app, self._prefixes = app, prefixes
        self._cache: dict[str, list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, from the cache when the file is in it."""
        if not self._is_cacheable(scope):
            await self._app(scope, receive, send)
            return
        # Only whether there is a query matters, not what it says: visitors could fill the memory with it.
        name = f"{scope['path']}?{bool(scope['query_string'])}"
        if name not in self._cache:
            response = await self._fetch(scope, receive)
            if response[0]["status"] != 200 or len(self._cache) >= _MAX_FILES:  # noqa: PLR2004  OK
                await _send_all(response, send)
                return
            self._cache[name] = await asyncio.to_thread(_compress_response, response)
        await _send_all(self._cache[name], send)

    def _is_cacheable(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self._prefixes):
            return False
        headers = Headers(scope=scope)
        return accepts_gzip(headers) and "range" not in headers

    async def _fetch(self, scope: Scope, receive: Receive) -> list[Message]:
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        # Without its conditions and extensions the request is answered in full, and as plain bytes.
        asked = [(k, v) for k, v in scope["headers"] if k not in {b"if-none-match", b"if-modified-since"}]
        await self._app({**scope, "headers": asked, "extensions": {}}, receive, collect)
        return messages


def _compress_response(messages: list[Message]) -> list[Message]:
    body = b"".join(message.get("body", b"") for message in messages[1:])
    headers = MutableHeaders(raw=list(messages[0]["headers"]))
    if is_compressible(body, headers.get("content-type", "")):
        body = compress(body)
        headers["Content-Encoding"] = "gzip"
        headers["Vary"] = "Accept-Encoding"
        headers["Content-Length"] = str(len(body))
        del headers["ETag"]
    return [{**messages[0], "headers": headers.raw}, {"type": "http.response.body", "body": body}]


async def _send_all(messages: list[Message], send: Send) -> None:
    for message in messages:
        await send(message)
