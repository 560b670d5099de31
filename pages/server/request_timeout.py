"""Limits on how long a connection is held, on top of uvicorn's HTTP/1.1, which waits without end.

Slowloris protection: a few hundred silent connections would take memory and file descriptors from guests.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from asyncio import BaseTransport, TimerHandle, Transport

# From the connection, or the answer before, to the end of the next request's head.
MAX_HEAD_SECONDS = 10.0
MAX_HEAD_BYTES = 32 * 1024
# How long a client may leave an answer unread. The kernel's buffer makes a read a step of several KB at least.
MAX_STALL_SECONDS = 10.0
# Browsers do not pipeline. One read of 256 KB could hold 10,000 requests, which would all wait in memory.
MAX_PIPELINED_REQUESTS = 16
# Nobody reads the body of these.
_WITHOUT_BODY = {"GET", "HEAD", "OPTIONS"}


class _Refused(Exception):
    """The request is not taken, nor any after it on its connection; the parser turns this into 400."""


class RequestTimeoutProtocol(HttpToolsProtocol):
    """Uvicorn's HTTP/1.1 protocol that aborts a connection while it waits too long for the client.

    It waits for the client unless a request is being worked on; while an answer is unread, it always does.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._timer: TimerHandle | None = None
        self._unsent_bytes = 0
        self._is_in_head = True
        self._head_bytes = 0

    @override
    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast("Transport", transport))
        self._start_timer(MAX_HEAD_SECONDS)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        self._head_bytes += len(data)
        super().data_received(data)
        if self._is_in_head and self._head_bytes > MAX_HEAD_BYTES:
            self._abort()

    @override
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._is_in_head, self._head_bytes = True, 0

    @override
    def on_headers_complete(self) -> None:
        self._is_in_head = False
        if sum(name == b"host" for name, _ in self.headers) > 1:  # RFC 9112, section 3.2
            raise _Refused
        cycle = self.cycle
        super().on_headers_complete()
        if self.cycle is cycle:
            return  # a WebSocket handshake, which has no cycle; the timer stops when it is handed over
        if len(self.pipeline) > MAX_PIPELINED_REQUESTS:
            raise _Refused
        if self.parser.should_upgrade() or self._has_unread_body():
            self.cycle.keep_alive = False
        if not self.flow.write_paused:
            self._stop_timer()

    @override
    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.cycle.response_complete:
            self._start_timer(MAX_HEAD_SECONDS)

    @override
    def pause_writing(self) -> None:
        super().pause_writing()
        self._start_timer(MAX_STALL_SECONDS)

    @override
    def resume_writing(self) -> None:
        super().resume_writing()
        if not self.cycle.response_complete:
            self._stop_timer()

    @override
    def handle_websocket_upgrade(self) -> None:
        self._stop_timer()
        super().handle_websocket_upgrade()

    # RFC 9110, section 7.8: a server may ignore Upgrade. The request is then served as it stands.
    @override
    def _should_upgrade(self) -> bool:
        is_handshake = self.scope["method"] == "GET" and any(name == b"sec-websocket-key" for name, _ in self.headers)
        return is_handshake and not self._has_unread_body() and super()._should_upgrade()

    @override
    def _unsupported_upgrade_warning(self) -> None:
        """Write nothing: a visitor could fill the log."""

    def _has_unread_body(self) -> bool:
        if self.scope["method"] not in _WITHOUT_BODY:
            return False
        return any(
            name == b"transfer-encoding" or (name == b"content-length" and value != b"0")
            for name, value in self.headers
        )

    def _start_timer(self, seconds: float) -> None:
        self._stop_timer()
        self._unsent_bytes = self.transport.get_write_buffer_size()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._abort_unless_reading)

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _abort_unless_reading(self) -> None:
        if 0 < self.transport.get_write_buffer_size() < self._unsent_bytes:
            self._start_timer(MAX_STALL_SECONDS)
        else:
            self._abort()

    # Also when it is closing: a close waits until the client has read all.
    def _abort(self) -> None:
        self._stop_timer()
        self.transport.abort()
