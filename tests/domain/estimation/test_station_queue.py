"""Station queue: open tasks and their order."""

from datetime import timedelta

import pytest

from domain.estimation.model import LearnedModel, Tapping
from domain.estimation.station_queue import OVERRUN_SHARE, StationQueue
from domain.estimation.workload import Workload
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


def workload_of(order, menu=KITCHEN, *, taps_start=True):
    return Workload.derive(order, menu, LearnedModel(tapping=Tapping(taps_start, 1.0)))


def done(*orders, menu=KITCHEN, now=EVENING, taps_start=True):
    """Return by order the minutes until it is finished; orders come in the order of the queue."""
    stations = StationQueue(menu.slots, now)
    workloads = [workload_of(order, menu, taps_start=taps_start) for order in orders]
    running = [stations.run_order(workload) for workload in workloads]
    waiting = [stations.queue_order(one, o.placed_at) for one, o in zip(workloads, orders, strict=True)]
    return [max(pair) / MINUTE for pair in zip(running, waiting, strict=True)]


def test_station_cooks_in_order_of_arrival():
    first, second = ticket(fries()), ticket(fries(), placed=EVENING + timedelta(seconds=1))
    assert done(first, second) == [5, 10]


def test_another_slot_shortens_the_queue():
    both = (ticket(fries()), ticket(fries()))
    assert done(*both, menu=Menu(KITCHEN.dishes, (Station("fryer", 2),))) == [5, 5]


def test_a_station_without_slots_cooks_all_the_same():
    assert done(ticket(fries()), menu=Menu((), (Station("fryer", 0),))) == [5]


def test_portions_over_a_batch_take_another_batch():
    assert done(ticket(fries(quantity=4))) == [5]
    assert done(ticket(fries(quantity=5))) == [10]
    assert done(ticket(fries(name="New dish", quantity=5))) == [5]


def test_running_task_needs_the_rest_and_never_nothing():
    cooking = {"state": ItemState.COOKING, "started_at": EVENING}
    assert done(ticket(fries(**cooking)), now=EVENING + timedelta(minutes=2)) == [3]
    assert done(ticket(fries(**cooking)), now=EVENING + timedelta(hours=2)) == [pytest.approx(5 * OVERRUN_SHARE)]
    assert done(ticket(fries(**cooking)), now=EVENING - timedelta(hours=2)) == [5]


def test_a_task_that_runs_holds_its_slot_already():
    waits, runs = ticket(fries()), ticket(fries(state=ItemState.COOKING, started_at=EVENING))
    assert done(waits, runs, now=EVENING + timedelta(minutes=3)) == [7, 2]


def test_more_tasks_than_slots_delay_what_waits():
    stations = StationQueue(lambda _: 1, EVENING)
    stations.run("fryer", 60)
    stations.run("fryer", 120)
    assert stations.wait("fryer", 60) == 240


def test_free_times_move_with_the_clock_but_never_back():
    stations = StationQueue(lambda _: 1, EVENING)
    stations.run("fryer", 100)
    stations.advance(EVENING + timedelta(seconds=40))
    assert stations.wait("fryer", 5) == 65
    stations.advance(EVENING - timedelta(days=1))
    assert stations.wait("fryer", 5) == 70


def test_untapped_task_runs_from_its_first_free_slot():
    first, second = ticket(fries()), ticket(fries(), placed=EVENING + timedelta(minutes=1))
    assert done(first, second, now=EVENING + timedelta(minutes=3), taps_start=False) == [2, 7]
    assert done(first, now=EVENING + timedelta(hours=3), taps_start=False) == [pytest.approx(5 * OVERRUN_SHARE)]


def test_struck_items_are_no_work():
    order = ticket(fries(), fries(id="2", prep_minutes=20, state=ItemState.VOIDED), fries(id="3", state=ItemState.DONE))
    work = workload_of(order).work
    assert (work.longest, work.total) == (300, 600)
    assert done(order) == [5]
