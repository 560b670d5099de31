"""Orders come in: once each, with what the menu says of their dishes."""

import asyncio

import pytest

from domain.amendment import Amendment
from domain.commands import Tap
from domain.errors import DishNotFound, DishUnavailable, IntakeConflict, TapRefused
from domain.item import DraftItem, create_item
from domain.menu import IN_STOCK, SOLD_OUT, Dish, Menu, Stock
from domain.stages import Stage
from tests.support.world import EVENING, MENU, draft


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

    @pytest.mark.parametrize(
        ("end", "way_back"),
        [(Tap.CANCEL, Tap.REOPEN), (Tap.HAND_OVER, Tap.REOPEN), (Tap.HAND_OVER, Tap.RECALL)],
    )
    async def test_an_order_of_another_day_stays_closed(self, restaurant, end, way_back):
        order = await restaurant.order()
        for tap in (Tap.BUMP, end):
            await restaurant.tap(tap, order.id)
        restaurant.clock.move(days=1)
        with pytest.raises(TapRefused):
            await restaurant.tap(way_back, order.id)

    async def test_an_open_order_is_recalled_on_any_day(self, restaurant):
        order = await restaurant.order()
        await restaurant.tap(Tap.BUMP, order.id)
        restaurant.clock.move(days=1)
        assert (await restaurant.tap(Tap.RECALL, order.id)).stage is Stage.PREPARING


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
        await restaurant.kitchen.menus.replace(menu)
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
