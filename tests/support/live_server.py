"""The web application on a real port, in this process: for tests that need sockets and no browser."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import httpx
import uvicorn
from nicegui import core
from typing_extensions import override

from pages.app import web_app
from pages.security.engine_guards import MAX_FRAME_BYTES
from pages.server.request_timeout import RequestTimeoutProtocol
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from pages.context import AppContext


class _Server(uvicorn.Server):
    """Uvicorn that leaves the signals to pytest."""

    @override
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serve_context(context: AppContext) -> AsyncIterator[httpx.AsyncClient]:
    """Serve the application on a free port; yields an HTTP client of it."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = _Server(
        uvicorn.Config(
            web_app(context),
            log_config=None,
            access_log=False,
            http=RequestTimeoutProtocol,
            ws_max_size=MAX_FRAME_BYTES,
            ws_per_message_deflate=False,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        await until(lambda: server.started)
        core.sio.eio.ping_interval = 0.5
        yield client
    server.should_exit = True
    await serving
