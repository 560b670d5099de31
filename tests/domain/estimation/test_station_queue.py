"""What work is left, and who waits for whom."""

from datetime import timedelta

import pytest

from domain.estimation.dish_times import DishTimes
from domain.estimation.station_queue import OVERRUN_SHARE, Task, finish_times, queue_tasks, work_of
from domain.item import Item
from domain.menu import Dish, Menu, Station
from domain.stages import ItemState
from tests.support.world import EVENING, order_of

MINUTE = 60
KITCHEN = Menu((Dish(name="Fries", station="fryer", minutes=5, batch=4),), (Station("fryer", 1),))


def ticket(*items, placed=EVENING, **said):
    return order_of(items=items, placed_at=placed, **said)


def fries(**said):
    return Item(**{"id": "1", "name": "Fries", "station": "fryer", "prep_minutes": 5.0, **said})


def done(*orders, menu=KITCHEN, now=EVENING, taps_start=True):
    finished = finish_times(queue_tasks(orders, menu, DishTimes(), now, taps_start=taps_start), menu.slots)
    return [finished[order.id] / MINUTE for order in orders]


def test_a_station_cooks_one_after_the_other_as_they_came_in():
    first, second = ticket(fries()), ticket(fries(), placed=EVENING + timedelta(seconds=1))
    assert done(second, first) == [10, 5]


def test_another_slot_shortens_the_queue():
    both = (ticket(fries()), ticket(fries()))
    assert done(*both, menu=Menu(KITCHEN.dishes, (Station("fryer", 2),))) == [5, 5]


def test_a_station_without_slots_cooks_all_the_same():
    assert done(ticket(fries()), menu=Menu((), (Station("fryer", 0),))) == [5]


def test_a_ticket_that_was_moved_ahead_is_cooked_first():
    first, rushed = ticket(fries()), ticket(fries(), placed=EVENING + timedelta(seconds=1), rushed=True)
    assert done(first, rushed) == [10, 5]


def test_more_portions_than_a_batch_holds_take_another_batch():
    assert done(ticket(fries(quantity=4))) == [5]
    assert done(ticket(fries(quantity=5))) == [10]
    assert done(ticket(fries(name="New dish", quantity=5))) == [5]


def test_a_running_task_needs_what_is_left_of_it_and_never_nothing():
    cooking = {"state": ItemState.COOKING, "started_at": EVENING}
    assert done(ticket(fries(**cooking)), now=EVENING + timedelta(minutes=2)) == [3]
    assert done(ticket(fries(**cooking)), now=EVENING + timedelta(hours=2)) == [pytest.approx(5 * OVERRUN_SHARE)]
    assert done(ticket(fries(**cooking)), now=EVENING - timedelta(hours=2)) == [5]


def test_a_task_that_runs_holds_its_slot_already():
    waits, runs = ticket(fries()), ticket(fries(state=ItemState.COOKING, started_at=EVENING))
    assert done(waits, runs, now=EVENING + timedelta(minutes=3)) == [7, 2]


def test_more_tasks_than_slots_may_run_and_hold_up_what_waits():
    running = [Task("a", "fryer", 60, is_running=True), Task("b", "fryer", 120, is_running=True)]
    waiting = Task("c", "fryer", 60, is_running=False)
    assert finish_times([*running, waiting], lambda _: 1) == {"a": 60, "b": 120, "c": 240}


def test_where_nobody_taps_start_a_task_is_believed_to_run_since_it_could():
    first, second = ticket(fries()), ticket(fries(), placed=EVENING + timedelta(minutes=1))
    assert done(first, second, now=EVENING + timedelta(minutes=3), taps_start=False) == [2, 7]
    assert done(first, now=EVENING + timedelta(hours=3), taps_start=False) == [pytest.approx(5 * OVERRUN_SHARE)]


def test_struck_items_are_no_work():
    order = ticket(fries(), fries(id="2", prep_minutes=20, state=ItemState.VOIDED), fries(id="3", state=ItemState.DONE))
    work = work_of(order, KITCHEN, DishTimes())
    assert (work.longest, work.total) == (300, 600)
    assert done(order) == [5]
