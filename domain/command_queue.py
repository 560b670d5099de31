"""Command queue: runs commands in order of arrival, as many at a time as the store takes."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from domain.errors import NotSaved, Outrun

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

T = TypeVar("T")

MAX_WAIT_SECONDS = 1.5
# A command that other processes outrun this often has met more than chance.
MAX_RUNS = 3


class CommandQueue:
    """Runs each command in a task of its own, which is shielded.

    A caller that is cancelled midway (a phone that leaves, a shutdown) must not leave a transaction half open, nor a
    committed change unshown.
    """

    def __init__(self, max_parallel: int = 1) -> None:
        self._turns = asyncio.Semaphore(max_parallel)
        self._failures = 0
        self._running: set[asyncio.Task[object]] = set()

    @property
    def is_busy(self) -> bool:
        """Whether a command runs or waits."""
        return bool(self._running)

    async def run(self, command: Callable[[], Coroutine[object, object, T]]) -> T:
        """Run a command when its turn comes, again if another process outran it; returns, or raises, what it does.

        Raises NotSaved when its turn does not come within MAX_WAIT_SECONDS, or when a command before it was not saved:
        each would wait as long for the same, and its people would wait for all of them.
        """
        task = asyncio.create_task(self._run_in_turn(command))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def wait_for_running(self, max_seconds: float) -> None:
        """Wait until the commands that have begun are done, or so many seconds have passed."""
        if self._running:
            await asyncio.wait(self._running, timeout=max_seconds)

    async def drain(self) -> None:
        """Wait until the commands that have begun are done."""
        while self._running:
            await asyncio.wait(self._running)

    async def _run_in_turn(self, command: Callable[[], Coroutine[object, object, T]]) -> T:
        failures = self._failures
        try:
            async with asyncio.timeout(MAX_WAIT_SECONDS):
                await self._turns.acquire()
        except TimeoutError as error:
            raise NotSaved("the commands before it take too long") from error
        try:
            if self._failures > failures:
                raise NotSaved("the command before it was not saved")
            with self._counting_failures():
                return await _run_again_when_outrun(command)
        finally:
            self._turns.release()

    @contextmanager
    def _counting_failures(self) -> Iterator[None]:
        try:
            yield
        except NotSaved:
            self._failures += 1
            raise


async def _run_again_when_outrun(command: Callable[[], Coroutine[object, object, T]]) -> T:
    for _ in range(MAX_RUNS - 1):
        with suppress(Outrun):
            return await command()
    return await command()
