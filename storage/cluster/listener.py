"""Listener: hears what the other processes have committed. LISTEN first, then read all, then hear: no gap between."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.exc import SQLAlchemyError

from domain.updates import Announcement
from storage.cluster.server_line import PATIENCE_SECONDS, open_line, within
from storage.database.dialect import EVENTS, Topic

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from psycopg import AsyncConnection, Notify
    from sqlalchemy.engine import URL

log = logging.getLogger(__name__)

# A line that is cut says nothing, for hours: it is asked.
BEAT_SECONDS = 3.0
PAUSE_SECONDS = 0.3


class Follower(Protocol):
    """Takes over what other processes have committed: `domain.updates.Updates`."""

    async def read_all(self) -> None:
        """Read everything."""

    async def read_orders(self, announced: list[Announcement]) -> None:
        """Read what was announced."""


class Listener:
    """Hears announcements, and has them taken over in the order of their commits.

    What comes in while something is read is read together. `readers` read all else that is kept in memory; each is
    also called after a line was opened, but for those of events.
    """

    def __init__(
        self, url: URL, name: str, follower: Follower, readers: Mapping[Topic, Callable[[], Awaitable[None]]]
    ) -> None:
        self._url, self._name, self._follower, self._readers = url, name, follower, readers
        self._heard: list[Notify] = []
        self._arrived = asyncio.Event()
        self._alive_at = float("-inf")

    @property
    def silence_seconds(self) -> float:
        """For how long nothing came from the server; infinite before the first line."""
        return time.monotonic() - self._alive_at

    async def run(self) -> None:
        """Hear until cancelled; a line that breaks is opened again."""
        from psycopg import Error  # noqa: PLC0415  the driver is optional

        while True:
            try:
                async with open_line(self._url, self._name) as line:
                    await self._follow(line)
            except (Error, SQLAlchemyError, TimeoutError, OSError) as error:
                log.warning("the line to the other processes broke: %s", type(error).__name__)
            except ExceptionGroup as group:
                log.warning("the line to the other processes broke: %s", type(group.exceptions[0]).__name__)
            await asyncio.sleep(PAUSE_SECONDS)

    async def _follow(self, line: AsyncConnection) -> None:
        for topic in Topic:
            await within(PATIENCE_SECONDS, line.execute(f"LISTEN {topic.value}".encode()))
        self._heard.clear()
        async with asyncio.TaskGroup() as together:
            together.create_task(self._hear(line))
            together.create_task(self._take_over())

    async def _hear(self, line: AsyncConnection) -> None:
        while True:
            self._alive_at = time.monotonic()
            async for notice in line.notifies(timeout=BEAT_SECONDS):
                self._alive_at = time.monotonic()
                self._heard.append(notice)
                self._arrived.set()
            await within(PATIENCE_SECONDS, line.execute(b"SELECT 1"))

    async def _take_over(self) -> None:
        await self._follower.read_all()
        for topic, read in self._readers.items():
            if topic not in EVENTS:
                await read()
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            heard, self._heard = self._heard, []
            await self._read(heard)

    async def _read(self, heard: Iterable[Notify]) -> None:
        by_topic: dict[str, list[str]] = {}
        for notice in heard:
            by_topic.setdefault(notice.channel, []).append(notice.payload)
        for channel, payloads in by_topic.items():
            if channel == Topic.ORDERS:
                await self._follower.read_orders([_parse(payload) for payload in payloads])
            elif channel == Topic.RETENTION:
                await self._follower.read_all()
            elif read := self._readers.get(Topic(channel)):
                await read()


def _parse(payload: str) -> Announcement:
    order_id, version, *looks = payload.split(":")
    return Announcement(order_id, int(version), int(looks[0]) if looks else 0)
