"""Request-header timeout (10 s) and size limit (32 KiB) on top of uvicorn's HTTP/1.1, which waits without end.

Slowloris protection: a few hundred silent connections would take memory and file descriptors from guests.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from asyncio import BaseTransport, TimerHandle, Transport

MAX_HEAD_SECONDS = 10.0
MAX_HEAD_BYTES = 32 * 1024


class RequestTimeoutProtocol(HttpToolsProtocol):
    """Uvicorn's HTTP/1.1 protocol that aborts a connection whose request head is late or too long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_timer: TimerHandle | None = None
        self._head_bytes = 0

    @override
    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast("Transport", transport))
        self._start_timer()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        self._head_bytes += len(data)
        super().data_received(data)
        if self._head_timer and self._head_bytes > MAX_HEAD_BYTES:
            self._abort()

    @override
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._start_timer()

    @override
    def on_headers_complete(self) -> None:
        self._stop_timer()
        super().on_headers_complete()

    def _start_timer(self) -> None:
        self._stop_timer()
        self._head_bytes = 0
        self._head_timer = asyncio.get_running_loop().call_later(MAX_HEAD_SECONDS, self._abort)

    def _stop_timer(self) -> None:
        if self._head_timer:
            self._head_timer.cancel()
            self._head_timer = None

    def _abort(self) -> None:
        self._stop_timer()
        if not self.transport.is_closing():
            self.transport.abort()
