"""The process that leads sends at once what another process has written or released."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from domain.commands import Tap
from storage.cluster.listener import Listener
from storage.database.dialect import Topic
from storage.push import dispatcher
from tests.support.fake_push_service import FakePushService
from tests.support.push_restaurant import push_restaurant
from tests.support.waiting import until

pytestmark = pytest.mark.postgresql


@dataclass
class Leadership:
    is_held: bool


@asynccontextmanager
async def processes(settings, tmp_path):
    """Open a process that leads and hears of notices alone, and one that does not lead."""
    url = settings.database_url
    async with (
        FakePushService().running() as service,
        push_restaurant(tmp_path / "a", service, database_url=url) as leading,
        push_restaurant(tmp_path / "b", service, leading.clock, database_url=url) as other,
    ):
        other.push._dispatcher._leadership = Leadership(is_held=False)
        line = Listener(settings.database, "leading", Nobody(), {Topic.NOTICES: leading.push.send_waiting})
        listening = asyncio.create_task(line.run())
        await until(lambda: line.silence_seconds < 1)
        yield leading, other
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


async def look(leading):
    """Let the process that leads look for what is due; nothing is free."""
    looked, find = asyncio.Event(), leading.push._outbox.next_due

    async def next_due(now):
        due = await find(now)
        looked.set()
        return due

    leading.push._outbox.next_due = next_due
    leading.later(seconds=1)
    await looked.wait()


class Nobody:
    async def read_all(self):
        pass

    async def read_orders(self, announced):
        pass


@pytest.fixture(autouse=True)
def _nobody_looks_by_itself(monkeypatch):
    monkeypatch.setattr(dispatcher, "MAX_IDLE_SECONDS", 3600)


async def test_phone_that_follows_at_another_process_is_told(settings, tmp_path):
    async with processes(settings, tmp_path) as (leading, other):
        order = await leading.order()
        await leading.tap(Tap.BUMP, order.id)
        leading.later(seconds=60)
        phone = await other.phone(order)
        await until(phone.notes)


async def test_notice_that_another_process_gave_up_is_sent(settings, tmp_path):
    async with processes(settings, tmp_path) as (leading, other):
        leading.push._dispatcher._leadership = Leadership(is_held=False)
        order = await leading.order()
        phone = await other.phone(order)
        await leading.tap(Tap.BUMP, order.id)
        leading.clock.move(seconds=60)
        claimed = await other.push._outbox.claim(leading.clock.now(), 5)
        leading.push._dispatcher._leadership = Leadership(is_held=True)
        await look(leading)
        given_up = [await other.push._dispatcher._deliver(one) for one in claimed]
        await other.push._outbox.settle(given_up, other.clock.now())
        await until(phone.notes)
