"""kill -9 around the sending of a notice: each committed notice is sent, nothing else, and under its own tag."""

import os

import pytest

from tests.support.fake_phone import Phone
from tests.support.fake_push_service import FakePushService
from tests.support.kitchen_hand import kitchen_hand
from tests.support.push_restaurant import push_restaurant
from tests.support.waiting import until

CYCLES = int(os.environ.get("CYCLES", "50"))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("when", ["between commit and send", "between send and settle"])
async def test_a_kill_loses_no_notice_and_invents_none(tmp_path, when):
    is_sent = when == "between send and settle"
    acknowledged = {}
    async with FakePushService().running() as service:
        for cycle in range(CYCLES):
            async with kitchen_hand(tmp_path, service.origin, hold=0 if is_sent else 60) as hand:
                phone = Phone(service, hand.public_key)
                acknowledged[phone] = await hand.make_ready(phone)
                if is_sent:
                    await until(lambda cycle=cycle: len(service.received) > cycle)
                hand.kill()
        assert is_sent or service.received == []
        async with push_restaurant(tmp_path, service, ready_hold_seconds=0) as place:
            await until(lambda: all(phone.notes() for phone in acknowledged), max_seconds=30)
            await until(lambda: _is_empty(place), max_seconds=30)
            async with place.database.reading() as db:
                committed = set((await db.exec_driver_sql("select pickup_code from orders")).scalars())
        assert set(acknowledged.values()) <= committed
        for phone, code in acknowledged.items():
            assert {note["title"] for note in phone.notes()} == {f"{code} ready"}
            assert len(phone.shown()) == 1


async def test_a_kill_before_the_commit_tells_nobody(tmp_path):
    told = []
    async with FakePushService().running() as service:
        for _ in range(CYCLES // 5):
            async with kitchen_hand(tmp_path, service.origin, hold=0) as hand:
                phone = Phone(service, hand.public_key)
                hand._pipe.send(phone.subscription)
                hand.kill()
                told.append(phone)
        async with push_restaurant(tmp_path, service, ready_hold_seconds=0) as place:
            await until(lambda: _is_empty(place))
            async with place.database.reading() as db:
                done = "select pickup_code from orders join items on items.order_id = orders.id where state = 'done'"
                ready = set((await db.exec_driver_sql(done)).scalars())
    assert {note["title"].split()[0] for phone in told for note in phone.notes()} <= ready


async def _is_empty(place):
    async with place.database.reading() as db:
        return (await db.exec_driver_sql("select count(*) from outbox")).scalar() == 0
