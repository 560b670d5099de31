"""Ctrl-C and SIGTERM stop quickly with guests connected, lose nothing, and all guests reconnect."""

from __future__ import annotations

import asyncio
import signal
import socket
import time

import pytest

from tests.faults.leaving import restart
from tests.support.server_process import ServerProcess, running_server

pytestmark = [pytest.mark.timed, pytest.mark.timeout(120)]
GUESTS = 20


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with running_server(tmp_path_factory.mktemp("stop")) as served:
        yield served


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_stop_with_guests_is_quick_and_loses_nothing(server: ServerProcess, how):
    seen = await restart(server, GUESTS, how)
    assert seen.stopped <= 3, seen
    assert seen.started <= 10, seen
    assert seen.right <= 10, seen
    assert seen.lost == 0, seen


async def test_unresponsive_guests_do_not_delay_the_stop(server: ServerProcess):
    lines = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    for line in lines[25:]:
        line.sendall(b"POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf of")
    await asyncio.sleep(0.2)
    begun = time.monotonic()
    await asyncio.to_thread(server.stop)
    assert time.monotonic() - begun <= 3
    for line in lines:
        line.close()


async def test_signal_sent_twice_counts_as_one(server: ServerProcess):
    server.start()
    before = len(server.log.read_text())
    order = server.order()
    server.send(signal.SIGTERM)
    server.send(signal.SIGTERM)
    await asyncio.to_thread(server.stop)
    assert server.exit_status == 0
    assert server.log.read_text()[before:] == ""
    server.start()
    assert server.status(order)["stage"] == "received"
