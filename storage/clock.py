"""System clock and detection of clock jumps."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from typing_extensions import override

from domain.ports import Clock

if TYPE_CHECKING:
    from collections.abc import Callable

# NTP corrects smaller differences gradually; those are no jumps.
MIN_JUMP_SECONDS = 3.0


class SystemClock(Clock):
    """The machine's clock."""

    @override
    def now(self) -> datetime:
        return datetime.now(UTC)


class ClockJumpDetector:
    """Detects that the wall clock was set: it no longer advances like the monotonic clock.

    A machine that was suspended counts too, because its monotonic clock stood still. Both clocks count in seconds.
    """

    def __init__(self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._monotonic = wall, monotonic
        self._difference = wall() - monotonic()
        self.jump_count = 0

    def measure_jump(self) -> float:
        """Return by how many seconds the clock was set since the last call: forward above 0, and 0 for no jump."""
        difference = self._wall() - self._monotonic()
        jump, self._difference = difference - self._difference, difference
        if abs(jump) < MIN_JUMP_SECONDS:
            return 0.0
        self.jump_count += 1
        return jump
