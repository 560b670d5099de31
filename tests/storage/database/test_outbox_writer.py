"""Which notice waits for a phone when several are earned before one is sent."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from domain.commands import Tap
from domain.notices import CHOICES, Notice, NoticeKind
from storage.database import tables
from tests.support.world import EVENING


@pytest.mark.parametrize(
    ("told", "earned", "waits"),
    [
        ("ready", [NoticeKind.NOT_READY, NoticeKind.LATE], "not_ready"),
        ("ready", [NoticeKind.NOT_READY, NoticeKind.NEARLY_NEXT], "not_ready"),
        ("cancelled", [NoticeKind.NOT_CANCELLED, NoticeKind.LATE], "not_cancelled"),
        (None, [NoticeKind.NEARLY_NEXT, NoticeKind.LATE], "late"),
    ],
)
async def test_what_is_foreseen_overtakes_no_correction(restaurant, told, earned, waits):
    order = await restaurant.order()
    await follow(restaurant, order, told)
    for kind in earned:
        await enqueue(restaurant, order, kind)
    assert await waiting(restaurant) == [waits]


async def test_correction_goes_before_what_is_foreseen(restaurant):
    order = await restaurant.order()
    await follow(restaurant, order)
    await restaurant.tap(Tap.CANCEL, order.id)
    await try_once(restaurant)
    await enqueue(restaurant, order, NoticeKind.LATE, NoticeKind.NOT_CANCELLED)
    assert await waiting(restaurant) == ["not_cancelled"]


async def test_reopened_order_is_not_ready_for_whom_it_was(restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    await follow(restaurant, order, "ready")
    for tap in (Tap.RECALL, Tap.CANCEL, Tap.REOPEN):
        await restaurant.tap(tap, order.id)
    assert await waiting(restaurant) == ["not_ready"]


@pytest.mark.parametrize("told", ["ready", None])
@pytest.mark.parametrize("back", [Tap.UNDO, Tap.RECALL, Tap.REOPEN])
async def test_ready_order_that_comes_back_is_told_once(restaurant, told, back):
    order = await restaurant.order()
    await follow(restaurant, order, told)
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.HAND_OVER, order.id)
    assert await waiting(restaurant) == []
    await restaurant.tap(back, order.id)
    assert await waiting(restaurant) == ([] if told else ["ready"])


async def test_scheduled_order_is_told_ready_again(restaurant):
    order = await restaurant.order(quoted_for=EVENING + timedelta(days=1))
    await follow(restaurant, order)
    await restaurant.tap(Tap.BUMP, order.id)
    await try_once(restaurant)
    for tap, waits in ((Tap.UNDO, "not_ready"), (Tap.BUMP, "ready")):
        await restaurant.tap(tap, order.id)
        assert await waiting(restaurant) == [waits]


async def test_what_was_tried_is_corrected_two_notices_later(restaurant):
    order = await restaurant.order()
    await follow(restaurant, order)
    await restaurant.tap(Tap.BUMP, order.id)
    await try_once(restaurant)
    for tap, waits in ((Tap.RECALL, "not_ready"), (Tap.BUMP, "ready"), (Tap.RECALL, "not_ready")):
        await restaurant.tap(tap, order.id)
        assert await waiting(restaurant) == [waits]


async def test_ready_is_told_again_after_a_correction_was_tried(restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    await follow(restaurant, order, "ready")
    await restaurant.tap(Tap.RECALL, order.id)
    await try_once(restaurant)
    for tap in (Tap.CANCEL, Tap.REOPEN, Tap.BUMP):
        await restaurant.tap(tap, order.id)
    assert await waiting(restaurant) == ["ready"]


async def follow(restaurant, order, told=None):
    phone = {"order_id": order.id, "endpoint": "https://push.example/1", "p256dh": "", "auth": "", "language": "en"}
    async with restaurant.database.writing() as db:
        await db.execute(
            insert(tables.subscriptions), phone | {"kinds": ",".join(CHOICES), "told": told, "made_at": EVENING}
        )


async def enqueue(restaurant, order, *kinds):
    async with restaurant.store.transaction() as work:
        await work.enqueue_notices(order, [Notice(kind) for kind in kinds])


async def try_once(restaurant):
    """Send what waits, without an answer."""
    async with restaurant.database.writing() as db:
        await db.execute(update(tables.outbox).values(attempts=1))


async def waiting(restaurant):
    async with restaurant.database.reading() as db:
        return list(await db.scalars(select(tables.outbox.c.kind)))
