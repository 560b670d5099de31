"""Socket monitor: ends the sockets that no longer answer pings, all in one step.

engine.io's own (version 4) makes a task and a timer for each socket in turn: 250 a second at 1,000 sockets.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from engineio.exceptions import SocketIsClosedError
from nicegui import core

if TYPE_CHECKING:
    from engineio import AsyncServer
    from engineio.async_socket import AsyncSocket

SWEEP_SECONDS = 1.0
log = logging.getLogger(__name__)


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
                await _check(socket)
        with suppress(TimeoutError):
            await asyncio.wait_for(engine.service_task_event.wait(), SWEEP_SECONDS)


async def _check(socket: AsyncSocket) -> None:
    try:
        await socket.check_ping_timeout()
    except SocketIsClosedError:
        pass
    except Exception:  # what a page does when it is left must not end the monitor
        log.exception("A silent socket could not be ended")
