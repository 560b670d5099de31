"""After any events and clock changes an estimate is ordered and not in the past."""

import json
import math
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import TapRefused
from domain.estimation import Busy, Estimator
from domain.estimation.display import MAX_CHANGES
from domain.estimation.station_queue import StationQueue
from domain.item import Item
from domain.menu import Dish, Menu, Station
from domain.stages import UNFINISHED
from tests.support.shown_times import has_changed
from tests.support.world import EVENING, order_of

STATIONS = ("grill", "cold")
MENU = Menu(
    (Dish(name="Steak", station="grill", minutes=12), Dish(name="Salad", station="cold", minutes=0, batch=1)),
    (Station("grill", 2), Station("cold", 1)),
)
ITEM = st.builds(
    Item,
    id=st.sampled_from("12"),
    name=st.sampled_from(("Steak", "Salad", "Off the menu")),
    quantity=st.integers(1, 99),
    station=st.sampled_from((*STATIONS, "new")),
    prep_minutes=st.floats(0, 600),
)
ITEMS = st.lists(ITEM, min_size=1, max_size=2, unique_by=lambda item: item.id).map(tuple)
# From a second to a year, ahead or back: a phone that slept, a clock that was set right.
JUMP = st.one_of(st.floats(0, 300), st.floats(-1e5, 1e6), st.sampled_from((-3.2e7, 3.2e7)))
STEP = st.one_of(
    st.tuples(st.just("place"), ITEMS),
    st.tuples(st.sampled_from(("start", "bump", "recall", "rush", "cancel", "hand_over")), st.integers(0, 5)),
    st.tuples(st.sampled_from(("start_one", "bump_one", "void_one")), st.integers(0, 5)),
    st.tuples(st.sampled_from(("look", "learn", "reset", "restart")), st.none()),
    st.tuples(st.just("busy"), st.sampled_from((5, 10, 15))),
)


class Kitchen:
    """What the product does with its estimator, without the rest of it."""

    def __init__(self):
        self.now, self.estimator, self.busy = EVENING, Estimator(), None
        self.board, self.changes = {}, {}

    def step(self, verb, said):
        if verb == "place":
            order = order_of(items=said, placed_at=self.now, quoted_for=self.now)
            self.board[order.id] = order
        elif verb == "learn":
            self.estimator.learn(self.board.values(), MENU, self.now)
            # An order that was learned from and is recalled later starts over, with a new time of its own.
            self.changes = {one: n for one, n in self.changes.items() if self.estimator.observation_of(one)}
        elif verb == "reset":
            self.estimator.reset()
        elif verb == "restart":
            self.estimator = Estimator.from_json(json.loads(json.dumps(self.estimator.to_json(), allow_nan=False)))
            self.changes = {}
        elif verb == "busy":
            self.busy = Busy(said, self.now + timedelta(hours=1))
        elif said is not None and self.board:
            self.tap(verb, list(self.board.values())[said % len(self.board)])
        self.look()

    def tap(self, verb, order):
        one = (order.items[0].id,) if verb.endswith("_one") else ()
        try:
            self.board[order.id] = getattr(order, verb.removesuffix("_one"))(self.now, *one).order
        except TapRefused:
            return

    def look(self):
        raw = self.estimator.predict(self.board.values(), MENU, self.now, self.busy)
        forecast = self.estimator.forecast(self.board.values(), MENU, self.now, self.busy)
        assert set(raw) == set(forecast) == {o.id for o in self.board.values() if o.stage in UNFINISHED}
        for order_id, estimate in forecast.items():
            is_sound(raw[order_id], self.now)
            is_sound(estimate, self.now)
            before = self.board[order_id].estimate
            changed = has_changed(before, estimate) and not estimate.timeless
            self.changes[order_id] = self.changes.get(order_id, 0) + changed
            assert self.changes[order_id] <= MAX_CHANGES
            self.board[order_id] = self.board[order_id].estimated(estimate)


def is_sound(estimate, now):
    assert now <= estimate.earliest <= estimate.likely <= estimate.latest
    assert estimate.earliest <= estimate.promise <= estimate.latest
    assert estimate.latest < datetime(2100, 1, 1, tzinfo=UTC)


@settings(max_examples=100)
@given(st.lists(st.tuples(STEP, JUMP), max_size=25))
def test_estimates_are_ordered_and_never_in_the_past(steps):
    kitchen = Kitchen()
    for (verb, said), jump in steps:
        kitchen.step(verb, said)
        kitchen.now += timedelta(seconds=jump)


class Task(NamedTuple):
    """One task of the queue; only a waiting one has the last two."""

    order_id: str
    station: str
    seconds: float
    is_running: bool
    ready_from: float = 0.0
    min_seconds: float = 0.0


TASK = st.builds(
    Task,
    order_id=st.sampled_from("abcd"),
    station=st.sampled_from(STATIONS),
    seconds=st.floats(0, 7200),
    is_running=st.booleans(),
    ready_from=st.floats(-7200, 0),
    min_seconds=st.floats(0, 600),
)


def finish_times(tasks, slots):
    stations, finish = StationQueue(lambda _: slots, EVENING), {}
    for task in tasks:
        if task.is_running:
            stations.run(task.station, task.seconds)
            end = task.seconds
        else:
            end = stations.wait(task.station, task.seconds, task.ready_from, task.min_seconds)
        finish[task.order_id] = max(finish.get(task.order_id, 0.0), end)
    return finish


@given(st.lists(TASK, max_size=12), TASK, st.integers(0, 12), st.integers(1, 3))
def test_more_work_never_makes_another_order_earlier(tasks, more, place, slots):
    tasks = sorted(tasks, key=lambda task: not task.is_running)
    with_more = sorted([*tasks[:place], more, *tasks[place:]], key=lambda task: not task.is_running)
    before, after = (finish_times(some, slots) for some in (tasks, with_more))
    assert all(after[order_id] >= seconds for order_id, seconds in before.items())


@given(st.lists(TASK, min_size=1, max_size=12), st.integers(1, 3))
def test_another_slot_never_makes_an_order_later(tasks, slots):
    tasks = [Task(t.order_id, t.station, t.seconds, is_running=False) for t in tasks]
    fewer, more = (finish_times(tasks, count) for count in (slots, slots + 1))
    assert all(more[order_id] <= seconds + 1e-6 for order_id, seconds in fewer.items())


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(("calibrations", "dishes", "opening", "mood", "tapping")), JSON), JSON)
def test_estimator_starts_from_any_stored_state(written, other):
    order = order_of(items=(Item(id="1", name="Steak", station="grill"),))
    for estimator in (Estimator.from_json({"version": 1, **written}), Estimator.from_json(other)):
        is_sound(estimator.predict([order], MENU, EVENING)[order.id], EVENING)
        assert json.loads(json.dumps(estimator.to_json(), allow_nan=False))["version"] == 1
        assert math.isfinite(estimator.to_json()["mood"]["total"])
