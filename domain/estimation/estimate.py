"""A ready time as a range: what is said of it is honest about how much is known."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """When an order will be ready. All times UTC; earliest <= likely <= latest, none before `updated_at`.

    `likely` is the median and earliest to latest the 80 % range; `promise` is the 60 % quantile, what the restaurant
    would promise at this moment; `updated_at` is when the kitchen last looked. `running_late`: the first range shown
    to the guest has passed. `ask_if_ready`: hardly any order ever took so long, so the ticket may be forgotten.
    `timeless`: the times have been moved as often as they may; show words, no time.
    """

    earliest: datetime
    likely: datetime
    latest: datetime
    promise: datetime
    updated_at: datetime
    running_late: bool = False
    ask_if_ready: bool = False
    timeless: bool = False
