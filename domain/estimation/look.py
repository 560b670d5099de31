"""One estimation pass over all open orders at one moment, in steps between which the caller can yield."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from domain.estimation.display import MAX_MOVES, is_minor, is_news, is_over, keep_times, next_shown
from domain.estimation.station_queue import StationQueue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from domain.estimation.estimate import Estimate
    from domain.estimation.prediction import Moment, Prediction
    from domain.estimation.quotes import QuoteQueue
    from domain.estimation.tracker import OrderTracker
    from domain.order import Order


class Look:
    """Iterate over it once to compute the estimates; each step yields nothing and takes about as long as one order.

    Between two steps the caller may do anything, taps, quotes and other looks included: the look goes on with the
    orders, the menu and the model that it began with. `estimates` has what to show by order id; `news` those of them
    that differ from `order.estimate` in anything that people see (`display.is_news`). Both fill up with the steps.
    With `stations` only orders that have work there are estimated; the queue is scheduled whole.
    """

    def __init__(
        self,
        orders: Iterable[Order],
        moment: Moment,
        tracker: OrderTracker,
        quotes: QuoteQueue,
        stations: AbstractSet[str] | None = None,
    ) -> None:
        self._orders, self._moment, self._tracker, self._quotes = orders, moment, tracker, quotes
        self._stations = stations
        self.estimates: dict[str, Estimate] = {}
        self.news: dict[str, Estimate] = {}

    def __iter__(self) -> Iterator[None]:
        """Compute what to show of each unfinished order."""
        for predicted in self.predict():
            if predicted is not None:
                order = predicted[0]
                after = show(*predicted, self._moment, self._tracker)
                self.estimates[order.id] = after
                if is_news(order.estimate, after):
                    self.news[order.id] = after
            yield

    def predict(self) -> Iterator[tuple[Order, Prediction, float] | None]:
        """Yield each unfinished order with its prediction and schedule, as the queue is ordered; else None for a step.

        The schedule is the seconds until the order's last task is finished.
        """
        moment, tracker, number = self._moment, self._tracker, self._quotes.begin_look()
        stations, queue = StationQueue(moment.menu.slots, moment.now), []
        for order in self._orders:
            if order.held:
                tracker.forget(order.id)
            elif order.closed is None and (workload := tracker.workload(order, moment)).is_unfinished:
                queue.append((workload.place, order, workload))
                yield None
        queue.sort(key=itemgetter(0))
        awaited = sum([not tracker.is_forgotten(order, moment.now) for _, order, _ in queue])
        running = [stations.run_order(workload) for _, _, workload in queue]
        for (_, order, workload), finish in zip(queue, running, strict=True):
            queued = max(finish, stations.queue_order(workload, order.queued_at))
            if self._stations is None or not workload.stations.isdisjoint(self._stations):
                yield order, tracker.prediction(order, workload, moment, queued, awaited - 1), queued
            else:
                yield None
        self._quotes.finish_look(number, stations, awaited)


def show(order: Order, prediction: Prediction, queued: float, moment: Moment, tracker: OrderTracker) -> Estimate:
    """Return what to show of an order: the times shown before where they stay, which needs no new range."""
    observation, shown, now = tracker.note_shown(order), order.estimate, moment.now
    changes = observation.changes
    if (
        shown is not None
        and not is_over(shown, now)
        and (changes >= MAX_MOVES or is_minor(shown, prediction.likely(moment, queued), changes))
    ):
        return keep_times(
            shown,
            now,
            is_forgotten=now >= observation.forgotten_at + moment.extra,
            running_late=now > order.quoted_for and now > (observation.late_at or shown.latest),
        )
    fresh = prediction.estimate(moment, queued, observation.forgotten_at)
    after = next_shown(shown, fresh, changes)
    late_at = tracker.note_late_at(order, after.latest)
    return replace(after, running_late=now > max(late_at, order.quoted_for))
