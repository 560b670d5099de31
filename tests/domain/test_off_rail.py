"""What nobody cooks: it counts as done, and an order of nothing else is ready at once."""

from datetime import timedelta

import pytest

from domain.amendment import Amendment, ItemAmendment
from domain.commands import Tap
from domain.connections import OrderNews, news_of_change
from domain.errors import TapRefused
from domain.events import EventKind
from domain.item import DraftItem, create_item, take_off_rail
from domain.kitchen_rules import KitchenRules
from domain.replay import replay
from domain.stages import ItemState, Stage
from tests.support.world import EVENING, MENU

LASSI = "Mango Lassi"
LATER = EVENING + timedelta(hours=3)


@pytest.fixture(autouse=True)
def _bar_is_off_the_rail(restaurant):
    restaurant.rules = KitchenRules(off_rail=frozenset({"bar"}))


def stands(order):
    return order.stage, [item.state.value for item in order.items]


def is_kept(order):
    """Whether the order is what its events say."""
    return replay(order, order.events) == order


async def test_drinks_leave_the_stage_to_the_dishes(restaurant):
    order = await restaurant.order("Garlic Naan", LASSI)
    assert stands(order) == (Stage.RECEIVED, ["queued", "done"])
    assert stands(await restaurant.tap(Tap.START, order.id)) == (Stage.PREPARING, ["cooking", "done"])
    ready = await restaurant.tap(Tap.BUMP, order.id)
    assert stands(ready) == (Stage.READY, ["done", "done"])
    assert is_kept(ready)
    assert stands(await restaurant.tap(Tap.RECALL, order.id)) == (Stage.PREPARING, ["cooking", "done"])


async def test_order_of_drinks_is_ready_at_once(restaurant):
    order = await restaurant.order(LASSI)
    assert stands(order) == (Stage.READY, ["done"])
    assert [event.kind for event in order.events] == [EventKind.PLACED, EventKind.READY]
    assert order.ready_at == EVENING
    assert is_kept(order)
    assert [live.order.id for live in restaurant.board.rail.ready] == [order.id]
    assert restaurant.board.rail.tickets == ()
    assert (await restaurant.tap(Tap.HAND_OVER, order.id)).ready_at == EVENING


async def test_drinks_for_later_wait_for_their_time(restaurant):
    order = await restaurant.order(LASSI, quoted_for=LATER)
    assert order.stage is Stage.SCHEDULED
    fired = await restaurant.tap(Tap.FIRE, order.id)
    assert stands(fired) == (Stage.READY, ["done"])
    assert is_kept(fired)
    assert news_of_change(order.fire(EVENING)) == (OrderNews.RECEIVED, OrderNews.READY)


async def test_what_nobody_cooks_is_not_recalled(restaurant):
    order = await restaurant.order(LASSI)
    for item_id in ("1", None):
        with pytest.raises(TapRefused):
            await restaurant.tap(Tap.RECALL, order.id, item_id)


async def test_struck_drink_comes_back_done(restaurant):
    order = await restaurant.order(LASSI)
    assert (await restaurant.tap(Tap.VOID, order.id, "1")).stage is Stage.CANCELLED
    restored = await restaurant.tap(Tap.REOPEN, order.id)
    assert stands(restored) == (Stage.READY, ["done"])


async def test_struck_dish_leaves_the_drinks_ready(restaurant):
    order = await restaurant.order("Garlic Naan", LASSI)
    voided = await restaurant.tap(Tap.VOID, order.id, "1")
    assert stands(voided) == (Stage.READY, ["voided", "done"])
    assert voided.ready_at == EVENING


async def test_more_drinks_need_no_cook(restaurant):
    order = await restaurant.order("Garlic Naan", LASSI)
    await restaurant.tap(Tap.BUMP, order.id)
    more = Amendment(
        items=(ItemAmendment(item_id="2", quantity=3),), add=(create_item(DraftItem(name=LASSI), MENU, "0"),)
    )
    amended = await restaurant.tap(Tap.AMEND, order.id, amendment=more)
    assert stands(amended) == (Stage.READY, ["done", "done", "done"])
    assert amended.item("2").quantity == 3
    assert is_kept(amended)
    assert (await restaurant.store.load([order.id])) == [amended]


async def test_drinks_do_not_prolong_the_estimate(restaurant):
    slow = DraftItem(name="Wine", station="Bar", prep_minutes=90)
    with_drink = await restaurant.order("Garlic Naan", slow)
    assert with_drink.estimate.latest < EVENING + timedelta(minutes=60)
    assert with_drink.item("2").off_rail


def test_station_is_matched_without_case():
    lassi = create_item(DraftItem(name=LASSI, station="Bar"), MENU, "1")
    assert take_off_rail(lassi, {"bar"}).state is ItemState.DONE
    assert take_off_rail(lassi, {"grill"}) is lassi
