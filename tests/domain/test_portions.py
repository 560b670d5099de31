"""Counted portions: a change of an order takes them, or gives them back."""

import pytest

from domain.amendment import Amendment, ItemAmendment
from domain.commands import Part, Tap
from domain.item import DraftItem
from domain.menu import Stock

NAAN = "Garlic Naan"


@pytest.fixture
async def order(restaurant):
    """Three of five naans, in two lines."""
    await restaurant.kitchen.menus.eighty_six(NAAN, Stock(available=True, left=5))
    return await restaurant.order(NAAN, NAAN, NAAN)


def left(restaurant):
    return restaurant.kitchen.menu.find(NAAN).left


async def test_a_struck_portion_is_there_again(restaurant, order):
    assert left(restaurant) == 2
    await restaurant.tap(Tap.VOID, order.id, "1")
    assert left(restaurant) == 3
    assert await restaurant.store.read_menu() == restaurant.board.live_menu.menu
    await restaurant.tap(Tap.RESTORE, order.id, "1")
    assert left(restaurant) == 2


async def test_what_a_cook_had_begun_is_gone(restaurant, order):
    await restaurant.tap(Tap.START, order.id, "1")
    await restaurant.tap(Tap.BUMP, order.id, "2")
    for item_id in ("1", "2"):
        await restaurant.tap(Tap.VOID, order.id, item_id)
    assert left(restaurant) == 2


async def test_a_burnt_portion_is_cooked_of_another(restaurant, order):
    await restaurant.tap(Tap.START, order.id, "1")
    for tap, stays in [(Tap.VOID, 2), (Tap.UNDO, 2), (Tap.VOID, 2), (Tap.RESTORE, 1), (Tap.VOID, 2), (Tap.RESTORE, 1)]:
        await restaurant.tap(tap, order.id, None if tap is Tap.UNDO else "1")
        assert left(restaurant) == stays, tap


async def test_an_undone_restore_takes_no_other(restaurant, order):
    await restaurant.tap(Tap.AMEND, order.id, amendment=Amendment(items=(ItemAmendment(item_id="1", quantity=3),)))
    await restaurant.tap(Tap.BUMP, order.id, "1")
    await restaurant.tap(Tap.VOID, order.id, "1")
    assert left(restaurant) == 0
    await restaurant.tap(Tap.RESTORE, order.id, "1", quantity=2)
    assert restaurant.kitchen.menu.find(NAAN).left == -2
    await restaurant.tap(Tap.UNDO, order.id)
    assert left(restaurant) == 0


async def test_a_reopened_order_takes_burnt_portions_anew(restaurant, order):
    await restaurant.tap(Tap.START, order.id, "1")
    for item_id in ("1", "2", "3"):
        await restaurant.tap(Tap.VOID, order.id, item_id)
    assert left(restaurant) == 4
    await restaurant.tap(Tap.REOPEN, order.id)
    assert left(restaurant) == 1
    await restaurant.tap(Tap.UNDO, order.id)
    assert left(restaurant) == 4


async def test_cancelling_gives_back_what_nobody_began(restaurant, order):
    await restaurant.tap(Tap.START, order.id, "1")
    cancelled = await restaurant.tap(Tap.CANCEL, order.id)
    assert left(restaurant) == 4
    await restaurant.tap(Tap.UNDO, order.id, seen_version=cancelled.version)
    assert left(restaurant) == 2


@pytest.mark.usefixtures("order")
async def test_a_dish_is_back_with_its_last_portion(restaurant):
    others = await restaurant.order(NAAN, NAAN)
    assert not restaurant.kitchen.menu.find(NAAN).available
    paid = await restaurant.order(NAAN)
    await restaurant.tap(Tap.VOID, paid.id, "1")
    assert left(restaurant) == 0
    await restaurant.tap(Tap.VOID, others.id, "2")
    assert restaurant.kitchen.menu.find(NAAN).stock == Stock(available=True, left=1)


async def test_another_quantity_counts(restaurant, order):
    fewer = Amendment(items=(ItemAmendment(item_id="1", quantity=2),))
    await restaurant.tap(Tap.AMEND, order.id, amendment=fewer)
    assert left(restaurant) == 1


async def test_part_of_a_portion_is_there_again(restaurant, order):
    half = await restaurant.order(DraftItem(name=NAAN, quantity=0.5), DraftItem(name=NAAN, quantity=0.5))
    assert left(restaurant) == 1
    await restaurant.tap(Tap.VOID, half.id, "1")
    assert left(restaurant) == 1  # the other half is of the same one
    for tap, stays in [(Tap.CANCEL, 2), (Tap.UNDO, 1), (Tap.START, 1)]:
        await restaurant.tap(tap, half.id)
        assert left(restaurant) == stays, tap
    await restaurant.tap(Tap.AMEND, order.id, amendment=Amendment(items=(ItemAmendment(item_id="1", quantity=0.5),)))
    assert left(restaurant) == 1
    await restaurant.tap(Tap.CANCEL, order.id)
    assert left(restaurant) == 4


