"""Taps that come twice, or too late: each counts once, and none on a state that nobody saw."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from domain.amendment import Amendment
from domain.commands import Tap, TapCommand
from domain.errors import IntakeConflict, StaleTap, TapRefused
from domain.item import DraftItem, create_item
from domain.stages import Stage
from storage.database.tables import taps
from tests.support.world import MENU


class TestRepeatedTaps:
    async def test_repeated_tap_succeeds_and_changes_nothing(self, restaurant):
        order = await restaurant.order()
        first = await restaurant.tap(Tap.START, order.id, "1", tap_id="tap-1", seen_version=1)
        again = await restaurant.tap(Tap.START, order.id, "1", tap_id="tap-1", seen_version=1)
        assert again == first

    async def test_tap_sent_a_hundred_times_at_once_counts_once(self, restaurant):
        order = await restaurant.order()
        taps = [restaurant.tap(Tap.START, order.id, tap_id="tap-1") for _ in range(100)]
        assert {answer.version for answer in await asyncio.gather(*taps)} == {2}

    async def test_a_tap_that_was_refused_may_be_tried_again(self, restaurant):
        order = await restaurant.order()
        with pytest.raises(TapRefused):
            await restaurant.tap(Tap.HAND_OVER, order.id, tap_id="tap-1")
        await restaurant.tap(Tap.BUMP, order.id)
        assert (await restaurant.tap(Tap.HAND_OVER, order.id, tap_id="tap-1")).stage is Stage.COLLECTED

    async def test_one_name_for_two_taps_is_a_conflict(self, restaurant):
        one, other = await restaurant.order(), await restaurant.order()
        await restaurant.tap(Tap.START, one.id, tap_id="tap-1")
        with pytest.raises(IntakeConflict) as conflict:
            await restaurant.tap(Tap.START, other.id, tap_id="tap-1")
        assert conflict.value.field == "tap_id"
        assert restaurant.shown(other).version == 1

    @pytest.mark.parametrize(
        "other",
        [
            {"tap": Tap.CANCEL},
            {"tap": Tap.START, "item_id": "2"},
            {"tap": Tap.START, "item_id": "1", "station": "stove"},
            {"tap": Tap.AMEND, "amendment": Amendment(note="mild")},
        ],
    )
    async def test_id_of_another_tap_is_a_conflict(self, restaurant, other):
        order = await restaurant.order()
        await restaurant.tap(Tap.START, order.id, "1", tap_id="tap-1")
        with pytest.raises(IntakeConflict) as conflict:
            await restaurant.tap(order_id=order.id, tap_id="tap-1", **other)
        assert conflict.value.field == "tap_id"
        assert restaurant.shown(order).version == 2

    async def test_other_amendment_is_not_the_same_tap(self, restaurant):
        order = await restaurant.order()
        naan, soup = (create_item(DraftItem(name=name), MENU, "0") for name in ("Garlic Naan", "Soup"))
        await restaurant.tap(Tap.AMEND, order.id, tap_id="tap-1", amendment=Amendment(add=(naan,)))
        slower = replace(naan, prep_minutes=9)  # by the menu, which was changed meanwhile
        again = await restaurant.tap(Tap.AMEND, order.id, tap_id="tap-1", amendment=Amendment(add=(slower,)))
        assert again.version == 2
        with pytest.raises(IntakeConflict):
            await restaurant.tap(Tap.AMEND, order.id, tap_id="tap-1", amendment=Amendment(add=(soup,)))

    async def test_tap_of_an_earlier_release_is_known_by_its_order(self, restaurant):
        order = await restaurant.order()
        await restaurant.tap(Tap.START, order.id, tap_id="tap-1")
        async with restaurant.database.writing() as connection:
            await connection.execute(update(taps).values(digest=None))
        assert (await restaurant.tap(Tap.START, order.id, tap_id="tap-1")).version == 2


class TestStaleTaps:
    async def test_stale_tap_gets_the_fresh_ticket(self, restaurant):
        order = await restaurant.order()
        fresh = await restaurant.tap(Tap.START, order.id, "1", seen_version=1)
        with pytest.raises(StaleTap) as stale:
            await restaurant.tap(Tap.BUMP, order.id, seen_version=1)
        assert (stale.value.seen, stale.value.actual) == (1, fresh)
        assert restaurant.shown(order) == fresh

    async def test_of_two_tablets_that_tap_at_once_one_wins(self, restaurant):
        order = await restaurant.order()
        taps = [restaurant.tap(Tap.BUMP, order.id, item, seen_version=1) for item in ("1", "2")]
        answers = await asyncio.gather(*taps, return_exceptions=True)
        assert [type(answer).__name__ for answer in answers] == ["Order", "StaleTap"]

    async def test_a_change_by_another_program_is_found_out(self, restaurant):
        order = await restaurant.order()
        async with restaurant.store.transaction() as work:
            fresh = order.start(restaurant.clock.now(), "1")
            await work.record(fresh, None)
        with pytest.raises(StaleTap) as stale:
            await restaurant.tap(Tap.BUMP, order.id, seen_version=order.version)
        assert stale.value.actual.items == fresh.order.items

    async def test_tap_is_done_on_what_another_process_wrote(self, restaurant):
        order = await restaurant.order()
        async with restaurant.store.transaction() as work:
            await work.record(order.start(restaurant.clock.now(), "1"), None)
        assert (await restaurant.tap(Tap.START, order.id, "2")).version == order.version + 2

    async def test_an_undo_reaches_only_the_change_that_was_seen(self, restaurant):
        order = await restaurant.order()
        mine = await restaurant.tap(Tap.START, order.id, "1")
        await restaurant.tap(Tap.BUMP, order.id, "2")
        with pytest.raises(StaleTap):
            await restaurant.tap(Tap.UNDO, order.id, seen_version=mine.version)


class TestPromisesFromNow:
    @pytest.mark.parametrize("tap", [Tap.REQUOTE, Tap.AMEND])
    async def test_promise_from_now_is_the_same_tap_later(self, tap):
        def command(minute, said):
            at = datetime(2026, 3, 14, 20, minute, tzinfo=UTC)
            amendment = Amendment(quoted_for=at) if tap is Tap.AMEND else None
            return TapCommand(tap, "o1", quoted_for=None if amendment else at, amendment=amendment, time_said=said)

        assert command(10, "25 min").digest == command(11, "25 min").digest != command(11, "30 min").digest
        assert command(10, "").digest != command(11, "").digest
