"""Start plan: which waiting dish to start now and which later, so that an order's dishes end together.

It advises cooks and changes no estimate.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from domain.dish_names import fold_name
from domain.estimation.station_queue import StationQueue, left_seconds
from domain.stages import UNFINISHED, ItemState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from domain.estimation.workload import StartableItem, Workload
    from domain.menu import Menu
    from domain.order import Order

# The dishes of later orders take the place of one that waits: it is started earlier by this share of the time for which
# all that is to be cooked, itself included, occupies its station. Measured by tests/benchmarks/paced_kitchen.py.
BACKLOG_SHARE = 0.5
# A shorter wait is not worth a word.
MIN_WAIT_SECONDS = 60.0
# A dish that is being put on takes along the same dish of other tickets, if it was to be started within this time.
MAX_SHARED_WAIT_SECONDS = 420.0
# When tickets wait, cooks put more in a pan than the menu says.
MAX_BATCHES_COOKING = 2.0

Dish = tuple[str, str]


class Starts(NamedTuple):
    """Dishes as (order id, item id): `later` by the time (UTC, whole minutes) to start them, and the `next` ones.

    `next` are as many at each station as it has free slots, one at least. A dish that is in neither can be started.
    """

    later: Mapping[Dish, datetime] = {}
    next: frozenset[Dish] = frozenset()


class FirstFinish(NamedTuple):
    """When (UTC) an order was first planned to be finished with these `portions`, which it has now."""

    portions: Counter[str]
    at: datetime


@dataclass(slots=True)
class _Waiting:
    """A dish that waits, and the seconds from now until it ends when its station comes to it."""

    order_id: str
    startable: StartableItem
    end: float


@dataclass(slots=True)
class _Pan:
    """Portions of one dish that are cooked together, by the schedule; `begun` is when (UTC), None while it waits."""

    end: float
    portions: float
    begun: datetime | None = None

    def takes(self, portions: float, batch: float, queued_at: datetime) -> bool:
        """Whether these portions of an order that was queued then (UTC) are cooked with it."""
        if self.begun is None:
            return self.portions + portions <= batch
        return queued_at <= self.begun and self.portions + portions <= MAX_BATCHES_COOKING * batch


@dataclass
class StartPlan:
    """Iterate over it once to compute `starts`; each step yields nothing and takes as long as one order at most.

    The stations are list scheduled, the longest dish of an order first; tickets share a pan up to the dish's batch.
    Cooks tap one start for a pan, so a ticket that was there when it was put on is taken to have its share of it.
    The dish that ends last waits for nothing but its station; each other one is started so late that it ends with it,
    and the order not after the time that its guest was told; earlier where dishes queue. `first_finishes` remembers
    when each order was first planned to be finished.
    """

    orders: Iterable[Order]
    workload_of: Callable[[Order], Workload]
    menu: Menu
    now: datetime
    first_finishes: dict[str, FirstFinish]
    starts: Starts = field(default_factory=Starts)
    _pans: dict[str, _Pan] = field(default_factory=dict)
    _waits: list[tuple[_Waiting, float]] = field(default_factory=list)

    def __iter__(self) -> Iterator[None]:
        """Schedule what runs, then what waits, order by order."""
        queue = sorted((o for o in self.orders if o.stage in UNFINISHED and not o.held), key=_place)
        stations = StationQueue(self.menu.slots, self.now)
        running: dict[str, float] = {}
        for order in queue:
            workload = self.workload_of(order)
            running[order.id] = stations.run_order(workload)
            self._note_pans(order, workload)
            yield
        for order in queue:
            self._wait(order, running[order.id], stations)
            yield
        for order_id in self.first_finishes.keys() - running.keys():
            del self.first_finishes[order_id]
        yield from self._advise(stations)

    def _note_pans(self, order: Order, workload: Workload) -> None:
        cooking = [item for item in order.items if item.state is ItemState.COOKING]
        for item, task in zip(cooking, workload.running, strict=True):
            dish, begun = fold_name(item.name), task.started_at or self.now
            pan = self._pans.get(dish)
            if pan is None or (pan.begun or begun) < begun:
                self._pans[dish] = _Pan(left_seconds(task, self.now), item.quantity, begun)

    def _wait(self, order: Order, finish: float, stations: StationQueue) -> None:
        startable = self.workload_of(order).startable
        waiting = [_Waiting(order.id, one, self._end(order, one, stations)) for one in startable]
        last = max((one.end for one in waiting), default=0.0)
        finish = max(finish, last)
        expected = min(finish, *self._bounds(order, self._first_finish(order, finish)))
        for one in waiting:
            self._waits.append((one, 0.0 if one.end >= finish else expected - one.startable.seconds))

    # What was added, restored or fired has to be cooked yet: the others wait for it, too.
    def _first_finish(self, order: Order, finish: float) -> datetime:
        known, portions = self.first_finishes.get(order.id), _portions(order)
        at = known.at if known and portions <= known.portions else self.now + timedelta(seconds=finish)
        self.first_finishes[order.id] = FirstFinish(portions, at)
        return at

    def _bounds(self, order: Order, first: datetime) -> Iterator[float]:
        # A tap may have been forgotten, and a dish must not wait for one that is done.
        yield (first - self.now).total_seconds()
        # What guests were told knows a kitchen that is quicker than the slots that its stations are said to have.
        if told := order.estimate:
            yield (max(told.likely, told.promise) - self.now).total_seconds()

    def _end(self, order: Order, startable: StartableItem, stations: StationQueue) -> float:
        item, seconds, dish, batch = startable
        pan = self._pans.get(dish)
        if pan and pan.takes(item.quantity, batch, order.queued_at):
            pan.portions += item.quantity
            return pan.end
        end = stations.wait(item.station, seconds)
        self._pans[dish] = _Pan(end, item.quantity)
        return end

    def _advise(self, stations: StationQueue) -> Iterator[None]:
        occupied = {s: stations.backlog(s) for s in {one.startable.item.station for one, _ in self._waits}}
        waits = [(one, wait - BACKLOG_SHARE * occupied[one.startable.item.station]) for one, wait in self._waits]
        due = {one.startable.dish for one, wait in waits if wait <= MIN_WAIT_SECONDS}
        later: dict[Dish, datetime] = {}
        by_station: dict[str, list[Dish]] = {}
        for one, wait in waits:
            item = one.startable.item
            key = (one.order_id, item.id)
            is_shared = wait <= MAX_SHARED_WAIT_SECONDS and one.startable.dish in due
            if wait <= MIN_WAIT_SECONDS or is_shared:
                by_station.setdefault(item.station, []).append(key)
            else:
                later[key] = _to_minute(self.now + timedelta(seconds=wait))
            yield
        self.starts = Starts(later, frozenset(self._pick_next(by_station)))

    def _pick_next(self, by_station: Mapping[str, list[Dish]]) -> Iterator[Dish]:
        busy: dict[str, int] = {}
        for order in self.orders:
            for item in order.items:
                busy[item.station] = busy.get(item.station, 0) + (item.state is ItemState.COOKING)
        for station, dishes in by_station.items():
            yield from dishes[: max(1, self.menu.slots(station) - busy.get(station, 0))]


# Of what is cooked, by dish: held ones count once they are fired.
def _portions(order: Order) -> Counter[str]:
    portions: Counter[str] = Counter()
    for item in order.items:
        if item.state is not ItemState.VOIDED and not item.held and not item.off_rail:
            portions[item.name] += round(1000 * item.quantity)  # whole numbers: parts of a line add up to it exactly
    return portions


def _place(order: Order) -> tuple[bool, datetime, str]:
    return not order.rushed, order.queued_at, order.id


def _to_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
