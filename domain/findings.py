"""Findings: what one estimation pass changes in the times and notices of each order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from domain.estimation.display import is_over
from domain.notices import notices_of_estimate
from domain.stages import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from domain.estimation import Estimate, Estimator
    from domain.estimation.look import Look
    from domain.estimation.observation import Observation
    from domain.notices import Notice
    from domain.order import Order
    from domain.ports import OrderState


class Finding(NamedTuple):
    """Result of a look at one order: the order before, the order now, and the notices that follow.

    `after` is `before` when people see nothing new. `is_written` tells that the database does not have it yet.
    """

    before: Order
    after: Order
    notices: tuple[Notice, ...]
    observation: Observation | None
    is_written: bool

    def is_current(self, states: Mapping[str, OrderState]) -> bool:
        """Whether the order still is as it was looked at, by the states of orders in the store."""
        return states.get(self.before.id) == (self.before.version, self.before.looks)


def compare(
    looked: Mapping[str, Order], look: Look, estimator: Estimator, written: Mapping[str, Observation | None]
) -> Iterator[Finding | None]:
    """Yield for each order what is to be shown or written after a look at it, None where nothing is.

    `written` are the stored observations.
    """
    for order_id, estimate in look.estimates.items():
        before, observation = looked[order_id], estimator.observation_of(order_id)
        is_foretold = observation is not None and observation.is_foretold
        notices = notices_of_estimate(before, estimate, is_foretold=is_foretold)
        is_shown = bool(notices) or order_id in look.news
        is_another = observation is not written.get(order_id) or (is_shown and _is_another(before, estimate))
        if is_shown or is_another:
            is_written = is_another or bool(notices)
            after = before.estimated(estimate, looks=before.looks + is_written) if is_shown else before
            yield Finding(before, after, notices, observation, is_written)
        else:
            yield None


def hide_past_times(left_over: Iterable[Order], estimator: Estimator, now: datetime) -> Iterator[Finding]:
    """Yield each order that is looked at no more with words for its time, once that has passed."""
    for order in left_over:
        shown = order.estimate
        if order.stage in UNFINISHED and shown and not shown.timeless and is_over(shown, now):
            after = order.estimated(replace(shown, timeless=True), looks=order.looks + 1)
            yield Finding(order, after, (), estimator.observation_of(order.id), is_written=True)


# An estimate that differs in its moment alone is shown, as it has other minutes to go, but is not worth a write.
def _is_another(before: Order, estimate: Estimate) -> bool:
    return before.estimate is None or replace(estimate, updated_at=before.estimate.updated_at) != before.estimate
