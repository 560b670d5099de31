"""A socket that no longer answers pings is ended, and one that has ended is forgotten; the others stay."""

import asyncio
import time
from unittest.mock import AsyncMock

from engineio import AsyncServer
from engineio.async_socket import AsyncSocket
from engineio.packet import PING
from nicegui import core

from pages.server import socket_monitor
from tests.benchmarks.guest_socket import guest
from tests.support.waiting import until


async def test_silent_sockets_are_ended_and_forgotten(monkeypatch):
    monkeypatch.setattr(socket_monitor, "SWEEP_SECONDS", 0.01)
    engine = AsyncServer(async_mode="asgi", ping_timeout=5)
    engine.sockets = sockets = {name: AsyncSocket(engine, name) for name in ("silent", "ended", "asked", "fresh")}
    sockets["silent"].last_ping = time.time() - 6
    sockets["asked"].last_ping = time.time()
    sockets["ended"].closed = True
    silent = sockets["silent"]
    monitor = asyncio.create_task(socket_monitor.monitor_sockets(engine))
    await until(lambda: set(sockets) == {"asked", "fresh"})
    assert silent.closed
    assert not monitor.done()
    engine.service_task_event.set()
    await monitor


async def test_sockets_are_pinged_an_interval_after_their_answer(monkeypatch):
    monkeypatch.setattr(socket_monitor, "SWEEP_SECONDS", 0.01)
    engine = AsyncServer(async_mode="asgi", ping_interval=3600, ping_timeout=5)
    engine.sockets = sockets = {name: AsyncSocket(engine, name) for name in ("due", "answered")}
    for socket in sockets.values():
        socket_monitor.schedule_ping(socket)
    sockets["due"].ping_due -= 3600
    monitor = asyncio.create_task(socket_monitor.monitor_sockets(engine))
    ping = await sockets["due"].queue.get()
    assert ping.packet_type == PING
    assert sockets["due"].last_ping
    assert sockets["answered"].queue.empty()
    engine.service_task_event.set()
    await monitor


async def test_page_that_fails_when_it_is_left_does_not_end_the_monitor(monkeypatch, caplog):
    monkeypatch.setattr(socket_monitor, "SWEEP_SECONDS", 0.01)
    engine = AsyncServer(async_mode="asgi", ping_timeout=5)
    engine.sockets = sockets = {name: AsyncSocket(engine, name) for name in ("failing", "silent")}
    for socket in sockets.values():
        socket.last_ping = time.time() - 6
    sockets["failing"].check_ping_timeout = AsyncMock(side_effect=RuntimeError("its page is gone"))
    monitor = asyncio.create_task(socket_monitor.monitor_sockets(engine))
    await until(lambda: set(sockets) == {"failing"})
    assert "its page is gone" in caplog.text
    engine.service_task_event.set()
    await monitor


async def test_sockets_of_the_server_are_monitored(live_server, restaurant):
    order = await restaurant.order("Garlic Naan")
    async with guest(live_server, f"/t/{order.token}"):
        assert core.sio.eio.service_task_handle.get_coro().__name__ == "monitor_sockets"
