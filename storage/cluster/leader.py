"""Leader: one process of several holds an advisory lock, and does the work that is to be done once."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from storage.cluster.server_line import PATIENCE_SECONDS, open_line, within

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from psycopg import AsyncConnection
    from sqlalchemy.engine import URL

log = logging.getLogger(__name__)

# "OBld"
LEADER_LOCK = 0x4F426C64
LOOK_SECONDS = 0.5
BEAT_SECONDS = 2.0
# The server ends a session that says nothing for this long, and its lock with it: later than its holder gives up.
MAX_SILENCE_SECONDS = 8


class Leader:
    """Holds the leadership, or looks for it twice a second; `on_gain` runs whenever it is gained.

    A leader that cannot reach the server gives up before the server lets another one lead. One that was halted finds
    at its next step that its time has run out.
    """

    def __init__(self, url: URL, name: str, on_gain: Callable[[], Awaitable[None]]) -> None:
        self._url, self._name, self._on_gain = url, name, on_gain
        self._held_until = float("-inf")
        self._gaining: asyncio.Task[None] | None = None

    @property
    def is_held(self) -> bool:
        """Whether this process leads at this moment."""
        return time.monotonic() < self._held_until

    async def run(self) -> None:
        """Lead whenever nobody else does, until cancelled."""
        from psycopg import Error  # noqa: PLC0415  the driver is optional

        try:
            while True:
                try:
                    async with open_line(self._url, self._name, idle_session_timeout=f"{MAX_SILENCE_SECONDS}s") as line:
                        await self._compete(line)
                except (Error, TimeoutError, OSError) as error:
                    if self.is_held:
                        log.warning("this process no longer leads: %s", type(error).__name__)
                self._held_until = float("-inf")
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self._held_until = float("-inf")

    async def _compete(self, line: AsyncConnection) -> None:
        while not await self._ask(line, f"SELECT pg_try_advisory_lock({LEADER_LOCK})"):  # noqa: ASYNC110  in the server
            await asyncio.sleep(LOOK_SECONDS)
        log.info("this process leads now")
        self._extend()
        self._gaining = asyncio.create_task(self._take_over())
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            await self._ask(line, "SELECT true")
            self._extend()

    def _extend(self) -> None:
        self._held_until = time.monotonic() + BEAT_SECONDS + 2 * PATIENCE_SECONDS

    async def _ask(self, line: AsyncConnection, question: str) -> bool:
        async def ask() -> bool:
            answer = await (await line.execute(question.encode())).fetchone()
            return bool(answer and answer[0])

        return await within(PATIENCE_SECONDS, ask())

    # The database may still be starting. What was not taken over would wait for the end of the leases before it.
    async def _take_over(self) -> None:
        while self.is_held:
            try:
                await self._on_gain()
            except Exception:
                log.exception("the work of the leader was not taken over; it is tried again")
                await asyncio.sleep(LOOK_SECONDS)
            else:
                return
