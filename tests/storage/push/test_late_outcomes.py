"""What comes late, an outcome or the order of a claimed notice, changes nothing of what its phone is told."""

from datetime import timedelta
from types import SimpleNamespace

from domain.commands import Tap
from storage.push import outbox
from storage.push.claimed_notice import Outcome, Settled


async def send(place, outcome=Outcome.SENT):
    """Claim what is due and record its outcome, as the dispatcher does; return the outcomes."""
    place.clock.move(seconds=60)
    now = place.clock.now()
    settled = [Settled(one, outcome) for one in await place.push._outbox.claim(now, 5)]
    await place.push._outbox.settle(settled, now)
    return settled


async def following(place):
    """An order, a phone that follows it, and nobody else who sends."""
    place.push._dispatcher._leadership = SimpleNamespace(is_held=False)
    order = await place.order()
    await place.phone(order)
    await place.tap(Tap.BUMP, order.id)
    return order


async def test_outcome_recorded_twice_hides_no_later_notice(place):
    order = await following(place)
    told_ready = await send(place)
    await place.tap(Tap.RECALL, order.id)
    assert len(await send(place)) == 1
    await place.push._outbox.settle(told_ready, place.clock.now())  # its first commit had no answer
    await place.tap(Tap.BUMP, order.id)
    assert [one.notice.kind for one in await send(place)] == ["ready"]
    assert (await place.outcomes())["sent", ""] == 3


async def test_outcome_of_a_lease_that_passed_on_is_dropped(place):
    order = await following(place)
    outbox, now = place.push._outbox, place.clock.now()
    place.clock.move(seconds=60)
    [first] = await outbox.claim(place.clock.now(), 5)
    await outbox.open()  # another process leads
    await place.tap(Tap.RECALL, order.id)
    assert len(await send(place)) == 1
    await outbox.settle([Settled(first, Outcome.SENT)], now)
    await place.tap(Tap.BUMP, order.id)
    assert [one.notice.kind for one in await send(place)] == ["ready"]


async def defer(place):
    """Claim what is due and record that its push service did not say whether it came."""
    place.clock.move(seconds=60)
    now = place.clock.now()
    claimed = await place.push._outbox.claim(now, 5)
    again = now + timedelta(seconds=5)
    await place.push._outbox.settle([Settled(one, Outcome.DEFERRED, "timeout", again) for one in claimed], now)
    return [one.kind for one in claimed]


async def test_what_was_perhaps_told_first_is_corrected_too(place):
    order = await following(place)
    assert await defer(place) == ["ready"]
    await place.tap(Tap.RECALL, order.id)
    assert await defer(place) == ["not_ready"]
    await place.tap(Tap.BUMP, order.id)
    await place.tap(Tap.RECALL, order.id)
    assert [one.notice.kind for one in await send(place)] == ["not_ready"]


async def test_untrue_notice_that_was_tried_is_in_doubt(place):
    order = await following(place)
    assert await defer(place) == ["ready"]
    await place.tap(Tap.HAND_OVER, order.id)
    await send(place, Outcome.UNTRUE)
    await place.tap(Tap.REOPEN, order.id)
    assert [one.notice.kind for one in await send(place)] == ["ready"]
    await place.tap(Tap.RECALL, order.id)
    assert [one.notice.kind for one in await send(place)] == ["not_ready"]


async def test_doubtful_notice_is_corrected_all_the_same(place):
    order = await following(place)
    assert await defer(place) == ["ready"]
    await place.tap(Tap.HAND_OVER, order.id)
    await send(place, Outcome.UNTRUE)
    for tap in (Tap.REOPEN, Tap.RECALL):
        await place.tap(tap, order.id)
    assert [one.notice.kind for one in await send(place)] == ["not_ready"]


# A process that is halted after its claim loads the orders long after it.
async def test_claim_takes_no_later_notice_of_its_row(place, monkeypatch):
    order = await following(place)
    await send(place)
    await place.tap(Tap.RECALL, order.id)
    load = outbox._add_orders

    async def load_late(db, claimed):
        await place.tap(Tap.BUMP, order.id)
        return await load(db, claimed)

    with monkeypatch.context() as halted:
        halted.setattr(outbox, "_add_orders", load_late)
        assert [one.notice.kind for one in await send(place)] == ["not_ready"]
    assert await place.push._outbox.claim(place.clock.now(), 5) == []
    assert [one.notice.kind for one in await send(place)] == ["ready"]
