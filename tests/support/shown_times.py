"""Times that a guest is shown, compared from one estimate to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from domain.estimation.estimate import Estimate


def has_changed(shown: Estimate | None, after: Estimate) -> bool:
    """Whether the guest sees another time."""
    return shown is not None and _times(shown) != _times(after)


def _times(estimate: Estimate) -> tuple[datetime, datetime, datetime]:
    return estimate.earliest, estimate.likely, estimate.latest
