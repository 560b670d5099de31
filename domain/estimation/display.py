"""Display policy: when a shown time may move. Few changes, whole minutes, and never a time in the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.estimation.estimate import Estimate

MINUTE = timedelta(minutes=1)
# A range wider than this is shown in steps of five minutes.
MAX_MINUTE_STEP_RANGE = timedelta(minutes=20)
# The first change needs a likely time this much later or earlier, the second this much either way.
MIN_LATER = timedelta(minutes=2)
MIN_EARLIER = timedelta(minutes=4)
MIN_SECOND_MOVE = timedelta(minutes=8)
# A shown time changes this often at most, and also when its earliest time comes near. Each change moves further into
# the remaining range (its median, then its middle, then its end), so that few orders reach the next change.
MAX_CHANGES = 3
# So often it changes for a new likely time; the last change is kept for an earliest time that comes near.
MAX_MOVES = 2
# After the last change no time is shown; the time behind the words moves on in these steps.
TIMELESS_STEP = timedelta(minutes=15)


def next_shown(shown: Estimate | None, fresh: Estimate, changes: int = 0) -> Estimate:
    """Return what to show next: the times shown before, unless `fresh` justifies a change.

    `shown` is rounded already; `changes` is how often it has changed before.
    """
    if shown is None:
        return round_up(fresh)
    if is_over(shown, fresh.updated_at):
        return _hide_times(fresh) if changes >= MAX_CHANGES else round_up(_move_on(shown, fresh, changes))
    if changes >= MAX_MOVES or is_minor(shown, fresh.likely, changes):
        return keep_times(shown, fresh.updated_at, is_forgotten=fresh.ask_if_ready)
    return round_up(fresh)


def is_over(shown: Estimate, now: datetime) -> bool:
    """Whether the shown range begins in less than a minute from now (UTC), so that it must change."""
    return shown.earliest - now < MINUTE


def is_minor(shown: Estimate, likely: datetime, changes: int) -> bool:
    """Whether a new likely time (UTC) is too near to the shown one for a change, of which there were fewer than two."""
    later = likely - shown.likely
    if changes == 0:
        return -MIN_EARLIER < later < MIN_LATER
    return -MIN_SECOND_MOVE < later < MIN_SECOND_MOVE


def keep_times(shown: Estimate, now: datetime, *, is_forgotten: bool, running_late: bool = False) -> Estimate:
    """Return the times shown as the estimate of this moment (UTC)."""
    return Estimate(
        earliest=shown.earliest,
        likely=shown.likely,
        latest=shown.latest,
        promise=max(shown.promise, shown.earliest),
        updated_at=now,
        running_late=running_late,
        ask_if_ready=is_forgotten,
        timeless=shown.timeless,
    )


def round_up(estimate: Estimate) -> Estimate:
    """Round times up, so that none is in the past: to whole minutes, or to five for a range wider than 20."""
    step = 5 * MINUTE if estimate.latest - estimate.earliest > MAX_MINUTE_STEP_RANGE else MINUTE
    earliest, likely, latest, promise = (
        _round_up_to(at, step) for at in (estimate.earliest, estimate.likely, estimate.latest, estimate.promise)
    )
    return replace(estimate, earliest=earliest, likely=likely, latest=latest, promise=promise)


def is_news(shown: Estimate | None, after: Estimate) -> bool:
    """Whether people see anything new: a time, a flag, or another whole number of minutes to go."""
    return (
        shown is None
        or shown.likely != after.likely
        or shown.earliest != after.earliest
        or shown.latest != after.latest
        or shown.promise != after.promise
        or shown.running_late != after.running_late
        or shown.ask_if_ready != after.ask_if_ready
        or shown.timeless != after.timeless
        or _minutes_to_go(shown) != _minutes_to_go(after)
    )


def _minutes_to_go(estimate: Estimate) -> int:
    return round((estimate.likely - estimate.updated_at) / MINUTE)


def _move_on(shown: Estimate, fresh: Estimate, changes: int) -> Estimate:
    """Return the remaining range once the earliest time has come; each change before moves its start further."""
    left = fresh.latest - fresh.likely
    likely = fresh.likely + (left * changes) / (MAX_CHANGES - 1)
    if shown.likely - likely < MIN_EARLIER:
        likely = max(likely, shown.likely)
    likely = max(likely, fresh.updated_at + MIN_LATER)
    latest = max(likely + MIN_LATER, fresh.latest)
    return replace(
        fresh, earliest=likely, likely=likely, latest=latest, promise=min(latest, max(likely, fresh.promise))
    )


def _hide_times(fresh: Estimate) -> Estimate:
    likely = fresh.updated_at + max(TIMELESS_STEP, fresh.likely - fresh.updated_at)
    moved = replace(fresh, earliest=likely, likely=likely, latest=likely + TIMELESS_STEP, promise=likely)
    return replace(round_up(moved), timeless=True)


def _round_up_to(at: datetime, step: timedelta) -> datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return at + (midnight - at) % step
