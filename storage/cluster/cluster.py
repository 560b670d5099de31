"""Cluster: this process among the others that serve the same restaurant, or alone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from domain.leadership import Alone, Leadership
from storage.cluster.leader import Leader
from storage.cluster.listener import Listener
from storage.database.dialect import Topic

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from storage.cluster.listener import Follower
    from storage.settings import Settings

# Longer than the pauses of a healthy line.
MAX_SILENCE_SECONDS = 10.0


class Successor(Protocol):
    """Work of the leader that goes on where the one before it stopped."""

    async def take_over(self) -> None:
        """Begin to do it."""


class Cluster:
    """Who leads, and what the others commit. With SQLite there are no others."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.database
        self._leader = Leader(self._url, self._take_over) if settings.is_shared else None
        self._listener: Listener | None = None
        self._successors: tuple[Successor, ...] = ()

    @property
    def leadership(self) -> Leadership:
        """Whether this process leads."""
        return self._leader or Alone()

    @property
    def failing_check(self) -> str:
        """What is wrong with the line to the other processes; empty when nothing is."""
        if self._listener is None or self._listener.silence_seconds < MAX_SILENCE_SECONDS:
            return ""
        return "does not hear the other processes"

    async def run(
        self,
        follower: Follower,
        readers: Mapping[Topic, Callable[[], Awaitable[None]]],
        *successors: Successor,
    ) -> None:
        """Follow the others and lead when it falls to this process, until cancelled; alone, return at once."""
        if self._leader is None:
            return
        self._successors = successors
        self._listener = Listener(self._url, follower, readers)
        async with asyncio.TaskGroup() as together:
            together.create_task(self._listener.run())
            together.create_task(self._leader.run())

    async def _take_over(self) -> None:
        for successor in self._successors:
            await successor.take_over()
