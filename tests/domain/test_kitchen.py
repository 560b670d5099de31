"""The kitchen on a real database: each change is one transaction."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.amendment import Amendment
from domain.commands import Tap, TapCommand
from domain.errors import DishNotFound, DishUnavailable, IntakeConflict, OrderNotFound, StaleTap, TapRefused
from domain.item import DraftItem, create_item
from domain.menu import IN_STOCK, SOLD_OUT, Dish, Menu, Stock
from domain.replay import replay
from domain.stages import ItemState, Stage
from domain.updates import LINK_LIFE
from storage.database.tables import taps
from tests.support.world import EVENING, MENU, draft


async def test_an_order_is_shown_once_it_is_kept(restaurant):
    order, is_new = await restaurant.kitchen.place(draft())
    assert is_new
    assert restaurant.shown(order) == order
    assert (await restaurant.store.load_current(since=EVENING)) == [order]
    assert order.quoted_for == order.estimate.promise > EVENING


@pytest.mark.parametrize(
    ("tap", "reaches"),
    [(Tap.START, Stage.PREPARING), (Tap.BUMP, Stage.READY), (Tap.CANCEL, Stage.CANCELLED)],
)
async def test_tap_returns_and_shows_the_current_order(restaurant, tap, reaches):
    order = await restaurant.order()
    tapped = await restaurant.tap(tap, order.id)
    assert (tapped.stage, tapped.version) == (reaches, 2)
    assert restaurant.shown(order) == tapped


async def test_every_tap_of_the_kitchen_reaches_the_order(restaurant):
    kitchen, order = restaurant.kitchen, await restaurant.order("Garlic Naan", "Lamb Biryani", "Soup")
    await kitchen.tap(TapCommand(Tap.START, order.id, "1"))
    await kitchen.tap(TapCommand(Tap.BUMP, order.id, "1"))
    await kitchen.tap(TapCommand(Tap.RECALL, order.id, "1"))
    await kitchen.tap(TapCommand(Tap.VOID, order.id, "3", reason="out"))
    await kitchen.tap(TapCommand(Tap.REQUOTE, order.id, quoted_for=EVENING + timedelta(hours=1), reason="busy"))
    await kitchen.tap(TapCommand(Tap.POSTPONE, order.id, span=timedelta(minutes=5)))
    assert restaurant.shown(order).quoted_for == EVENING + timedelta(hours=1, minutes=5)
    await kitchen.tap(TapCommand(Tap.BUMP, order.id))
    handed = await kitchen.tap(TapCommand(Tap.HAND_OVER, order.id))
    assert handed.stage is Stage.COLLECTED
    assert (await kitchen.tap(TapCommand(Tap.UNDO, order.id, seen_version=handed.version))).stage is Stage.READY
    assert (await kitchen.tap(TapCommand(Tap.RECALL, order.id))).stage is Stage.PREPARING


async def test_passed_promise_is_postponed_from_now(restaurant):
    order = await restaurant.order()
    now = restaurant.clock.move(hours=3)
    assert (await restaurant.tap(Tap.POSTPONE, order.id, span=timedelta(minutes=10))).quoted_for == now + timedelta(
        minutes=10
    )


async def test_the_courier_is_woken_after_each_change(restaurant):
    order = await restaurant.order()
    woken = restaurant.gateway.woken
    await restaurant.tap(Tap.BUMP, order.id)
    assert restaurant.gateway.woken == woken + 1


async def test_tap_on_a_missing_order_finds_nothing(restaurant):
    with pytest.raises(OrderNotFound):
        await restaurant.tap(Tap.START, "nowhere")


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


class TestPlacing:
    async def test_same_draft_under_one_key_is_one_order(self, restaurant):
        order, _ = await restaurant.kitchen.place(draft(), "key-1")
        assert await restaurant.kitchen.place(draft(), "key-1") == (order, False)

    async def test_same_draft_under_one_reference_is_one_order(self, restaurant):
        order, _ = await restaurant.kitchen.place(draft(external_ref="pos-1"))
        assert await restaurant.kitchen.place(draft(external_ref="pos-1"), "key-1") == (order, False)

    async def test_repeated_draft_is_answered_with_the_order_now(self, restaurant):
        order, _ = await restaurant.kitchen.place(draft(), "key-1")
        ready = await restaurant.tap(Tap.BUMP, order.id)
        assert await restaurant.kitchen.place(draft(), "key-1") == (ready, False)

    @pytest.mark.parametrize(
        ("key", "reference", "field"), [("key-1", None, "idempotency_key"), (None, "pos-1", "external_ref")]
    )
    async def test_another_draft_under_a_used_name_is_a_conflict(self, restaurant, key, reference, field):
        await restaurant.kitchen.place(draft(external_ref=reference), key)
        with pytest.raises(IntakeConflict) as conflict:
            await restaurant.kitchen.place(draft(external_ref=reference, guest_name="Bea"), key)
        assert conflict.value.field == field
        assert len(restaurant.board.orders()) == 1

    async def test_draft_sent_a_hundred_times_makes_one_order(self, restaurant):
        answers = await asyncio.gather(*(restaurant.kitchen.place(draft(), "key-1") for _ in range(100)))
        assert len({order.id for order, _ in answers}) == 1
        assert sum(is_new for _, is_new in answers) == 1

    async def test_two_open_orders_never_share_a_code(self, restaurant):
        orders = await asyncio.gather(*(restaurant.order("Garlic Naan") for _ in range(60)))
        assert len({order.pickup_code for order in orders}) == 60

    async def test_code_is_not_reused_while_its_order_can_return(self, restaurant, monkeypatch):
        draws = iter([1, 1, 2])
        monkeypatch.setattr("domain.intake.secrets.choice", lambda _: "A")
        monkeypatch.setattr("domain.intake.secrets.randbelow", lambda _: next(draws))
        order = await restaurant.order()
        await restaurant.tap(Tap.BUMP, order.id)
        await restaurant.tap(Tap.HAND_OVER, order.id)
        other = await restaurant.order()
        assert (order.pickup_code, other.pickup_code) == ("A11", "A12")
        assert (await restaurant.tap(Tap.RECALL, order.id)).stage is Stage.READY

    async def test_sold_out_dish_is_refused_and_nothing_is_kept(self, restaurant):
        with pytest.raises(DishUnavailable):
            await restaurant.kitchen.place(draft("Mango Lassi"), refuse_sold_out=True)
        assert await restaurant.store.load_current(since=EVENING) == []

    async def test_strict_sender_gets_what_is_there(self, restaurant):
        order, _ = await restaurant.kitchen.place(draft("Garlic Naan"), refuse_sold_out=True)
        assert restaurant.shown(order) == order

    async def test_an_amendment_that_changes_nothing_is_no_change(self, restaurant):
        order = await restaurant.order()
        assert await restaurant.tap(Tap.AMEND, order.id, amendment=Amendment()) == order

    async def test_an_order_of_another_day_stays_closed(self, restaurant):
        order = await restaurant.order()
        await restaurant.tap(Tap.CANCEL, order.id)
        restaurant.clock.move(days=1)
        with pytest.raises(TapRefused):
            await restaurant.tap(Tap.REOPEN, order.id)


class TestHandlersThatLeave:
    """A phone that disconnects cancels its handler; what it has tapped is done, or is not, but never in between."""

    @pytest.mark.parametrize("turns", [0, 1, 2, 3, 5, 8, 13, 21])
    async def test_tap_whose_sender_left_is_done_and_shown(self, restaurant, turns):
        order = await restaurant.order()
        tap = asyncio.create_task(restaurant.tap(Tap.BUMP, order.id))
        for _ in range(turns + 1):
            await asyncio.sleep(0)
        tap.cancel()
        await asyncio.gather(tap, return_exceptions=True)
        await restaurant.kitchen.close()
        (kept,) = await restaurant.store.load_current(since=EVENING)
        assert kept == restaurant.shown(order)
        assert kept.stage is Stage.READY
        assert (await restaurant.tap(Tap.HAND_OVER, order.id)).stage is Stage.COLLECTED

    async def test_closing_waits_for_the_taps_that_have_begun(self, restaurant):
        order = await restaurant.order()
        tap = asyncio.create_task(restaurant.tap(Tap.BUMP, order.id))
        await asyncio.sleep(0)
        await restaurant.kitchen.close()
        assert restaurant.shown(order).stage is Stage.READY
        await tap


class TestMenu:
    async def test_sold_out_dish_is_refused_until_it_is_back(self, restaurant):
        await restaurant.kitchen.menus.eighty_six("Garlic Naan", SOLD_OUT)
        with pytest.raises(DishUnavailable):
            await restaurant.kitchen.place(draft("Garlic Naan"), refuse_sold_out=True)
        await restaurant.kitchen.menus.eighty_six("Garlic Naan", IN_STOCK)
        await restaurant.order("Garlic Naan")

    async def test_new_menu_is_shown_and_leaves_orders_alone(self, restaurant):
        order = await restaurant.order("Garlic Naan")
        menu = Menu((Dish(name="Garlic Naan", minutes=1),))
        await restaurant.kitchen.write_menu(menu)
        assert await restaurant.store.read_menu() == restaurant.board.live_menu.menu == menu
        assert restaurant.shown(order).items[0].prep_minutes == 6

    async def test_of_two_orders_for_the_last_dish_one_gets_it(self, restaurant):
        await restaurant.kitchen.menus.eighty_six("Garlic Naan", Stock(available=True, left=1))
        orders = await asyncio.gather(*(restaurant.order("Garlic Naan") for _ in range(2)))
        assert sorted(order.items[0].sold_out for order in orders) == [False, True]
        assert await restaurant.store.read_menu() == restaurant.board.live_menu.menu == restaurant.kitchen.menu
        assert restaurant.kitchen.menu.find("Garlic Naan").stock == Stock(available=False, left=0)

    async def test_dishes_added_to_an_order_are_counted_too(self, restaurant):
        await restaurant.kitchen.menus.eighty_six("Garlic Naan", Stock(available=True, left=3))
        order = await restaurant.order("Lamb Biryani")
        more = create_item(DraftItem(name="Garlic Naan", quantity=2), restaurant.kitchen.menu, "0")
        await restaurant.tap(Tap.AMEND, order.id, amendment=Amendment(add=(more,)))
        assert restaurant.kitchen.menu.find("Garlic Naan").left == 1

    async def test_a_dish_is_back_the_next_day(self, restaurant):
        tomorrow = restaurant.kitchen.day.ends
        await restaurant.kitchen.menus.eighty_six("Garlic Naan", Stock(available=False, out_until=tomorrow))
        await restaurant.kitchen.fire_due()
        assert not restaurant.kitchen.menu.find("Garlic Naan").available
        restaurant.clock.move(days=1)
        await restaurant.kitchen.fire_due()
        assert await restaurant.store.read_menu() == restaurant.kitchen.menu == MENU

    async def test_unknown_dish_cannot_be_sold_out(self, restaurant):
        with pytest.raises(DishNotFound):
            await restaurant.kitchen.menus.eighty_six("Pizza", SOLD_OUT)
        assert restaurant.kitchen.menu == MENU


class TestTheClock:
    async def test_estimates_follow_the_clock_and_never_pass(self, restaurant):
        order = await restaurant.order()
        for _ in range(60):
            now = restaurant.clock.move(minutes=1)
            await restaurant.kitchen.refresh_estimates()
            shown = restaurant.shown(order).estimate
            assert now <= shown.earliest <= shown.likely <= shown.latest
            assert shown.updated_at == now
        assert restaurant.shown(order).version == 1

    async def test_estimates_go_on_when_the_clock_is_set_back(self, restaurant):
        order = await restaurant.order()
        restaurant.clock.move(hours=-1)
        await restaurant.kitchen.refresh_estimates()
        assert restaurant.shown(order).estimate.updated_at == restaurant.clock.now()

    async def test_concurrent_looks_keep_board_equal_to_database(self, restaurant):
        first = await restaurant.order("Lamb Biryani", "Lamb Biryani", "Lamb Biryani")
        for _ in range(5):
            await restaurant.order("Lamb Biryani")
        await restaurant.tap(Tap.CANCEL, first.id)
        kept = {order.id: order.estimate.latest for order in await restaurant.store.load_current(since=EVENING)}
        assert {id_: restaurant.board.watch(id_).order.estimate.latest for id_ in kept} == kept

    async def test_refresh_without_news_writes_nothing(self, restaurant, monkeypatch):
        monkeypatch.setattr(restaurant.store, "transaction", lambda: pytest.fail("wrote"))
        await restaurant.kitchen.refresh_estimates()
        monkeypatch.undo()
        order = await restaurant.order()
        await restaurant.kitchen.refresh_estimates()
        shown = restaurant.shown(order)
        monkeypatch.setattr(restaurant.store, "transaction", lambda: pytest.fail("wrote"))
        restaurant.clock.move(seconds=1)
        await restaurant.kitchen.refresh_estimates()
        assert restaurant.shown(order) is shown

    async def test_a_link_ends_a_day_after_its_order(self, restaurant):
        order, other = await restaurant.order(), await restaurant.order()
        await restaurant.tap(Tap.CANCEL, order.id)
        restaurant.clock.move(seconds=LINK_LIFE.total_seconds())
        await restaurant.kitchen.forget_ended()
        restaurant.kitchen.forget(["unknown"])
        assert restaurant.board.find(order.token) is not None
        restaurant.clock.move(seconds=1)
        await restaurant.kitchen.forget_ended()
        assert restaurant.board.find(order.token) is None
        assert restaurant.board.find(other.token) is not None


async def test_reopened_kitchen_shows_what_it_showed_before(restaurant):
    order, closed = await restaurant.order(), await restaurant.order()
    await restaurant.tap(Tap.START, order.id, "1")
    await restaurant.tap(Tap.CANCEL, closed.id, reason="no answer")
    await restaurant.kitchen.refresh_estimates()
    again = await restaurant.reopened()
    assert {o.id: o for o in again.orders()} == {o.id: o for o in restaurant.board.orders()}
    assert again.live_menu.menu == MENU


async def test_order_read_before_a_tap_does_not_replace_it(restaurant):
    order = await restaurant.order()
    tapped = await restaurant.tap(Tap.START, order.id)
    restaurant.board.show(order)
    assert restaurant.shown(order) == tapped


async def test_whatever_is_shown_is_the_fold_of_its_timeline(restaurant):
    order = await restaurant.order()
    for tap in (Tap.START, Tap.BUMP, Tap.RECALL, Tap.BUMP, Tap.HAND_OVER, Tap.RECALL, Tap.CANCEL):
        await restaurant.tap(tap, order.id)
        shown = restaurant.shown(order)
        assert replay(order, shown.events).items == shown.items
        assert replay(shown, shown.events) == shown
    assert {item.state for item in restaurant.shown(order).items} == {ItemState.DONE}


async def test_a_tap_that_runs_is_waited_for(restaurant):
    order = await restaurant.order()
    tap = asyncio.create_task(restaurant.tap(Tap.START, order.id))
    await asyncio.sleep(0)
    assert restaurant.kitchen.is_busy
    await restaurant.kitchen.wait_for_commands(max_seconds=60)
    assert not restaurant.kitchen.is_busy
    assert (await tap).stage is Stage.PREPARING
