"""Priority queue for SQLite's single writer: taps first, and every wait is bounded.

SQLite takes one writer. Its own queue is neither fair nor ordered, so changes queue in the process.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from domain.errors import NotSaved

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# With the engine's BUSY_MILLISECONDS it makes less than two seconds until a caller is told to try again.
MAX_TURN_SECONDS = 1.3
# Of those that are not urgent. A client that asks for more is faulty or hostile.
MAX_WAITING = 100


class WriteTurns:
    """Gives one turn at a time: to the urgent first, then to the others, each in order of arrival."""

    def __init__(self) -> None:
        self._is_taken = False
        self._urgent: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def take(self, *, is_urgent: bool) -> AsyncIterator[None]:
        """Hold the turn; raises NotSaved when it does not come within MAX_TURN_SECONDS."""
        if self._is_taken:
            await self._wait(self._urgent if is_urgent else self._others)
        self._is_taken = True
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, waiting: deque[asyncio.Future[None]]) -> None:
        if waiting is self._others and len(waiting) >= MAX_WAITING:
            raise NotSaved("too many changes wait")
        turn = asyncio.get_running_loop().create_future()
        waiting.append(turn)
        try:
            async with asyncio.timeout(MAX_TURN_SECONDS):
                await turn
        except BaseException as error:
            self._leave(turn, waiting)
            if isinstance(error, TimeoutError):
                raise NotSaved("other changes take too long") from error
            raise

    # The turn may come in the moment in which its caller stops to wait.
    def _leave(self, turn: asyncio.Future[None], waiting: deque[asyncio.Future[None]]) -> None:
        if turn.done() and not turn.cancelled():
            self._pass_on()
        with suppress(ValueError):
            waiting.remove(turn)

    # It stays taken while it is passed on, so that nobody who comes in between gets it as well.
    def _pass_on(self) -> None:
        for waiting in (self._urgent, self._others):
            while waiting:
                turn = waiting.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._is_taken = False
