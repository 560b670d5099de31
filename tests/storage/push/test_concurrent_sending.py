"""Notices of one order are sent one at a time, and a push service that hangs holds up no other."""

import asyncio

from domain.commands import Tap
from storage.push import client
from tests.support.fake_push_service import Answer
from tests.support.push_restaurant import push_restaurant
from tests.support.ready_order import ready_order
from tests.support.waiting import until


async def test_notices_of_one_order_are_sent_one_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(client, "TIMEOUT_SECONDS", 60)
    recalled = asyncio.Event()
    async with push_restaurant(tmp_path, ready_hold_seconds=0) as place:
        place.service.script = [Answer(500, after=recalled)]
        order, phone = await ready_order(place)
        await until(lambda: place.service.received)
        await place.tap(Tap.RECALL, order.id)
        assert await place.push._outbox.claim(place.clock.now(), 5) == []
        assert len(place.service.received) == 1
        recalled.set()
        await until(phone.notes)
    assert [note["title"] for note in phone.notes()] == [f"{order.pickup_code} not_ready"]


async def test_a_hanging_push_service_holds_up_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(client, "TIMEOUT_SECONDS", 600)
    async with push_restaurant(tmp_path, ready_hold_seconds=0) as place:
        place.service.default = Answer(hang=600)
        hanging = [await ready_order(place) for _ in range(20)]
        await until(lambda: len(place.service.received) == len(hanging))
        place.service.default = None
        _, phone = await ready_order(place)
        await until(phone.notes)
        assert [hung.status for hung in place.service.received[:-1]] == [0] * len(hanging)
