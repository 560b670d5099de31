"""An event loop whose time is virtual: nothing waits, and one seed gives one order of events.

It is asyncio's own loop with another clock and a selector that moves it, so product code runs on it unchanged.
"""

from __future__ import annotations

import asyncio
import selectors

from typing_extensions import override


class _ClockSelector(selectors.SelectSelector):
    """Instead of waiting for files, it lets the time pass that the loop would have waited."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    @override
    def select(self, timeout=None):
        assert timeout is not None, "everything waits for something that never comes"
        self.now += max(0.0, timeout)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """Seconds pass as fast as the work between them is done."""

    def __init__(self) -> None:
        self._clock = _ClockSelector()
        super().__init__(self._clock)

    @override
    def time(self) -> float:
        return self._clock.now
