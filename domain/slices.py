"""Cooperative slicing: runs long computations in short steps, so that the event loop can serve taps in between."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.command_queue import CommandQueue

# Each step of a tap waits for one slice at most, so that beside a tap there are pauses between the slices.
PAUSE_BESIDE_TAPS_SECONDS = 0.003
# A slice keeps the event loop for about 1 ms: a step takes 20 us.
STEPS_A_SLICE = 48


class Slices:
    """Runs the steps of long work on the event loop, with pauses beside the commands of this queue."""

    def __init__(self, queue: CommandQueue) -> None:
        self._queue = queue

    async def run(self, steps: Iterable[None]) -> None:
        """Take all steps, and give way after each slice of them."""
        for number, _ in enumerate(steps, 1):
            if number % STEPS_A_SLICE == 0:
                await self.give_way()

    async def give_way(self) -> None:
        """Let everything that waits have its turn."""
        await asyncio.sleep(PAUSE_BESIDE_TAPS_SECONDS if self._queue.is_busy else 0)
