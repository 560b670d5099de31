"""Dispatcher: which notices reach a phone, when, and which are withdrawn. The phone is software, and decrypts."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from domain.commands import Tap
from domain.item import DraftItem
from domain.notices import NOTICE_LIFE, NoticeKind
from tests.support.clocks import ManualClock
from tests.support.fake_push_service import Answer
from tests.support.push_restaurant import MAILBOX, kinds_shown, push_restaurant, until_quiet
from tests.support.waiting import until


async def test_a_ready_order_rings_its_phone_and_no_other(place):
    mine, theirs = await place.order(language="en"), await place.order()
    phone, other = await place.phone(mine), await place.phone(theirs)
    await place.tap(Tap.BUMP, mine.id)
    place.later(seconds=6)
    await until(phone.notes)
    (note,) = phone.notes()
    assert note["title"] == f"{mine.pickup_code} ready"
    assert note["navigate"] == f"https://bell.example/t/{mine.token}"
    assert note["lang"] == "en"
    assert not other.notes()


@pytest.mark.parametrize(("language", "query"), [("de", ""), ("ar", "?lang=ar")])
async def test_notice_opens_the_page_in_its_language(place, language, query):
    order = await place.order(language="de")
    phone = await place.phone(order, language=language)
    await place.tap(Tap.BUMP, order.id)
    place.later(seconds=6)
    await until(phone.notes)
    assert phone.notes()[0]["navigate"] == f"https://bell.example/t/{order.token}{query}"


async def test_message_has_number_and_status_but_no_guest(place):
    order = await place.order(DraftItem(name="Secret Stew", note="for my boss"), guest_name="Ana Nimous", note="quick")
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    place.later(seconds=6)
    await until(phone.notes)
    assert not any(word in str(phone.notes()) for word in ("Stew", "boss", "Ana", "quick"))


@pytest.mark.parametrize("kind", ["ready", "cancelled", "late", "nearly_next"])
async def test_each_notice_carries_the_headers_it_needs(place, kind):
    order = await place.order()
    phone = await place.phone(order, kinds=[NoticeKind(kind)])
    await earn(place, order, kind)
    await until(phone.notes)
    (post,) = place.service.received
    assert post.status == 201, post.why
    assert kinds_shown(phone) == [kind]
    assert 900 <= int(post.headers["ttl"]) <= 3600  # the clock moves on while it is sent
    assert post.headers["urgency"] == ("high" if kind in {"ready", "cancelled"} else "normal")
    assert post.headers["content-type"] == "application/notification+json"
    assert len(post.headers["topic"]) == 32
    assert phone.notes()[0]["tag"] == post.headers["topic"]
    assert order.id not in str(post.headers)
    assert post.claims["sub"] == MAILBOX
    assert post.claims["aud"] == place.service.origin
    assert 0 < post.claims["exp"] - time.time() - place.clock.ahead.total_seconds() < 24 * 3600


async def earn(place, order, kind):
    match kind:
        case "ready":
            await place.tap(Tap.BUMP, order.id)
            place.later(seconds=6)
        case "cancelled":
            await place.tap(Tap.CANCEL, order.id)
            place.later(seconds=6)
        case "late" | "nearly_next":
            await place.tap(Tap.START, order.id)
            await let_time_pass(place, minutes=30)


# What each minute gives rise to is sent within it: a notice on its way for longer than its lease is sent again.
async def let_time_pass(place, minutes):
    for _ in range(minutes):
        place.clock.move(minutes=1)
        await place.kitchen.refresh_estimates()
        await until_quiet(place)


# Its clock stands: on a busy machine the hold may pass while the test looks.
async def test_ready_notice_waits_for_the_hold_and_no_longer(tmp_path):
    async with push_restaurant(tmp_path, clock=ManualClock(datetime.now(UTC))) as place:
        order = await place.order()
        phone = await place.phone(order)
        await place.tap(Tap.BUMP, order.id)
        for left in (5, 3, 1):
            assert await place.next_due_seconds() == left
            assert phone.notes() == []
            place.later(seconds=min(left, 2))
        await until(phone.notes)


async def test_a_call_sends_the_ready_notice_once_more(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    place.later(seconds=6)
    await until(phone.notes)
    await place.tap(Tap.CALL, order.id)
    place.later(seconds=1)
    await until(lambda: len(phone.notes()) == 2)
    first, second = phone.notes()
    assert first["title"] == second["title"] == f"{order.pickup_code} ready"


async def test_a_call_while_the_notice_is_sent_is_sent_too(place):
    order = await place.order()
    phone = await place.phone(order)
    arrived = asyncio.Event()
    place.service.script = [Answer(status=201, after=arrived)]
    await place.tap(Tap.BUMP, order.id)
    place.later(seconds=6)
    await until(lambda: place.service.received)
    await place.tap(Tap.CALL, order.id)
    arrived.set()
    await until(lambda: len(phone.notes()) == 2)
    assert kinds_shown(phone) == ["ready", "ready"]


async def test_a_call_does_not_wait_for_a_late_retry(place):
    order = await place.order()
    phone = await place.phone(order)
    place.service.script = [Answer(status=503, headers={"Retry-After": "600"})]
    await place.tap(Tap.BUMP, order.id)
    place.later(seconds=6)
    await until(lambda: waits_for_minutes(place))
    await place.tap(Tap.CALL, order.id)
    await until(phone.notes)
    assert kinds_shown(phone) == ["ready"]


async def waits_for_minutes(place):
    now = place.clock.now()
    due = await place.push._outbox.next_due(now)
    return due is not None and due > now + timedelta(minutes=5)


async def test_a_guest_is_told_only_what_they_chose(place):
    order = await place.order()
    phone = await place.phone(order, kinds=[NoticeKind.CANCELLED])
    await place.tap(Tap.BUMP, order.id)
    place.later(seconds=60)
    await until_quiet(place)
    await place.tap(Tap.CANCEL, order.id)
    place.later(seconds=6)
    await until(phone.notes)
    assert kinds_shown(phone) == ["cancelled"]


async def test_being_late_is_told_once_a_promise(place):
    order = await place.order()
    phone = await place.phone(order, kinds=[NoticeKind.LATE])
    await earn(place, order, "late")
    await place.settled("sent")
    await let_time_pass(place, minutes=10)
    await until_quiet(place)
    assert kinds_shown(phone) == ["late"]
    await place.tap(Tap.REQUOTE, order.id, quoted_for=place.clock.now() + timedelta(minutes=5))
    place.clock.move(minutes=6)
    await place.kitchen.refresh_estimates()
    await until(lambda: len(phone.notes()) == 2)
    assert kinds_shown(phone) == ["late", "late"]


async def test_what_waits_is_sent_after_a_restart(tmp_path):
    async with push_restaurant(tmp_path) as before:
        order = await before.order()
        phone = await before.phone(order)
        await before.tap(Tap.BUMP, order.id)
        key = before.push.public_key
        await before.kitchen.close()
        await before.push.close()
        before.clock.move(seconds=6)
        async with push_restaurant(tmp_path, before.service, before.clock) as after:
            assert after.push.public_key == key
            await until(phone.notes)
    assert (tmp_path / "vapid.pem").stat().st_mode & 0o777 == 0o600


async def test_useless_notice_is_not_sent(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    place.later(seconds=NOTICE_LIFE.total_seconds() + 1)
    await place.settled("expired")
    assert phone.notes() == []


async def test_clock_set_back_does_not_delay_a_notice(place):
    order = await place.order()
    phone = await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    place.later(hours=-1)
    await until(phone.notes)
