"""What of an estimate is shown: calm, whole minutes, never in the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.estimation.estimate import Estimate

MINUTE = timedelta(minutes=1)
# estimate.md 6: what moves a shown time.
LATER = timedelta(minutes=2)
EARLIER = timedelta(minutes=4)
WIDE = timedelta(minutes=20)
# What is shown changes three times at most, the passing of an earliest time among them. Each change goes further into
# the range that is left, so that few tickets see the next one pass: to its middle, then further, then to its end.
CHANGES = 3
# News of this size is worth the change that is otherwise kept for a time that comes near.
GREAT = timedelta(minutes=8)
# After the last change no time is shown; the one that stands behind the words moves on by leaps.
LEAP = timedelta(minutes=15)


def steady(shown: Estimate | None, fresh: Estimate, changes: int = 0) -> Estimate:
    """Return what is to be shown next: what was shown, unless the news is worth a movement.

    Later only when the fresh estimate is two minutes past what was shown, or the shown range begins in less than a
    minute; earlier only by four minutes or more; eight either way once there was one of the `changes` before.
    `shown` was rounded already.
    """
    if shown is None:
        return rounded(fresh)
    if shown.earliest - fresh.updated_at < MINUTE:
        return _timeless(fresh) if changes >= CHANGES else rounded(_further(shown, fresh, changes))
    if _is_news(shown, fresh, changes):
        return rounded(fresh)
    return _kept(shown, fresh)


def rounded(estimate: Estimate) -> Estimate:
    """Round upwards, so that no time is in the past: to whole minutes, to five of a range wider than 20."""
    step = 5 * MINUTE if estimate.latest - estimate.earliest > WIDE else MINUTE
    earliest, likely, latest, promise = (
        _step_after(at, step) for at in (estimate.earliest, estimate.likely, estimate.latest, estimate.promise)
    )
    return replace(estimate, earliest=earliest, likely=likely, latest=latest, promise=promise)


def has_changed(shown: Estimate | None, after: Estimate) -> bool:
    """Whether the guest sees another time."""
    return shown is not None and _times(shown) != _times(after)


def _is_news(shown: Estimate, fresh: Estimate, changes: int) -> bool:
    later = fresh.likely - shown.likely
    if changes == 0:
        return later >= LATER or later <= -EARLIER
    return changes == 1 and abs(later) >= GREAT


def _further(shown: Estimate, fresh: Estimate, changes: int) -> Estimate:
    """Return the range that is left once the earliest time has come: from how far is told by the changes before."""
    left = fresh.latest - fresh.likely
    likely = fresh.likely + (left * changes) / (CHANGES - 1)
    if shown.likely - likely < EARLIER:
        likely = max(likely, shown.likely)
    likely = max(likely, fresh.updated_at + LATER)
    latest = max(likely + LATER, fresh.latest)
    return replace(
        fresh, earliest=likely, likely=likely, latest=latest, promise=min(latest, max(likely, fresh.promise))
    )


def _timeless(fresh: Estimate) -> Estimate:
    likely = fresh.updated_at + max(LEAP, fresh.likely - fresh.updated_at)
    return replace(
        rounded(replace(fresh, earliest=likely, likely=likely, latest=likely + LEAP, promise=likely)), timeless=True
    )


def _kept(shown: Estimate, fresh: Estimate) -> Estimate:
    earliest, likely, latest = _times(shown)
    return replace(
        fresh,
        earliest=earliest,
        likely=likely,
        latest=latest,
        promise=max(shown.promise, earliest),
        timeless=shown.timeless,
    )


def _times(estimate: Estimate) -> tuple[datetime, datetime, datetime]:
    return estimate.earliest, estimate.likely, estimate.latest


def _step_after(at: datetime, step: timedelta) -> datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return at + (midnight - at) % step
