"""Socket monitor: ends the sockets that no longer answer pings, all in one step.

engine.io's own (version 4) makes a task and a timer for each socket in turn: 250 a second at 1,000 sockets.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from engineio.exceptions import SocketIsClosedError
from nicegui import core

if TYPE_CHECKING:
    from engineio import AsyncServer

SWEEP_SECONDS = 1.0


def use_single_sweeps() -> None:
    """Put this monitor in place of engine.io's own."""
    core.sio.eio._service_task = partial(monitor_sockets, core.sio.eio)  # noqa: SLF001  no public way


async def monitor_sockets(engine: AsyncServer) -> None:
    """Look at all sockets once in SWEEP_SECONDS, until the engine is shut down."""
    engine.service_task_event = asyncio.Event()
    while not engine.service_task_event.is_set():
        for socket_id, socket in list(engine.sockets.items()):
            if socket.closed:
                engine.sockets.pop(socket_id, None)
            elif not socket.closing:
                with suppress(SocketIsClosedError):
                    await socket.check_ping_timeout()
        with suppress(TimeoutError):
            await asyncio.wait_for(engine.service_task_event.wait(), SWEEP_SECONDS)
