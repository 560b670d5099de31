"""Deleted clients leave nothing behind: no bindings, objects or tasks."""

import asyncio
import gc
from contextlib import AsyncExitStack

import pytest
from nicegui import Client, binding, core

from domain.commands import Tap
from tests.benchmarks.guest_socket import guest
from tests.support.tracking_page import truth
from tests.support.waiting import until

GUESTS = 80
# All waiting of NiceGUI is patched to less.
AFTERWARDS = 1.0


# A busy machine is late with its answers: nobody is sent away before the test lets them go.
@pytest.fixture
def patient_server(live_server, monkeypatch):
    monkeypatch.setattr(core.sio.eio, "ping_timeout", 60.0)
    monkeypatch.setattr("pages.security.engine_guards.MAX_JOIN_SECONDS", 60.0)
    return live_server


def count_leftovers():
    gc.collect()
    return {
        "clients": len(Client.instances),
        "client objects": sum(isinstance(thing, Client) for thing in gc.get_objects()),
        "bindings": sum(len(links) for links in binding.bindings.values()),
        "bindable properties": len(binding.bindable_properties),
        "tasks": len(asyncio.all_tasks()),
    }


async def test_guests_who_have_left_leave_nothing_behind(patient_server, restaurant):
    orders = [await restaurant.order("Garlic Naan", "Lamb Biryani") for _ in range(10)]
    await come_and_go(patient_server, restaurant, orders[:1], 5)  # what is made once for all guests is no leak
    before = await settled()
    await come_and_go(patient_server, restaurant, orders, GUESTS)
    await until(lambda: exceeded(count_leftovers(), before) == {}, pause_seconds=0.2)


def exceeded(now, before):
    return {what: count for what, count in now.items() if count > before[what]}


async def settled():
    """Return what is left when the last guest has gone and nothing has changed for a while."""
    await until(lambda: not count_leftovers()["client objects"], pause_seconds=0.2)
    seen = {}
    while (now := count_leftovers()) != seen:
        seen = now
        await asyncio.sleep(AFTERWARDS)
    return seen


async def come_and_go(live_server, restaurant, orders, number):
    async with AsyncExitStack() as visit:
        pages = []
        for n in range(number):
            order = orders[n % len(orders)]
            pages.append((order, await visit.enter_async_context(guest(live_server, f"/t/{order.token}"))))
        assert len(Client.instances) == number
        for order in orders:
            await restaurant.tap(
                Tap.UNDO,
                order.id,
                seen_version=(await restaurant.tap(Tap.START, order.id)).version,
            )
            await restaurant.tap(Tap.START, order.id, "2")
        await until(lambda: all(page.shown == truth(restaurant.shown(order)) for order, page in pages))
        for order in orders:
            await restaurant.tap(Tap.UNDO, order.id, seen_version=restaurant.shown(order).version)
    await until(lambda: not Client.instances)


async def test_page_that_never_joined_is_deleted(live_server, restaurant):
    order = await restaurant.order()
    before = count_leftovers()["bindings"]
    assert (await live_server.get(f"/t/{order.token}")).status_code == 200
    assert count_leftovers()["bindings"] > before
    Client.prune_instances(client_age_threshold=0)  # NiceGUI does so by itself, a minute after
    assert not Client.instances
    assert count_leftovers()["bindings"] == before


async def test_change_reaches_only_guests_of_its_order(patient_server, restaurant):
    mine, other = await restaurant.order("Garlic Naan"), await restaurant.order("Lamb Biryani")
    async with AsyncExitStack() as visit:
        pages = [await visit.enter_async_context(guest(patient_server, f"/t/{mine.token}")) for _ in range(3)]
        third = await visit.enter_async_context(guest(patient_server, f"/t/{other.token}"))
        await restaurant.tap(Tap.HAND_OVER, (await restaurant.tap(Tap.BUMP, mine.id)).id)
        await until(lambda: all(page.shown == truth(restaurant.shown(mine)) for page in pages))
        assert third.shown == truth(other)
