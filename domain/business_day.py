"""The business day: a kitchen's day begins in the small hours, so that an evening is one day and not two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """Tells the day that a moment belongs to: the calendar's, counted from `starts` in the restaurant's `zone`."""

    zone: tzinfo = UTC
    starts: time = time(4)

    def day_of(self, at: datetime) -> date:
        """Return the business day of a moment."""
        day = at.astimezone(self.zone).date()
        return day if self._begin(day) <= at else day - timedelta(days=1)

    def begin_of(self, at: datetime, *, days_before: int = 0) -> datetime:
        """Return when the business day of a moment began, or the one so many days before it (UTC)."""
        return self._begin(self.day_of(at) - timedelta(days=days_before))

    def end_of(self, at: datetime) -> datetime:
        """Return when the business day of a moment ends (UTC); a change of summer time makes it an hour off 24."""
        return self.begin_of(at, days_before=-1)

    # Where the clock is put back over this time of day, it begins at the first of the two.
    def _begin(self, day: date) -> datetime:
        return datetime.combine(day, self.starts, self.zone).astimezone(UTC)
