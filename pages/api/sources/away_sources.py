"""Away sources: those that did not answer, each until it is asked again."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.sources import NotReachable

# After one failure, two, and more; a call may take as long as its timeout, for which the orders of the others wait.
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (2, 10, 60))


class AwaySources:
    """Remembers which sources are passed over, so that one that hangs does not hold up the orders of the others."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, datetime]] = {}

    def note(self, source: str, error: NotReachable, now: datetime) -> None:
        """Note that a source failed at `now` (UTC), unless it answered: its refusal is of one order."""
        if HTTPStatus.BAD_REQUEST <= error.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return
        failures, _ = self._known.get(source, (0, now))
        self._known[source] = failures + 1, now + PAUSES[min(failures, len(PAUSES) - 1)]

    def clear(self, source: str) -> None:
        """Note that a source answers."""
        self._known.pop(source, None)

    def find(self, now: datetime) -> set[str]:
        """Return the sources that are not to be asked at `now` (UTC)."""
        return {source for source, (_, until) in self._known.items() if until > now}
