"""The estimator: forecasts open orders and learns from finished ones. The package's face."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.estimation.display import has_changed, next_shown
from domain.estimation.model import LearnedModel
from domain.estimation.prediction import Prediction
from domain.estimation.station_queue import finish_times, queue_tasks
from domain.stages import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.estimation.estimate import Estimate
    from domain.estimation.observation import Observation
    from domain.menu import Menu
    from domain.order import Order

# A ready order is learned from after this time, when a recall is no longer likely.
SETTLING_TIME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Busy:
    """A busy kitchen: `minutes` are added to every estimate `until` a moment (UTC)."""

    minutes: float
    until: datetime


class Estimator:
    """Forecasts ready times, and learns from what became of them. All times are UTC.

    It observes each open order from its first forecast on. What it learned survives a restart through `to_json` and
    `from_json`; the observations of open orders do not: those orders are forecast, but not learned from.
    """

    def __init__(self) -> None:
        self._model = LearnedModel()
        self._observations: dict[str, Observation] = {}

    @classmethod
    def from_json(cls, value: object) -> Estimator:
        """Return an estimator that learned what `to_json` wrote; unknown or corrupt parts start from their priors."""
        estimator = cls()
        estimator._model = LearnedModel.from_json(value)
        return estimator

    def to_json(self) -> dict[str, object]:
        """Return the learned state for JSON, with its "version"."""
        return self._model.to_json()

    def reset(self) -> None:
        """Forget all that was learned; open orders stay observed, but are not learned from."""
        self._model = LearnedModel()
        self._observations = {id_: replace(one, is_fresh=False) for id_, one in self._observations.items()}

    def forecast(
        self, orders: Collection[Order], menu: Menu, now: datetime, busy: Busy | None = None
    ) -> dict[str, Estimate]:
        """Return by order id what to show for each order that is not ready yet."""
        fresh = self.predict(orders, menu, now, busy)
        return {order.id: self._show(order, fresh[order.id]) for order in orders if order.id in fresh}

    def predict(
        self, orders: Collection[Order], menu: Menu, now: datetime, busy: Busy | None = None
    ) -> dict[str, Estimate]:
        """Return by order id the estimates of this moment, before the display policy and its rounding."""
        unfinished = sorted((o for o in orders if o.stage in UNFINISHED), key=lambda order: order.placed_at)
        tasks = queue_tasks(unfinished, menu, self._model.dish_times, now, taps_start=self._model.taps_start)
        queued = finish_times(tasks, menu.slots)
        extra = timedelta(minutes=busy.minutes) if busy and now < busy.until else timedelta()
        awaited = sum(self._is_awaited(order, now) for order in unfinished)
        return {
            order.id: self._observe(Prediction(order, menu, self._model, now, queued[order.id]), awaited, extra)
            for order in unfinished
        }

    def learn(self, orders: Collection[Order], menu: Menu, now: datetime) -> bool:
        """Learn from the orders that have become ready, each once; return whether there was any.

        `orders` are all committed orders of the board: the observation of any other order is dropped.
        """
        by_id = {order.id: order for order in orders if order.stage in UNFINISHED or order.ready_at is not None}
        self._observations = {id_: one for id_, one in self._observations.items() if id_ in by_id}
        settled = [by_id[id_] for id_ in self._observations if _is_settled(by_id[id_], now)]
        for order in sorted(settled, key=_ready_at):
            observation = self._observations.pop(order.id)
            if observation.is_fresh:
                self._model = self._model.updated(order, observation, _ready_at(order), menu)
        return bool(settled)

    def _observe(self, prediction: Prediction, awaited: int, extra: timedelta) -> Estimate:
        order_id = prediction.order.id
        observation = self._observations.get(order_id) or prediction.begin_observation(awaited - 1)
        self._observations[order_id] = prediction.take_snapshot(observation)
        return prediction.estimate(self._observations[order_id], extra)

    def _is_awaited(self, order: Order, now: datetime) -> bool:
        return order.id not in self._observations or now < self._observations[order.id].forgotten_at

    def _show(self, order: Order, fresh: Estimate) -> Estimate:
        observation = self._observations[order.id]
        after = next_shown(order.estimate, fresh, observation.changes)
        late_at = observation.late_at or (order.estimate or after).latest
        changes = observation.changes + has_changed(order.estimate, after)
        self._observations[order.id] = replace(observation, changes=changes, late_at=late_at)
        return replace(after, running_late=fresh.updated_at > max(late_at, order.quoted_for))


def _is_settled(order: Order, now: datetime) -> bool:
    return order.stage not in UNFINISHED and now - _ready_at(order) >= SETTLING_TIME


def _ready_at(order: Order) -> datetime:
    return order.ready_at or order.placed_at
