"""Each answer of a push service, and the outcome for notice and subscription."""

import base64
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from aiohttp import ClientTimeout

from domain.commands import Tap
from domain.notices import NOTICE_LIFE
from storage.push import client, dispatcher
from storage.push.vapid import Vapid, load_or_create_key
from tests.support.clocks import ManualClock
from tests.support.fake_phone import encoded
from tests.support.fake_push_service import Answer
from tests.support.push_restaurant import push_restaurant
from tests.support.ready_order import ready_order
from tests.support.waiting import until


# Its clock stands: what is put off is put off for exactly so long, however late the machine looks. And no answer is
# given up because a busy machine is late to read it.
@pytest.fixture
async def place(tmp_path, monkeypatch):
    monkeypatch.setattr(client, "TIMEOUT_SECONDS", 600)
    monkeypatch.setattr(dispatcher, "SETTLE_PAUSE_SECONDS", 0.02)
    async with push_restaurant(tmp_path, clock=ManualClock(datetime.now(UTC)), ready_hold_seconds=0) as opened:
        yield opened


@pytest.mark.parametrize("status", [404, 410])
async def test_a_subscription_that_has_ended_is_forgotten(place, status):
    place.service.script = [Answer(status)]
    await ready_order(place)
    await place.settled("gone", str(status))
    assert await rows(place, "subscriptions") == []


@pytest.mark.parametrize("status", [300, 302, 307, 308, 400, 401, 403, 413])
async def test_our_own_mistake_keeps_the_subscription(place, status, caplog):
    place.service.script = [Answer(status, {"Location": f"{place.service.origin}/elsewhere"})]
    await ready_order(place)
    await place.settled("rejected", str(status))
    assert len(await rows(place, "subscriptions")) == 1
    assert await rows(place, "outbox") == []
    assert [post.path for post in place.service.received if post.path == "/elsewhere"] == []
    assert f"({status})" in caplog.text


PASSING = [Answer(408), Answer(425), Answer(429), Answer(500), Answer(503), Answer(hang=600), Answer(reset=True)]


@pytest.mark.parametrize("answer", PASSING)
async def test_what_may_pass_is_tried_again_and_arrives(place, answer):
    place.service.script = [answer]
    session, patient = place.push._sender._session, place.push._sender._session.timeout
    session._timeout = ClientTimeout(total=0.3) if answer.hang else patient
    _, phone = await ready_order(place)
    wait = await deferred(place)
    session._timeout = patient
    assert 4.5 < wait < 7
    assert phone.notes() == []
    place.later(seconds=11)
    await until(phone.notes)
    assert len(place.service.received) == 2


async def test_retries_wait_longer_until_the_notice_expires(place):
    place.service.default = Answer(500)
    await ready_order(place)
    waits = []
    for _ in range(6):
        waits.append(await deferred(place))
        place.later(seconds=waits[-1] + 1)
        await until(lambda: len(place.service.received) == len(waits) + 1)
    assert all(later > sooner * 1.2 for sooner, later in pairwise(waits))
    await deferred(place)
    place.later(seconds=NOTICE_LIFE.total_seconds())
    await place.settled("expired")
    assert await rows(place, "outbox") == []


@pytest.mark.parametrize("is_date", [False, True])
async def test_retry_after_is_obeyed(place, is_date):
    until_when = (place.clock.now() + timedelta(seconds=302)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    place.service.script = [Answer(429, {"Retry-After": until_when if is_date else "300"})]
    _, phone = await ready_order(place)
    assert 298 <= await deferred(place) <= 303
    place.later(seconds=290)
    assert await place.next_due_seconds() > 0
    assert phone.notes() == []
    place.later(seconds=15)
    await until(phone.notes)


async def test_retry_after_the_end_of_a_notice_ends_it(place):
    place.service.script = [Answer(429, {"Retry-After": "86400"})]
    await ready_order(place)
    await place.settled("expired", "429")


async def test_newer_status_replaces_the_one_in_retry(place):
    place.service.script = [Answer(500)]
    order, phone = await ready_order(place)
    await deferred(place)
    await place.tap(Tap.CANCEL, order.id)
    await until(phone.notes)
    assert [note["title"] for note in phone.notes()] == [f"{order.pickup_code} cancelled"]


async def test_a_slow_answer_is_settled_like_a_quick_one(place):
    place.service.script = [Answer(201, hang=0.2)]
    for _ in range(2):
        await ready_order(place)
    await place.settled("sent", count=2)
    assert await rows(place, "outbox") == []


async def test_foreign_vapid_key_or_auth_secret_fails(place, tmp_path):
    order = await place.order()
    phone = await place.phone(order)
    wrong = {**phone.subscription, "keys": {**phone.subscription["keys"], "auth": encoded(b"0" * 16)}}
    await place.push.subscribe(order.id, wrong, ["ready"], "en")
    await place.tap(Tap.BUMP, order.id)
    await place.settled("sent")
    with pytest.raises(Exception, match="Decryption"):
        phone.notes()
    (tmp_path / "other").mkdir()
    other = Vapid(load_or_create_key(tmp_path / "other")[0], "mailto:x@y.example", place.clock)
    place.push._sender._vapid = other
    await place.tap(Tap.RECALL, order.id)
    await place.settled("rejected", "403")


async def test_owner_reads_what_was_sent_and_what_failed(place):
    place.service.script = [Answer(201), Answer(410), Answer(403), Answer(403)]
    for _ in range(4):
        await ready_order(place)
    await until(lambda: _all_settled(place, 4))
    assert await place.outcomes() == {("sent", ""): 1, ("gone", "410"): 1, ("rejected", "403"): 2}


async def _all_settled(place, count):
    return sum((await place.outcomes()).values()) == count


async def test_a_test_push_says_whether_it_was_taken(place):
    order, phone = await place.order(), None
    phone = await place.phone(order)
    words = type("Words", (), {"title": "Test", "body": "It works", "language": "en"})
    assert await place.push.ring(phone.subscription, words, "https://bell.example/settings") == ""
    assert phone.notes()[0]["title"] == "Test"
    place.service.script = [Answer(410)]
    assert await place.push.ring(phone.subscription, words, "https://bell.example/settings") == "410"


def test_a_topic_is_one_that_every_push_service_takes(tmp_path):
    vapid = Vapid(load_or_create_key(tmp_path)[0], "mailto:a@b.example", None)
    topics = {vapid.topic(f"order {n}") for n in range(100)}
    assert len(topics) == 100
    assert all(len(topic) == 32 and base64.urlsafe_b64decode(topic) for topic in topics)


async def rows(place, table):
    async with place.database.reading() as db:
        return (await db.exec_driver_sql(f"select * from {table}")).all()  # noqa: S608  our own names


async def deferred(place):
    """Wait until the one notice was put off; return for how many seconds."""
    due = []

    async def is_put_off():
        async with place.database.reading() as db:
            query = "select due_at from outbox where lease is null and attempts > 0 and due_at > ?"
            now = place.clock.now().strftime("%Y-%m-%d %H:%M:%S.%f")
            due[:] = (await db.exec_driver_sql(query, (now,))).scalars()
        return due

    await until(is_put_off)
    return (datetime.fromisoformat(due[0]).replace(tzinfo=UTC) - place.clock.now()).total_seconds()
