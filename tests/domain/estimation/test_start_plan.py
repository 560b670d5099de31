"""Start plan: an order's dishes end together, and a forgotten tap holds none up without end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.estimation import Estimate, Estimator
from domain.item import Item
from domain.menu import Dish, Menu, Station
from domain.stages import ItemState
from tests.support.world import EVENING, order_of

MENU = Menu(
    (
        Dish(name="Roast", station="grill", minutes=20, batch=1),
        Dish(name="Duck", station="oven", minutes=30),
        Dish(name="Chips", station="fryer", minutes=4, batch=2),
        Dish(name="Salad", station="cold", minutes=2),
        Dish(name="Soup", station="cold", minutes=2),
    ),
    (Station("grill", 1), Station("fryer", 1)),
)
MINUTES = {dish.name: dish for dish in MENU.dishes}


def order(*names, **said):
    items = tuple(
        Item(id=str(n), name=name, station=MINUTES[name].station, prep_minutes=MINUTES[name].minutes)
        for n, name in enumerate(names, 1)
    )
    return replace(order_of(ItemState.QUEUED), items=items, **said)


def changed(one, item_id, **said):
    return replace(one, items=tuple(replace(i, **said) if i.id == item_id else i for i in one.items))


def planned(*orders, now=EVENING, estimator=None):
    plan = (estimator or Estimator()).plan_starts(orders, MENU, now)
    for _ in plan:
        pass
    return plan.starts


def test_short_dish_waits_for_the_long_one():
    one = order("Roast", "Chips")
    starts = planned(one)
    # 20 min for the roast, 4 for the chips, and half of the 4 for which they occupy the fryer.
    assert starts.later == {(one.id, "2"): EVENING + timedelta(minutes=14)}
    assert starts.next == {(one.id, "1")}


def test_short_dish_is_next_when_the_long_one_nears_its_end():
    one = changed(order("Roast", "Chips"), "1", state=ItemState.COOKING, started_at=EVENING)
    assert planned(one, now=EVENING + timedelta(minutes=10)).later
    starts = planned(one, now=EVENING + timedelta(minutes=14))
    assert (starts.later, starts.next) == ({}, {(one.id, "2")})


def test_next_are_as_many_as_slots_are_free():
    one, other = order("Roast", id="1"), order("Roast", id="2")
    assert planned(one, other).next == {("1", "1")}
    cooking = changed(one, "1", state=ItemState.COOKING, started_at=EVENING)
    assert planned(cooking, other).next == {("2", "1")}
    assert planned(replace(one, rushed=False), replace(other, rushed=True)).next == {("2", "1")}


def test_dish_shares_the_pan_of_another_ticket():
    alone = order("Chips", id="1")
    waiting = changed(order("Roast", "Chips", id="2"), "1", state=ItemState.COOKING, started_at=EVENING)
    now = EVENING + timedelta(minutes=10)
    assert planned(waiting, now=now).later.keys() == {("2", "2")}
    assert planned(alone, waiting, now=now).later == {}


def test_full_pan_makes_the_next_ticket_wait_for_the_fryer():
    first, second = order("Chips", "Salad", id="1"), order("Chips", "Salad", id="2")
    third = order("Chips", "Soup", id="3")
    assert planned(first, second, third).later.keys() == {("3", "2")}


def test_ticket_that_was_there_has_its_share_of_a_pan():
    cooking = changed(order("Roast", id="1"), "1", state=ItemState.COOKING, started_at=EVENING)
    before, after = (
        replace(order("Roast", "Chips", id=name), placed_at=EVENING + timedelta(minutes=minutes))
        for name, minutes in (("2", -1), ("3", 1))
    )
    assert planned(cooking, before).later[("2", "2")] == EVENING + timedelta(minutes=14)
    assert planned(cooking, after).later[("3", "2")] == EVENING + timedelta(minutes=34)
    # The pan is full with the second portion, twice of what the menu says.
    third = replace(before, id="4")
    assert planned(cooking, before, third).later[("4", "2")] == EVENING + timedelta(minutes=34)


def test_latest_pan_is_the_one_that_is_shared():
    one, now = order("Roast", "Chips", id="3"), EVENING + timedelta(minutes=5)
    for minutes in ((0, 5), (5, 0)):
        ahead = [
            changed(order("Roast", id=str(n)), "1", state=ItemState.COOKING, started_at=EVENING + timedelta(minutes=at))
            for n, at in enumerate(minutes, 1)
        ]
        assert planned(*ahead, one, now=now).later[("3", "2")] == EVENING + timedelta(minutes=19)


def test_dish_waits_less_where_others_queue():
    one, others = order("Roast", "Chips", id="1"), [order("Chips", id=str(n)) for n in range(2, 6)]
    assert planned(one).later == {("1", "2"): EVENING + timedelta(minutes=14)}
    assert planned(one, *others).later == {("1", "2"): EVENING + timedelta(minutes=10)}


def test_forgotten_tap_keeps_no_dish_waiting():
    one, estimator = order("Roast", "Chips"), Estimator()
    assert planned(one, estimator=estimator).later
    late = EVENING + timedelta(minutes=24)
    assert planned(one, now=late, estimator=estimator).later == {}


def test_dish_waits_no_longer_than_the_guest_was_told():
    ahead, one = order("Roast", id="1"), order("Roast", "Chips", id="2")
    likely, promise = EVENING + timedelta(minutes=8), EVENING + timedelta(minutes=10)
    told = Estimate(earliest=EVENING, likely=likely, latest=promise, promise=promise, updated_at=EVENING)
    assert planned(ahead, one).later[("2", "2")] == EVENING + timedelta(minutes=34)
    assert planned(ahead, replace(one, estimate=told)).later[("2", "2")] == EVENING + timedelta(minutes=4)


def test_dish_that_was_added_is_waited_for():
    one, estimator = order("Roast", "Chips"), Estimator()
    planned(one, estimator=estimator)
    now = EVENING + timedelta(minutes=14)
    added = changed(order("Roast", "Chips", "Duck", id=one.id), "1", state=ItemState.COOKING, started_at=EVENING)
    starts = planned(added, now=now, estimator=estimator)
    assert starts == ({(one.id, "2"): now + timedelta(minutes=24)}, {(one.id, "3")})


@pytest.mark.parametrize("away", [{"state": ItemState.VOIDED}, {"held": True}])
def test_dish_that_came_back_is_waited_for(away):
    one, estimator = order("Duck", "Salad"), Estimator()
    planned(one, estimator=estimator)
    planned(changed(one, "1", **away), estimator=estimator)
    late = EVENING + timedelta(minutes=29)
    assert planned(one, now=late, estimator=estimator).later.keys() == {(one.id, "2")}


def test_drink_that_was_added_moves_no_finish():
    one, estimator = order("Roast", "Chips"), Estimator()
    planned(one, estimator=estimator)
    drink = replace(one.items[0], id="3", name="Cola", state=ItemState.DONE, off_rail=True)
    late = EVENING + timedelta(minutes=24)
    assert planned(replace(one, items=(*one.items, drink)), now=late, estimator=estimator).later == {}


def test_a_line_that_is_split_moves_no_finish():
    one, estimator = order("Roast", "Chips"), Estimator()
    one = changed(one, "1", quantity=0.3)
    planned(one, estimator=estimator)
    first, chips = one.items
    parts = replace(first, quantity=0.1), replace(first, id="3", quantity=0.2)
    late = EVENING + timedelta(minutes=24)
    assert planned(replace(one, items=(*parts, chips)), now=late, estimator=estimator).later == {}


def test_finished_orders_are_forgotten():
    one, estimator = order("Roast", "Chips"), Estimator()
    planned(one, estimator=estimator)
    planned(estimator=estimator)
    again = planned(one, now=EVENING + timedelta(minutes=24), estimator=estimator)
    assert again.later


def test_held_dish_and_held_order_are_not_planned():
    one = changed(order("Roast", "Chips"), "2", held=True)
    assert planned(one).next == {(one.id, "1")}
    assert planned(order("Chips", held=True)) == ({}, frozenset())


def test_plan_changes_no_estimate():
    one, estimator = order("Roast", "Chips"), Estimator()
    before = estimator.forecast([one], MENU, EVENING)
    planned(one, estimator=estimator)
    assert estimator.forecast([one], MENU, EVENING) == before
