"""The process that leads maps what order sources have delivered to any."""

import asyncio
import json
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from domain.sources import SourceDelivery
from pages.api.sources import intake
from pages.api.sources.intake import SourceIntake
from storage.database.credentials import CredentialStore
from tests.support.app_context import context_of
from tests.support.clocks import ManualClock
from tests.support.shared_restaurant import SharedRestaurant, shared_restaurants
from tests.support.vendor_orders import Said, woo_order
from tests.support.waiting import until
from tests.support.world import EVENING

pytestmark = pytest.mark.postgresql


@pytest.fixture(autouse=True)
def _nobody_looks_by_itself(monkeypatch):
    monkeypatch.setattr(intake, "MAX_IDLE_SECONDS", 3600)


def intake_of(restaurant, settings):
    context = context_of(restaurant, settings, CredentialStore(restaurant.database, settings))
    return SourceIntake(context, restaurant.outgoing.clients.fetch, restaurant.cluster.leadership)


@asynccontextmanager
async def mapping(*intakes):
    """Let processes map until the block ends."""
    tasks = [asyncio.create_task(one.run()) for one in intakes]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def receive(restaurant, number=1):
    body = json.dumps(woo_order(Said(id=str(number)))).encode()
    delivery = SourceDelivery(source="woocommerce", delivery_id=f"{number}", at=EVENING, body=body)
    assert await restaurant.outgoing.sources.receive(delivery)


def note_idle(store):
    """Return an event that is set while a process waits for what its sources deliver."""
    idle, wait = asyncio.Event(), store.wait

    async def wait_noted(seconds):
        idle.set()
        await wait(seconds)
        idle.clear()

    store.wait = wait_noted
    return idle


def has_orders(restaurant, count):
    return lambda: len(restaurant.board.orders()) == count


async def test_leader_maps_what_another_process_received(settings):
    async with shared_restaurants(settings) as (leading, other):
        await until(lambda: not any(one.cluster.failing_checks()["processes"] for one in (leading, other)))
        idle = note_idle(leading.outgoing.sources)
        async with mapping(intake_of(leading, settings)):
            for number in range(3):
                await idle.wait()
                await receive(other, number)
                assert not await intake_of(other, settings).map_next()
                await until(has_orders(leading, number + 1))


async def test_next_leader_maps_what_waits(settings):
    clock = ManualClock(EVENING)
    leading, other = (SharedRestaurant(settings, clock) for _ in range(2))
    async with AsyncExitStack() as later:
        async with leading.opened():
            await until(lambda: leading.cluster.leadership.is_held)
            await receive(leading)
            await later.enter_async_context(other.opened())
            await later.enter_async_context(mapping(intake_of(other, settings)))
            await until(lambda: not other.cluster.failing_checks()["processes"])
            assert other.board.orders() == []
        await until(has_orders(other, 1))
