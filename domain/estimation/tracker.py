"""Order tracker: the observations of open orders, and a cache of what is derived from each order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from domain.estimation.features import WAITING
from domain.estimation.observation import Observation
from domain.estimation.prediction import Prediction
from domain.estimation.workload import Workload

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from domain.estimation.prediction import Moment
    from domain.order import Order

# An order first seen later than this after its placing (after a restart) is not learned from.
MAX_FIRST_SEEN_AGE = timedelta(minutes=2)


class OrderTracker:
    """Keeps one observation an order. Workloads and predictions are caches: each holds as long as its sources do.

    Of an order whose observation has ended it keeps which promise (UTC) was foretold: the order may come back.
    """

    def __init__(self) -> None:
        self.observations: dict[str, Observation] = {}
        self._foretold: dict[str, datetime] = {}
        self._workloads: dict[str, Workload] = {}
        self._predictions: dict[str, Prediction] = {}

    def is_forgotten(self, order: Order, now: datetime) -> bool:
        """Whether the ticket of the order may have been forgotten by now (UTC)."""
        observation = self.observations.get(order.id)
        return observation is not None and now >= observation.forgotten_at

    def workload(self, order: Order, moment: Moment) -> Workload:
        """Return the workload of an order that is not closed, derived only when a source of it was replaced."""
        workload = self._workloads.get(order.id)
        if workload is None or not workload.is_derived_from(order, moment.menu, moment.model):
            workload = self._workloads[order.id] = Workload.derive(order, moment.menu, moment.model)
        return workload

    def prediction(
        self, order: Order, workload: Workload, moment: Moment, queued: float, other_orders: int
    ) -> Prediction:
        """Return the prediction of an order; begin or extend its observation where it is new or came further."""
        observation = self.observations.get(order.id)
        prediction = self._predictions.get(order.id)
        if observation is not None and prediction is not None and prediction.workload is workload:
            return prediction
        if observation is None:
            begun = _begin_observation(order, workload, moment, queued, other_orders)
            observation = self._with_foretold(order, begun)
        prediction = _derive(order, workload, observation, moment)
        if workload.progress not in observation.snapshots:
            observation = observation.with_snapshot(workload.progress, prediction.take_snapshot(moment, queued))
        self.observations[order.id], self._predictions[order.id] = observation, prediction
        return prediction

    def _with_foretold(self, order: Order, observation: Observation) -> Observation:
        if self._foretold.get(order.id) != order.quoted_for:
            return observation
        return replace(observation, promised=order.quoted_for, is_foretold=True)

    def note_shown(self, order: Order) -> Observation:
        """Return the observation of an order that has one, with what is shown of it now."""
        observation = self.observations[order.id]
        if order.estimate is not None:
            self.observations[order.id] = observation = observation.with_shown(order, order.estimate)
        return observation

    def note_late_at(self, order: Order, latest: datetime) -> datetime:
        """Return the end (UTC) of the first range shown of an order, which is `latest` if this is the first."""
        observation = self.observations[order.id]
        if observation.late_at is None:
            self.observations[order.id] = observation = replace(observation, late_at=latest)
        return observation.late_at or latest

    def restore(self, order_id: str, observation: Observation) -> None:
        """Observe an order as before a restart."""
        self.observations[order_id] = observation
        self._predictions.pop(order_id, None)

    def retain(self, order_ids: AbstractSet[str], known_ids: AbstractSet[str]) -> None:
        """Drop everything about other orders; of those that are known still, keep which promise was foretold."""
        for order_id in self.observations.keys() - order_ids:
            self._note_foretold(order_id)
        self._foretold = {id_: promised for id_, promised in self._foretold.items() if id_ in known_ids}
        tables: tuple[dict[str, Any], ...] = (self.observations, self._workloads, self._predictions)
        for by_id in tables:
            for order_id in by_id.keys() - order_ids:
                del by_id[order_id]

    def drop(self, order_id: str) -> Observation:
        """End an observation and return it."""
        self._note_foretold(order_id)
        self._predictions.pop(order_id, None)
        return self.observations.pop(order_id)

    def _note_foretold(self, order_id: str) -> None:
        observation = self.observations[order_id]
        if observation.is_foretold and observation.promised is not None:
            self._foretold[order_id] = observation.promised

    def forget(self, order_id: str) -> None:
        """Drop everything about an order that has left the queue."""
        for by_id in (self.observations, self._workloads, self._predictions):
            by_id.pop(order_id, None)

    def stop_learning(self) -> None:
        """Keep the observations, but learn from none of them."""
        self.observations = {id_: replace(one, is_fresh=False) for id_, one in self.observations.items()}


def _derive(order: Order, workload: Workload, observation: Observation, moment: Moment) -> Prediction:
    snapshot = observation.snapshots.get(workload.progress)
    if snapshot is not None:
        began = snapshot.at
    else:
        began = min(moment.now, order.queued_at) if workload.progress in WAITING else moment.now
    wait_seconds = observation.wait_minutes * 60 * workload.model.opening_hours.share
    return Prediction.derive(
        order, workload, began=began, wait_seconds=wait_seconds, other_orders=observation.other_orders
    )


def _begin_observation(
    order: Order, workload: Workload, moment: Moment, queued: float, other_orders: int
) -> Observation:
    wait_minutes = workload.model.opening_hours.wait_minutes(order.queued_at)
    # The whole wait counts here: an order that waits until the kitchen opens was not forgotten by then.
    prediction = Prediction.derive(
        order, workload, began=order.queued_at, wait_seconds=wait_minutes * 60, other_orders=other_orders
    )
    age = moment.now - order.queued_at
    expected = prediction.expected(moment, max(0.0, age.total_seconds()), queued)
    longest = prediction.calibration.forgotten_after(expected)
    is_fresh = timedelta() <= age < MAX_FIRST_SEEN_AGE
    return Observation(wait_minutes, other_orders, is_fresh, order.queued_at + timedelta(seconds=longest))
