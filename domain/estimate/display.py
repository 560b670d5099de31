"""What of an estimate is shown: calm, whole minutes, never in the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.estimate.range import Estimate

MINUTE = timedelta(minutes=1)
# estimate.md 6: what moves a shown time.
LATER = timedelta(minutes=2)
EARLIER = timedelta(minutes=4)
WIDE = timedelta(minutes=20)
# A shown time moves three times at most. The last move goes to the end of the range: few tickets outlast it.
MOVES = 3
# After that no time is shown; the one that stands behind the words moves on by leaps.
LEAP = timedelta(minutes=15)


def steady(shown: Estimate | None, fresh: Estimate, moves: int = 0) -> Estimate:
    """Return what is to be shown next: what was shown, unless the news is worth a movement.

    Later only when the fresh estimate is two minutes past what was shown (further with each of the `moves` before),
    or that time is less than a minute away; earlier only by four minutes or more. `shown` was rounded already.
    """
    if shown is None:
        return rounded(fresh)
    if moves >= MOVES:
        return _timeless(shown, fresh)
    if _is_near(shown, fresh):
        return rounded(_further(shown, fresh, moves))
    if _is_news(shown, fresh, moves):
        return rounded(fresh)
    return _kept(shown, fresh)


def rounded(estimate: Estimate) -> Estimate:
    """Round upwards, so that no time is in the past: to whole minutes, to five of a range wider than 20."""
    step = 5 * MINUTE if estimate.latest - estimate.earliest > WIDE else MINUTE
    earliest, likely, latest, promise = (
        _step_after(at, step) for at in (estimate.earliest, estimate.likely, estimate.latest, estimate.promise)
    )
    return replace(estimate, earliest=earliest, likely=likely, latest=latest, promise=promise)


def has_moved(shown: Estimate | None, after: Estimate) -> bool:
    """Whether the guest sees another time; that an earliest time has gone by is no news."""
    return shown is not None and (shown.likely, shown.latest) != (after.likely, after.latest)


def _is_near(shown: Estimate, fresh: Estimate) -> bool:
    return shown.likely - fresh.updated_at < MINUTE


def _is_news(shown: Estimate, fresh: Estimate, moves: int) -> bool:
    """The last move is kept for the moment when the shown time comes near."""
    later = fresh.likely - shown.likely
    return moves < MOVES - 1 and (later >= LATER * (1 + moves) or later <= -EARLIER)


def _further(shown: Estimate, fresh: Estimate, moves: int) -> Estimate:
    """Return the estimate that a time which has come near is moved to: far enough not to come near at once."""
    likely = max(fresh.latest if moves == MOVES - 1 else fresh.likely, shown.likely + LATER, fresh.updated_at + LATER)
    latest = max(likely + LATER, fresh.latest)
    return replace(fresh, likely=likely, latest=latest, promise=min(latest, max(likely, fresh.promise)))


def _timeless(shown: Estimate, fresh: Estimate) -> Estimate:
    if not _is_near(shown, fresh):
        return replace(_kept(shown, fresh), timeless=shown.timeless)
    likely = fresh.updated_at + max(LEAP, fresh.likely - fresh.updated_at)
    return replace(rounded(replace(fresh, likely=likely, latest=likely + LEAP, promise=likely)), timeless=True)


def _kept(shown: Estimate, fresh: Estimate) -> Estimate:
    """Return what was shown, an earliest time that has gone by drawn up to the likely one."""
    is_past = shown.earliest < fresh.updated_at + MINUTE
    return replace(
        fresh,
        earliest=shown.likely if is_past else shown.earliest,
        likely=shown.likely,
        latest=shown.latest,
        promise=max(shown.promise, shown.likely),
    )


def _step_after(at: datetime, step: timedelta) -> datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return at + (midnight - at) % step
