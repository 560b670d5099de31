"""A claim that fails after its notices were leased: they are sent at the next attempt, not when the lease has ended."""

import pytest

from domain.commands import Tap
from storage.database import tables
from storage.push import dispatcher, outbox
from tests.support.failing_database import FailingClaims
from tests.support.waiting import until


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(dispatcher, "ERROR_PAUSE_SECONDS", 0.01)


async def make_ready(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    place.later(seconds=6)
    return phone


async def test_notice_is_sent_when_the_claimed_rows_cannot_be_read(place, monkeypatch):
    failures, load = [], outbox._add_orders

    async def fail_once(db, claimed):
        if not failures:
            failures.append(claimed)
            raise OSError("the line was cut")
        return await load(db, claimed)

    monkeypatch.setattr(outbox, "_add_orders", fail_once)
    phone = await make_ready(place)
    await until(phone.notes)
    assert failures


async def test_notice_is_sent_when_the_claims_commit_has_no_answer(place):
    cut = place.push._outbox._database = FailingClaims(place.database, tables.outbox)
    phone = await make_ready(place)
    await until(phone.notes)
    assert cut.has_failed