async def test_fewer_of_a_begun_line_gives_back_none(restaurant, order):
    more = Amendment(items=(ItemAmendment(item_id="1", quantity=3),))
    await restaurant.tap(Tap.AMEND, order.id, amendment=more)
    await restaurant.tap(Tap.START, order.id, "1")
    fewer = Amendment(items=(ItemAmendment(item_id="1", quantity=1),), table="7")
    await restaurant.tap(Tap.AMEND, order.id, amendment=fewer)
    assert left(restaurant) == 0
    await restaurant.tap(Tap.UNDO, order.id)
    assert left(restaurant) == 0
    noted = Amendment(items=(ItemAmendment(item_id="1", note="crisp"),))
    await restaurant.tap(Tap.AMEND, order.id, amendment=noted)
    assert left(restaurant) == 0


async def test_portions_beyond_what_was_left_are_owed(restaurant, order):
    cancelled = await restaurant.tap(Tap.CANCEL, order.id)
    await restaurant.order(*[NAAN] * 4)
    await restaurant.tap(Tap.UNDO, order.id, seen_version=cancelled.version)
    for item_id in ("1", "2"):
        await restaurant.tap(Tap.VOID, order.id, item_id)
        assert not restaurant.kitchen.menu.find(NAAN).available
    await restaurant.tap(Tap.VOID, order.id, "3")
    assert restaurant.kitchen.menu.find(NAAN).stock == Stock(available=True, left=1)
    assert await restaurant.store.read_menu() == restaurant.kitchen.menu


async def test_a_grown_line_gives_back_what_it_took(restaurant, order):
    for quantity, stock in [(4, Stock(available=False, left=-1)), (1, Stock(available=True, left=2))]:
        wanted = Amendment(items=(ItemAmendment(item_id="1", quantity=quantity),))
        await restaurant.tap(Tap.AMEND, order.id, amendment=wanted)
        assert restaurant.kitchen.menu.find(NAAN).stock == stock


async def test_a_dish_that_staff_took_off_stays_off(restaurant, order):
    out = Stock(available=False, left=2, out_until=restaurant.kitchen.day.ends)
    await restaurant.kitchen.menus.eighty_six(NAAN, out)
    await restaurant.tap(Tap.VOID, order.id, "1")
    assert restaurant.kitchen.menu.find(NAAN).stock == out._replace(left=3)


async def test_portions_that_move_to_another_order_count_once(restaurant, order):
    await restaurant.tap(Tap.SPLIT, order.id, parts=(Part("1"),))
    assert left(restaurant) == 2


@pytest.fixture
async def halves(restaurant):
    """Two orders with half of the same naan each, of five that are left."""
    await restaurant.kitchen.menus.eighty_six(NAAN, Stock(available=True, left=5))
    order = await restaurant.order(NAAN, "Tea")
    await restaurant.tap(Tap.SPLIT, order.id, parts=(Part("1", 0.5),))
    return [order, next(one for one in restaurant.board.orders() if one.id != order.id)]


async def test_a_shared_portion_is_there_again_once(restaurant, halves):
    assert left(restaurant) == 4
    for order, stays in zip(halves, (4, 5), strict=True):
        cancelled = await restaurant.tap(Tap.CANCEL, order.id)
        assert left(restaurant) == stays
    await restaurant.tap(Tap.UNDO, cancelled.id)
    assert left(restaurant) == 4


async def test_a_shared_portion_that_comes_back_is_one(restaurant, halves):
    order, other = halves
    await restaurant.tap(Tap.MERGE, order.id, other_id=other.id)
    assert left(restaurant) == 4
    await restaurant.tap(Tap.CANCEL, order.id)
    assert left(restaurant) == 5


async def test_a_shared_portion_that_was_burnt_is_gone(restaurant, halves):
    order, other = halves
    await restaurant.tap(Tap.START, other.id)
    await restaurant.tap(Tap.VOID, other.id, "1")
    assert left(restaurant) == 4
    await restaurant.tap(Tap.CANCEL, order.id)
    assert left(restaurant) == 4


async def test_half_of_a_forgotten_order_counts_alone(restaurant, halves):
    order, other = halves
    await restaurant.tap(Tap.CANCEL, order.id)
    restaurant.kitchen.forget([order.id])
    await restaurant.tap(Tap.CANCEL, other.id)
    assert left(restaurant) == 5
