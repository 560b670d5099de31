"""The machine's clock, and noticing when somebody sets it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Less than this is the clock being kept right, not being set.
SET_SECONDS = 3.0


class SystemClock:
    """Tells the time of the machine."""

    def now(self) -> datetime:
        """Return the present moment, UTC."""
        return datetime.now(UTC)


class ClockJumpDetector:
    """Notices when the wall clock was set: it and the monotonic clock then no longer advance alike.

    A machine that slept counts too: its monotonic clock stood still.
    """

    def __init__(self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Compare these clocks, both in seconds."""
        self._wall, self._monotonic = wall, monotonic
        self._gap = wall() - monotonic()
        self.times_set = 0

    def moved(self) -> float:
        """Return by how many seconds the clock was set since the last call, forward above 0; 0 when it was not."""
        gap = self._wall() - self._monotonic()
        moved, self._gap = gap - self._gap, gap
        if abs(moved) < SET_SECONDS:
            return 0.0
        self.times_set += 1
        return moved
