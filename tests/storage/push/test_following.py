"""Who follows an order: when a phone begins and ceases to hear of it."""

from domain.commands import Tap
from domain.notices import NoticeKind
from storage.push.outbox import SUBSCRIPTION_GRACE
from tests.support.push_restaurant import kinds_shown, until_quiet
from tests.support.waiting import until


async def test_a_phone_that_follows_a_ready_order_is_told(place):
    order = await place.order()
    await place.tap(Tap.BUMP, order.id)
    place.later(minutes=10)
    phone = await place.phone(order)
    place.later(seconds=6)
    await place.settled("sent")
    assert kinds_shown(phone) == ["ready"]
    await place.tap(Tap.CALL, order.id)
    place.later(seconds=6)
    await place.settled("sent", count=2)
    assert kinds_shown(phone) == ["ready", "ready"]


async def test_who_follows_in_the_hold_of_a_recall_hears_nothing(place):
    order = await place.order()
    await place.tap(Tap.BUMP, order.id)
    phone = await place.phone(order)
    await place.tap(Tap.RECALL, order.id)
    place.later(seconds=60)
    await until_quiet(place)
    assert phone.notes() == []


async def test_one_phone_follows_several_orders(place):
    first, second = await place.order(), await place.order()
    phone = await place.phone(first)
    await place.push.subscribe(second.id, phone.subscription, [NoticeKind.READY], "es")
    await place.tap(Tap.BUMP, first.id)
    await place.tap(Tap.BUMP, second.id)
    place.later(seconds=6)
    await until(lambda: len(phone.shown()) == 2)
    assert {note["lang"] for note in phone.notes()} == {"en", "es"}


async def test_phones_of_a_merged_order_keep_their_language(place):
    order, merged = await place.order(language="de"), await place.order(language="es")
    phones = [await place.phone(merged, language=language) for language in ("", "ar")]
    await place.tap(Tap.MERGE, order.id, other_id=merged.id)
    await place.tap(Tap.BUMP, order.id)
    place.later(seconds=6)
    await place.settled("sent", count=2)
    assert [[note["lang"] for note in phone.notes()] for phone in phones] == [["es"], ["ar"]]
    assert phones[0].notes()[0]["navigate"] == f"https://bell.example/t/{order.token}?lang=es"


async def test_a_phone_that_unsubscribed_hears_nothing(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    await place.push.unsubscribe(order.id, phone.endpoint)
    place.later(seconds=60)
    await until_quiet(place)
    assert phone.notes() == []


async def test_subscriptions_end_with_their_order(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    await place.tap(Tap.HAND_OVER, order.id)
    await place.push.delete_ended()
    assert await subscribed(place) == 1
    place.clock.move(seconds=SUBSCRIPTION_GRACE.total_seconds() + 1)
    await place.push.delete_ended()
    assert await subscribed(place) == 0
    assert phone.notes() == []


async def subscribed(place):
    async with place.database.reading() as db:
        return (await db.exec_driver_sql("select count(*) from subscriptions")).scalar()
