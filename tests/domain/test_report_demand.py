"""Reports: when orders came, and which dishes sold."""

from dataclasses import replace
from datetime import time, timedelta

from domain.report_demand import Outage, best_sellers, busiest, quarter_hours, sold_out, split_rare
from domain.stages import ItemState, Stage
from tests.support.world import EVENING, order_of

FOUR = time(4)


def came(*minutes, **said):
    return [order_of(ItemState.QUEUED, placed_at=EVENING + timedelta(minutes=n), **said) for n in minutes]


def quarters(orders):
    return [(f"{one.starts:%H:%M}", one.orders) for one in quarter_hours(orders, lambda at: at, FOUR)]


def sold(*dishes, **said):
    """Return an order of these (name, quantity)."""
    order = order_of(*[ItemState.DONE] * len(dishes), **said)
    items = [replace(item, name=name, quantity=n) for item, (name, n) in zip(order.items, dishes, strict=True)]
    return replace(order, items=tuple(items))


def test_without_orders_there_is_no_demand():
    assert quarters([]) == busiest([], 3) == best_sellers([]) == []


def test_quarters_go_from_first_to_last_order():
    assert quarters(came(14, 0, 31)) == [("19:00", 2), ("19:15", 0), ("19:30", 1)]


def test_quarters_after_midnight_end_the_evening():
    assert [at for at, n in quarters(came(60 * 5 + 1, 60 * 4 + 50)) if n] == ["23:45", "00:00"]


def test_scheduled_orders_count_when_they_are_fired():
    assert quarters(came(0, held=True)) == []
    assert quarters(came(0, fired_at=EVENING + timedelta(hours=1))) == [("20:00", 1)]


def test_busiest_quarters_come_first_and_empty_ones_never():
    found = busiest(quarter_hours(came(0, 31, 32, 50, 51, 52), lambda at: at, FOUR), 9)
    assert [one.orders for one in found] == [3, 2, 1]


def test_best_sellers_count_portions_and_orders():
    orders = [sold(("Naan", 2), ("Tikka", 1), ("Naan", 1)), sold(("Naan", 0.5)), sold(("Balti", 1))]
    assert [(dish.name, dish.portions, dish.orders) for dish in best_sellers(orders)] == [
        ("Naan", 3.5, 2),
        ("Balti", 1, 1),
        ("Tikka", 1, 1),
    ]


def test_one_dish_in_two_spellings_is_one():
    (naan,) = best_sellers([sold(("Garlic Naan", 1)), sold(("garlic  naan", 1), ("GARLIC NAAN", 1))])
    assert (naan.name, naan.portions, naan.orders) == ("Garlic Naan", 3, 2)


def test_cancelled_orders_and_struck_items_are_not_sold():
    struck = sold(("Naan", 1), ("Tikka", 1))
    struck = replace(struck, items=(replace(struck.items[0], state=ItemState.VOIDED), struck.items[1]))
    orders = [sold(("Naan", 1), closed=Stage.CANCELLED), struck]
    assert [dish.name for dish in best_sellers(orders)] == ["Tikka"]


def test_dishes_with_few_orders_are_split_off():
    assert split_rare([5, 3, 2, 1], int) == ([5, 3], [2, 1])
    assert split_rare([2, 1], int) == ([2, 1], [])


def test_sold_out_minutes_count_within_the_span():
    hour = timedelta(hours=1)
    outages = [
        Outage("Naan", EVENING - hour, EVENING + hour / 2),
        Outage("naan", EVENING + hour, None),
        Outage("Lassi", EVENING, EVENING + hour),
    ]
    naan, lassi = sold_out(outages, [], EVENING, EVENING + 2 * hour)
    assert (naan.name, naan.minutes, naan.asked_for) == ("Naan", 90, 0)
    assert (lassi.name, lassi.minutes) == ("Lassi", 60)


def test_sold_out_dish_that_was_asked_for_comes_first():
    outages = [Outage("Naan", EVENING, None), Outage("Lassi", EVENING + timedelta(minutes=5), None)]
    order = sold(("lassi", 1), ("Naan", 1))
    order = replace(order, items=(replace(order.items[0], sold_out=True), order.items[1]))
    found = sold_out(outages, [order], EVENING, EVENING + timedelta(minutes=9))
    assert [(dish.name, dish.minutes, dish.asked_for) for dish in found] == [("Lassi", 4, 1), ("Naan", 9, 0)]
