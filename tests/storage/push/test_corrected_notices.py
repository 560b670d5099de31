"""Notices that a recall or an undo takes back: unsent ones are dropped, sent ones corrected."""

from domain.commands import Tap
from domain.notices import CHOICES
from storage.push import dispatcher
from tests.support.push_restaurant import kinds_shown, until_quiet
from tests.support.waiting import until


async def test_recall_within_the_hold_drops_the_ready_notice(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    await place.tap(Tap.RECALL, order.id)
    place.later(seconds=60)
    await until_quiet(place)
    assert phone.notes() == []


async def test_an_undone_cancelling_is_never_told(place):
    order = await place.order()
    phone = await place.phone(order)
    cancelled = await place.tap(Tap.CANCEL, order.id)
    await place.tap(Tap.UNDO, order.id, seen_version=cancelled.version)
    place.later(seconds=60)
    await until_quiet(place)
    assert phone.notes() == []


async def test_recall_after_the_hold_replaces_the_notice(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    place.later(seconds=6)
    await place.settled("sent")
    await place.tap(Tap.RECALL, order.id)
    await until(lambda: len(phone.notes()) == 2)
    assert [note["title"] for note in phone.shown().values()] == [f"{order.pickup_code} not_ready"]


async def test_recall_of_a_late_order_still_says_not_ready(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    place.later(minutes=30)  # 15 after its promise
    await place.settled("sent")
    await place.tap(Tap.RECALL, order.id)
    await until(lambda: len(phone.notes()) == 2)
    assert kinds_shown(phone) == ["ready", "not_ready"]


async def test_ready_again_before_the_correction_is_silent(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    place.later(seconds=6)
    await place.settled("sent")
    place.push.wake = lambda: None
    await place.tap(Tap.RECALL, order.id)
    await place.tap(Tap.BUMP, order.id)
    del place.push.wake
    place.later(seconds=60)
    await until_quiet(place)
    assert kinds_shown(phone) == ["ready"]


async def test_undone_cancelling_is_corrected_when_told(place):
    order = await place.order()
    phone = await place.phone(order)
    cancelled = await place.tap(Tap.CANCEL, order.id)
    place.later(seconds=6)
    await place.settled("sent")
    await place.tap(Tap.UNDO, order.id, seen_version=cancelled.version)
    await until(lambda: len(phone.notes()) == 2)
    assert kinds_shown(phone) == ["cancelled", "not_cancelled"]


async def test_order_collected_within_the_hold_does_not_ring(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    await place.tap(Tap.HAND_OVER, order.id)
    place.later(seconds=60)
    await until_quiet(place)
    assert phone.notes() == []


async def test_order_that_comes_back_is_told_ready_once(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    for _ in range(2):
        await place.tap(Tap.HAND_OVER, order.id)
        await place.tap(Tap.REOPEN, order.id)
        place.later(seconds=6)
        await until_quiet(place)
    assert kinds_shown(phone) == ["ready"]


async def test_recall_while_others_are_sent_takes_it_back(place, monkeypatch):
    monkeypatch.setattr(dispatcher, "BURST_SIZE", 1)
    orders = [await place.order() for _ in range(2)]
    phones = {order.id: await place.phone(order) for order in orders}
    outbox, recalled = place.push._outbox, []
    refresh = outbox.refresh

    async def recall_first(notices):
        monkeypatch.setattr(outbox, "refresh", refresh)
        recalled.extend(notice.order.id for notice in notices)
        await place.tap(Tap.RECALL, recalled[0])
        return await refresh(notices)

    monkeypatch.setattr(outbox, "refresh", recall_first)
    for order in orders:
        await place.tap(Tap.BUMP, order.id)
    place.later(seconds=6)
    await until(lambda: recalled)
    await until_quiet(place)
    assert "ready" not in kinds_shown(phones[recalled[0]])


async def test_ready_order_merged_into_a_cooking_one_is_not_ready(place):
    ready, cooking = await place.order(), await place.order()
    phone, other = await place.phone(ready), await place.phone(cooking)
    await place.tap(Tap.BUMP, ready.id)
    place.later(seconds=6)
    await place.settled("sent")
    await place.tap(Tap.MERGE, cooking.id, other_id=ready.id)
    await until(lambda: len(phone.notes()) == 2)
    await place.tap(Tap.BUMP, cooking.id)
    place.later(seconds=6)
    await until(lambda: len(phone.notes()) == 3)
    await until_quiet(place)
    assert kinds_shown(phone) == ["ready", "not_ready", "ready"]
    assert [note["title"].split()[0] for note in phone.notes()][1:] == [cooking.pickup_code] * 2
    assert kinds_shown(other) == ["ready"]


async def test_phone_that_follows_both_orders_hears_of_the_merge(place):
    ready, cooking = await place.order(), await place.order()
    phone = await place.phone(ready)
    await place.push.subscribe(cooking.id, phone.subscription, CHOICES, "en")
    await place.tap(Tap.BUMP, ready.id)
    place.later(seconds=6)
    await place.settled("sent")
    await place.tap(Tap.MERGE, cooking.id, other_id=ready.id)
    await until(lambda: len(phone.notes()) == 2)
    assert kinds_shown(phone) == ["ready", "not_ready"]


async def test_recall_reaches_the_phone_of_a_merged_order(place):
    first, second = await place.order(), await place.order()
    phone = await place.phone(second)
    for order in (first, second):
        await place.tap(Tap.BUMP, order.id)
    place.later(seconds=6)
    await place.settled("sent")
    await place.tap(Tap.MERGE, first.id, other_id=second.id)
    await place.tap(Tap.RECALL, first.id)
    await until(lambda: len(phone.notes()) == 2)
    assert kinds_shown(phone) == ["ready", "not_ready"]


async def test_what_waits_for_a_phone_goes_with_it_when_merged(place):
    first, second = await place.order(), await place.order()
    phone = await place.phone(second)
    for order in (first, second):
        await place.tap(Tap.BUMP, order.id)
    await place.tap(Tap.MERGE, first.id, other_id=second.id)
    place.later(seconds=6)
    await until(lambda: len(phone.notes()) == 1)
    assert [note["title"] for note in phone.shown().values()] == [f"{first.pickup_code} ready"]
