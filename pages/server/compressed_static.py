"""Cache of compressed static files: compressing them for each visitor would take 60 ms of CPU."""

from __future__ import annotations

import asyncio
import posixpath
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from pages.components.compression import accepts_gzip, compress, is_compressible

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_CACHE_BYTES = 16 * 1024 * 1024
# A slow reader holds a piece of a file in memory, not all of it.
_PIECE_BYTES = 64 * 1024


class CompressedStaticMiddleware:
    """ASGI middleware for files that never change under their address (their names carry a version or digest)."""

    def __init__(self, app: ASGIApp, *, prefixes: tuple[str, ...]) -> None:
        self._app, self._prefixes = app, prefixes
        self._cache: dict[str, tuple[Message, bytes]] = {}
        self._cached_bytes = 0
        # One file at a time: many visitors who ask at once for files that are not cached would fill the memory.
        self._loading = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, from the cache when the file is in it."""
        if scope["type"] != "http" or not scope["path"].startswith(self._prefixes):
            await self._app(scope, receive, send)
        elif not _is_normal(scope["path"]):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        elif (answer := await self._find(scope)) is None:
            await self._app(scope, receive, send)
        else:
            await _send_all(*answer, send)

    async def _find(self, scope: Scope) -> tuple[Message, bytes] | None:
        if not _takes_gzip(scope):
            return None
        # Only whether there is a query matters, not what it says: visitors could fill the memory with it.
        name = f"{scope['path']}?{bool(scope['query_string'])}"
        if name not in self._cache:
            async with self._loading:
                return await self._load(name, scope)
        return self._cache[name]

    async def _load(self, name: str, scope: Scope) -> tuple[Message, bytes] | None:
        if name in self._cache or self._cached_bytes >= MAX_CACHE_BYTES:
            return self._cache.get(name)
        start, body = await self._fetch(scope)
        if start["status"] != HTTPStatus.OK:
            return start, body
        self._cache[name] = answer = await asyncio.to_thread(_compress_response, start, body)
        self._cached_bytes += len(answer[1])
        return answer

    async def _fetch(self, scope: Scope) -> tuple[Message, bytes]:
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        # What is loaded is for all who ask: whether one of them leaves does not matter.
        requests: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive_once() -> Message:
            if not requests:
                await asyncio.Event().wait()
            return requests.pop()

        # Without its conditions and extensions the request is answered in full, and as plain bytes.
        asked = [(k, v) for k, v in scope["headers"] if k not in {b"if-none-match", b"if-modified-since"}]
        await self._app({**scope, "headers": asked, "extensions": {}}, receive_once, collect)
        return messages[0], b"".join(message.get("body", b"") for message in messages[1:])


# The same file under another spelling would be cached again.
def _is_normal(path: str) -> bool:
    return posixpath.normpath(path) == path


def _takes_gzip(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return scope["method"] == "GET" and accepts_gzip(headers) and "range" not in headers


def _compress_response(start: Message, body: bytes) -> tuple[Message, bytes]:
    headers = MutableHeaders(raw=list(start["headers"]))
    if is_compressible(body, headers.get("content-type", "")):
        body = compress(body)
        headers["Content-Encoding"] = "gzip"
        headers["Vary"] = "Accept-Encoding"
        headers["Content-Length"] = str(len(body))
        del headers["ETag"]
    return {**start, "headers": headers.raw}, body


async def _send_all(start: Message, body: bytes, send: Send) -> None:
    await send(start)
    for at in range(0, max(len(body), 1), _PIECE_BYTES):
        piece = body[at : at + _PIECE_BYTES]
        await send({"type": "http.response.body", "body": piece, "more_body": at + _PIECE_BYTES < len(body)})
