"""Ctrl-C and SIGTERM stop quickly with guests connected, lose nothing, and everybody comes back."""

from __future__ import annotations

import asyncio
import signal
import socket
import time

import pytest

from tests.faults.leaving import restart
from tests.support.server_process import OpenHouse, open_house

pytestmark = [pytest.mark.timed, pytest.mark.timeout(120)]
GUESTS = 20


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory):
    with open_house(tmp_path_factory.mktemp("stop")) as served:
        yield served


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_a_stop_with_guests_connected_is_quick_loses_nothing_and_all_come_back(house: OpenHouse, how):
    seen = await restart(house, GUESTS, how)
    assert seen.stopped <= 3, seen
    assert seen.started <= 10, seen
    assert seen.right <= 10, seen
    assert seen.lost == 0, seen


async def test_guests_who_do_not_answer_the_goodbye_hold_nothing_up(house: OpenHouse):
    lines = [socket.create_connection(("127.0.0.1", house.port)) for _ in range(50)]
    for line in lines[25:]:
        line.sendall(b"POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf of")
    await asyncio.sleep(0.2)
    begun = time.monotonic()
    await asyncio.to_thread(house.stop)
    assert time.monotonic() - begun <= 3
    for line in lines:
        line.close()


async def test_a_signal_that_is_passed_on_twice_at_once_is_one_signal(house: OpenHouse):
    house.start()
    before = len(house.log.read_text())
    order = house.order()
    house.send(signal.SIGTERM)
    house.send(signal.SIGTERM)
    await asyncio.to_thread(house.stop)
    assert house.exit_status == 0
    assert house.log.read_text()[before:] == ""
    house.start()
    assert house.status(order)["stage"] == "received"
