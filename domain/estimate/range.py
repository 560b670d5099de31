"""A ready time as a range: what is said of it is honest about how much is known."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """When an order will be ready. All times UTC; earliest <= likely <= latest, none before `updated_at`.

    `promise` is what the restaurant would promise at this moment; `updated_at` is when the kitchen last looked.
    """

    earliest: datetime
    likely: datetime
    latest: datetime
    promise: datetime
    updated_at: datetime
