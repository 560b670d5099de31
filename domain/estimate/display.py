"""What of an estimate is shown: calm, whole minutes, never in the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.estimate.range import Estimate

MINUTE = timedelta(minutes=1)
LATER = timedelta(minutes=2)
EARLIER = timedelta(minutes=4)


def steady(shown: Estimate | None, fresh: Estimate) -> Estimate:
    """Return what is to be shown next: what was shown, unless the news is worth a movement.

    Later only when the fresh estimate is two minutes past what was shown, or that time is less than a minute away;
    earlier only by four minutes or more.
    """
    if shown is None or _worth_moving(shown, fresh):
        return rounded(fresh)
    return replace(shown, earliest=max(shown.earliest, _minute_after(fresh.updated_at)), updated_at=fresh.updated_at)


def rounded(estimate: Estimate) -> Estimate:
    """Round to whole minutes, upwards, so that no time is in the past."""
    earliest = _minute_after(estimate.earliest)
    likely = max(earliest, _minute_after(estimate.likely))
    return replace(
        estimate,
        earliest=earliest,
        likely=likely,
        latest=max(likely, _minute_after(estimate.latest)),
        promise=_minute_after(estimate.promise),
    )


def _worth_moving(shown: Estimate, fresh: Estimate) -> bool:
    later = fresh.likely - shown.likely
    near = shown.likely - fresh.updated_at < MINUTE
    return later >= LATER or later <= -EARLIER or (near and later > timedelta())


def _minute_after(at: datetime) -> datetime:
    floor = at.replace(second=0, microsecond=0)
    return floor if floor == at else floor + MINUTE
