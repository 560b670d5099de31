"""The doorstep: connections that have not yet asked anything, and do not stand there for ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from asyncio import BaseTransport, TimerHandle, Transport

PATIENCE_SECONDS = 10.0
MOST_HEAD_BYTES = 32 * 1024


class RequestTimeoutProtocol(HttpToolsProtocol):
    """Uvicorn's HTTP/1.1 that closes a connection whose request does not arrive in time, or has no end to its head.

    Uvicorn itself waits for ever: a few hundred silent connections would take memory and file descriptors from guests.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin as uvicorn does."""
        super().__init__(*args, **kwargs)
        self._patience: TimerHandle | None = None
        self._head_bytes = 0

    def connection_made(self, transport: BaseTransport) -> None:
        """Start to wait for the first request."""
        super().connection_made(cast("Transport", transport))
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless the head of the request is too long."""
        self._head_bytes += len(data)
        super().data_received(data)
        if self._patience and self._head_bytes > MOST_HEAD_BYTES:
            self._send_away()

    def on_message_begin(self) -> None:
        """Wait for the rest of this request."""
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        """Stop waiting: the body has limits of its own."""
        self._stop_waiting()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._stop_waiting()
        self._head_bytes = 0
        self._patience = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._send_away)

    def _stop_waiting(self) -> None:
        if self._patience:
            self._patience.cancel()
            self._patience = None

    def _send_away(self) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self.transport.abort()
