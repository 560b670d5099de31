"""Estimator: the package's entry point. It forecasts open orders and learns from finished ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from domain.estimation.decoding import CorruptState
from domain.estimation.look import Look, show
from domain.estimation.model import LearnedModel
from domain.estimation.observation import Observation
from domain.estimation.prediction import Moment, Prediction
from domain.estimation.quotes import QuoteQueue
from domain.estimation.start_plan import FirstFinish, StartPlan
from domain.estimation.station_queue import StationQueue
from domain.estimation.tracker import OrderTracker
from domain.estimation.workload import Workload
from domain.stages import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from domain.estimation.estimate import Estimate
    from domain.menu import Menu
    from domain.order import Order

# A ready order is learned from after this time, when a recall is no longer likely.
SETTLING_TIME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Busy:
    """A busy kitchen: `minutes` are added to every estimate `until` a moment (UTC)."""

    minutes: float
    until: datetime

    @classmethod
    def from_json(cls, value: object) -> Busy | None:
        """Read what `to_json` wrote; None for anything else."""
        match value:
            case {"minutes": int() | float() as minutes, "until": str() as until}:
                return cls(minutes, datetime.fromisoformat(until))
            case _:
                return None

    def to_json(self) -> dict[str, object]:
        """Return it for JSON."""
        return {"minutes": self.minutes, "until": self.until.isoformat()}


class Estimator:
    """Forecasts ready times, and learns from what became of them. All times are UTC.

    `forecast` answers for all open orders at once. `look` does the same in steps, for a caller that must leave the
    event loop in between:

        look = estimator.look(orders, menu, now, busy)
        for _ in look:
            ...  # pause here when the slice is used up
        look.news  # by order id, what differs from the estimates shown; look.estimates has them all

    `quote` answers for a new order from the stations' free times as the latest look left them, whatever the number of
    open orders; at the moment of a look it is as exact. Each of them expects as `order.estimate` what people are shown
    at that moment.

    Two states survive a restart: what was learned (`to_json`, `from_json`), and the observation of each open order
    (`observation_of`, `restore_observation`). Without its observation an order is forecast all the same, but what was
    shown before does not count for its changes and its lateness, and it is not learned from.
    """

    def __init__(self, zone: Callable[[], tzinfo] = lambda: UTC) -> None:
        """Begin with the priors; the kitchen opens by the clock of the `zone`."""
        self._zone, self._model = zone, LearnedModel()
        self._tracker = OrderTracker()
        self._quotes = QuoteQueue()
        self._first_finishes: dict[str, FirstFinish] = {}

    @classmethod
    def from_json(cls, value: object) -> Estimator:
        """Return an estimator that learned what `to_json` wrote; unknown or corrupt parts start from their priors."""
        estimator = cls()
        estimator._model = LearnedModel.from_json(value)
        return estimator

    def adopt(self, value: object) -> None:
        """Know from now on what `to_json` wrote, as `from_json` reads it; orders stay observed."""
        self._model = LearnedModel.from_json(value)

    def to_json(self) -> dict[str, object]:
        """Return the learned state for JSON, with its "version"."""
        return self._model.to_json()

    def observation_of(self, order_id: str) -> Observation | None:
        """Return what is remembered of an order, or None. It is immutable: another object means another state."""
        return self._tracker.observations.get(order_id)

    def restore_observation(self, order_id: str, value: object) -> bool:
        """Remember an order as `Observation.to_json` wrote it; return False, and change nothing, if it is corrupt."""
        try:
            observation = Observation.from_json(value)
        except CorruptState:
            return False
        self._tracker.restore(order_id, observation)
        return True

    def restore_promise(self, order_id: str, value: object) -> None:
        """Remember of an order that is not observed, but may come back, which promise was foretold."""
        if self.observation_of(order_id) is None and self.restore_observation(order_id, value):
            self._tracker.drop(order_id)

    def reset(self) -> None:
        """Forget all that was learned; open orders stay observed, but are not learned from."""
        self._model = LearnedModel()
        self._tracker.stop_learning()

    def forecast(
        self, orders: Iterable[Order], menu: Menu, now: datetime, busy: Busy | None = None
    ) -> dict[str, Estimate]:
        """Return by order id what to show for each order that is not ready yet."""
        look = self.look(orders, menu, now, busy)
        for _ in look:
            pass
        return look.estimates

    def look(
        self,
        orders: Iterable[Order],
        menu: Menu,
        now: datetime,
        busy: Busy | None = None,
        stations: AbstractSet[str] | None = None,
    ) -> Look:
        """Return a look at these orders; iterate over it to compute what `forecast` returns.

        With `stations`, only orders that have work there are estimated: a change at a station moves no others.
        """
        return Look(orders, self._moment(menu, now, busy), self._tracker, self._quotes, stations)

    def plan_starts(self, orders: Iterable[Order], menu: Menu, now: datetime) -> StartPlan:
        """Return the plan of when to start each waiting dish; iterate over it to compute its `starts`."""
        workload_of = partial(self._tracker.workload, moment=self._moment(menu, now, None))
        return StartPlan(list(orders), workload_of, menu, now, self._first_finishes)

    def predict(
        self, orders: Iterable[Order], menu: Menu, now: datetime, busy: Busy | None = None
    ) -> dict[str, Estimate]:
        """Return by order id the estimates of this moment, before the display policy and its rounding."""
        moment, observations = self._moment(menu, now, busy), self._tracker.observations
        steps = Look(orders, moment, self._tracker, self._quotes).predict()
        return {
            order.id: prediction.estimate(moment, queued, observations[order.id].forgotten_at)
            for order, prediction, queued in filter(None, steps)
        }

    def quote(
        self, order: Order, menu: Menu, now: datetime, busy: Busy | None = None, *, is_kept: bool = True
    ) -> Estimate:
        """Return what to show of a new order, which is last in the queue; one that is not kept leaves no trace."""
        moment = self._moment(menu, now, busy)
        workload = self._tracker.workload(order, moment)
        queued, other_orders = self._quotes.quote(workload, order.queued_at, moment, is_kept=is_kept)
        prediction = self._tracker.prediction(order, workload, moment, queued, other_orders)
        estimate = show(order, prediction, queued, moment, self._tracker)
        if not is_kept:
            self._tracker.forget(order.id)
        return estimate

    def cooking_time(self, order: Order, menu: Menu, now: datetime, busy: Busy | None = None) -> timedelta:
        """Return how long an order takes at most, by what was learned, when the stations are free for it."""
        moment = self._moment(menu, now, busy)
        workload = Workload.derive(order, menu, self._model)
        prediction = Prediction.derive(order, workload, began=now, wait_seconds=0.0, other_orders=0)
        queued = StationQueue(menu.slots, now).queue_order(workload, now)
        return prediction.estimate(moment, queued, now).latest - now

    def learn(self, orders: Iterable[Order], menu: Menu, now: datetime) -> bool:
        """Learn from the orders that have become ready, each once; return whether there was any.

        `orders` are all committed orders of the board: the observation of any other order is dropped.
        """
        known = {order.id: order for order in orders}
        observed = [known[order_id] for order_id in self._tracker.observations if order_id in known]
        kept = {order.id: order for order in observed if order.stage in UNFINISHED or order.ready_at is not None}
        self._tracker.retain(kept.keys(), known.keys())
        settled = [kept[order_id] for order_id in self._tracker.observations if _is_settled(kept[order_id], now)]
        for order in sorted(settled, key=_ready_at):
            observation = self._tracker.drop(order.id)
            if observation.is_fresh:
                self._model = self._model.updated(order, observation, _ready_at(order), menu, self._zone())
        return bool(settled)

    def _moment(self, menu: Menu, now: datetime, busy: Busy | None) -> Moment:
        extra = timedelta(minutes=busy.minutes) if busy and now < busy.until else timedelta()
        return Moment(now, menu, self._model, self._model.drift.bias(now), extra)


def _is_settled(order: Order, now: datetime) -> bool:
    return order.stage not in UNFINISHED and now - _ready_at(order) >= SETTLING_TIME


def _ready_at(order: Order) -> datetime:
    return order.ready_at or order.queued_at
