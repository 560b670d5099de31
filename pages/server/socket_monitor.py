"""Socket monitor: pings the sockets, and ends those that do not answer, all that are due in one step.

engine.io's own (version 4) makes a task and a timer for each ping, and for each look at a socket: 375 a second at 1,000
sockets, each of which wakes the event loop.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from engineio.async_socket import AsyncSocket
from engineio.exceptions import SocketIsClosedError
from engineio.packet import PING, Packet
from nicegui import core

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from engineio import AsyncServer

# Pings that are due within this time go out together, and so their answers come together.
SWEEP_SECONDS = 0.25
log = logging.getLogger(__name__)


def use_single_sweeps() -> None:
    """Put this monitor in place of engine.io's own."""
    core.sio.eio._service_task = partial(monitor_sockets, core.sio.eio)  # noqa: SLF001  no public way
    AsyncSocket.schedule_ping = schedule_ping


async def monitor_sockets(engine: AsyncServer) -> None:
    """Look at all sockets once in SWEEP_SECONDS, until the engine is shut down."""
    engine.service_task_event = asyncio.Event()
    while not engine.service_task_event.is_set():
        now, ping_time = time.time(), time.monotonic()
        for socket_id, socket in list(engine.sockets.items()):
            if socket.closed:
                engine.sockets.pop(socket_id, None)
            elif socket.closing:
                continue
            elif socket.last_ping and now - socket.last_ping > engine.ping_timeout:
                await _attempt(socket.check_ping_timeout())
            elif not socket.last_ping and ping_time >= socket.ping_due:
                socket.last_ping = now
                await _attempt(socket.send(Packet(PING)))
        with suppress(TimeoutError):
            async with asyncio.timeout(SWEEP_SECONDS):
                await engine.service_task_event.wait()


def schedule_ping(socket: AsyncSocket) -> None:
    """Ping this socket, whose latest ping was answered, when `ping_interval` has passed."""
    if socket.last_ping:
        socket.last_ping = None
        socket.ping_due = time.monotonic() + socket.server.ping_interval


async def _attempt(step: Awaitable[object]) -> None:
    try:
        await step
    except SocketIsClosedError:
        pass
    except Exception:  # what a page does when it is left must not end the monitor
        log.exception("A socket could not be pinged or ended")
