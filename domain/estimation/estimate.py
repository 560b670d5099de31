"""The estimate of an order's ready time: a range with its promise, the value that guests and staff are shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# An order is late when it is expected this long after its promise: nobody minds less.
LATE_BY = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """When an order will be ready. All times UTC; earliest <= likely <= latest, none before `updated_at`.

    `likely` is the median and earliest to latest the 80 % range; `promise` is the 60 % quantile, the time that the
    restaurant would promise at this moment; `updated_at` is the moment of the estimate. `running_late`: the first
    range shown to the guest and the promise have passed. `ask_if_ready`: the order takes longer than 98 % of the
    history, so its ticket may be forgotten. `timeless`: the times have moved as often as they may; show words only.
    """

    earliest: datetime
    likely: datetime
    latest: datetime
    promise: datetime
    updated_at: datetime
    running_late: bool = False
    ask_if_ready: bool = False
    timeless: bool = False

    def is_late(self, promised: datetime) -> bool:
        """Whether the order is expected so long after this promise (UTC) that its guest is to be told."""
        return self.likely - promised >= LATE_BY
