"""Command queue: commands run one at a time, in the order of their coming."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


class CommandQueue:
    """Runs each command in a task of its own, which is shielded.

    A caller that is cancelled midway (a phone that leaves, a shutdown) must not leave a transaction half open, nor a
    committed change unshown.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._running: set[asyncio.Task[object]] = set()

    async def run(self, command: Coroutine[object, object, T]) -> T:
        """Run a command when its turn comes; returns, or raises, what it does."""
        task = asyncio.create_task(self._run_alone(command))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def drain(self) -> None:
        """Wait until the commands that have begun are done."""
        while self._running:
            await asyncio.wait(self._running)

    async def _run_alone(self, command: Coroutine[object, object, T]) -> T:
        async with self._lock:
            return await command
