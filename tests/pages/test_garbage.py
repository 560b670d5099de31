"""A closed page is freed at once; cycles of libraries are collected when the kitchen is quiet."""

import asyncio
import gc

import pytest
from nicegui import Client

from domain.commands import Tap
from pages.security.engine_guards import socket_count
from pages.server import garbage
from pages.server.garbage import GarbageCollector
from tests.benchmarks.guest_socket import guest
from tests.support.waiting import until
from tests.support.world import PIN


def count_clients():
    return sum(type(thing) is Client for thing in gc.get_objects())


@pytest.mark.parametrize("path", ["/t/{token}", "/board", "/kitchen", "/orders/new", "/menu"])
async def test_left_page_is_freed_without_a_collection(live_server, restaurant, path):
    await live_server.post("/login", data={"pin": PIN})
    order = await restaurant.order("Garlic Naan")
    gc.collect()
    before = count_clients()
    gc.disable()
    try:
        for _ in range(3):
            async with guest(live_server, path.format(token=order.token)):
                assert count_clients() > before
            await live_server.get(path.format(token=order.token))
        await until(lambda: sum(c.has_socket_connection for c in Client.instances.values()) == 0)
        Client.prune_instances(client_age_threshold=0)
        await until(lambda: not Client.instances)
        await until(lambda: count_clients() == before)
    finally:
        gc.enable()


@pytest.fixture(autouse=True)
def _thresholds_of_the_server():
    before = gc.get_threshold()
    gc.set_threshold(*garbage._THRESHOLDS)
    yield
    gc.set_threshold(*before)


class Pages:
    """Pages that are deleted, and a collector that hears of it."""

    def __init__(self, board):
        self.now = 0.0
        self.collector = GarbageCollector(board, monotonic=lambda: self.now)
        self.collector.collect_if_due()

    def delete(self, count=1):
        for _ in range(count):
            self.collector.count_deleted()

    def is_collected(self):
        before = gc.get_stats()[2]["collections"]
        due = self.collector.collect_if_due()
        assert gc.get_stats()[2]["collections"] == before + due
        return due


async def test_deleted_pages_are_collected_in_a_quiet_moment(restaurant):
    order, pages = await restaurant.order(), Pages(restaurant.board)
    pages.delete()
    await restaurant.tap(Tap.START, order.id)
    assert not pages.is_collected()
    assert pages.is_collected()
    assert not pages.is_collected()


async def test_many_deleted_pages_are_collected_between_taps(restaurant):
    order, pages = await restaurant.order(), Pages(restaurant.board)
    pages.delete(garbage.MAX_LEFT)
    await restaurant.tap(Tap.START, order.id)
    assert pages.is_collected()


async def test_many_sockets_without_a_page_are_collected(restaurant):
    order, pages = await restaurant.order(), Pages(restaurant.board)
    socket_count.unjoined += garbage.MAX_LEFT
    await restaurant.tap(Tap.START, order.id)
    assert pages.is_collected()
    await restaurant.tap(Tap.BUMP, order.id)
    assert not pages.is_collected()


async def test_ended_connections_are_collected_some_time(restaurant):
    pages = Pages(restaurant.board)
    assert not pages.is_collected()
    pages.now = garbage.MAX_UNCOLLECTED_SECONDS + 1
    assert pages.is_collected()


async def test_application_tells_of_deleted_pages(web, restaurant, monkeypatch):
    counted = []
    monkeypatch.setattr(garbage, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(garbage, "_THRESHOLDS", gc.get_threshold())
    monkeypatch.setattr(GarbageCollector, "count_deleted", lambda _: counted.append(1))
    collecting = asyncio.create_task(garbage.collect_garbage(restaurant.board))
    await asyncio.sleep(0)
    await web.get("/board")
    Client.prune_instances(client_age_threshold=0)
    assert counted == [1]
    collecting.cancel()
