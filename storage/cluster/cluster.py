"""Cluster: this process among the others that serve the same restaurant, or alone."""

from __future__ import annotations

import asyncio
from socket import gethostname
from typing import TYPE_CHECKING, Protocol

from domain.leadership import Alone, Leadership
from storage.cluster.leader import Leader
from storage.cluster.listener import Listener
from storage.cluster.members import FIND_MEMBERS, member_name, to_members
from storage.database.dialect import Topic

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from storage.cluster.listener import Follower
    from storage.database.engine import Database
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
        self._name = member_name(gethostname(), settings.port)
        self._leader = Leader(self._url, self._name, self._take_over) if settings.is_shared else None
        self._listener: Listener | None = None
        self._successors: tuple[Successor, ...] = ()

    @property
    def leadership(self) -> Leadership:
        """Whether this process leads."""
        return self._leader or Alone()

    def failing_checks(self) -> dict[str, str]:
        """Return what is wrong with the line to the other processes, if there can be others; empty when nothing is."""
        if self._leader is None:
            return {}
        is_heard = self._listener is not None and self._listener.silence_seconds < MAX_SILENCE_SECONDS
        return {"processes": "" if is_heard else "does not hear the others"}

    async def metrics(self, database: Database) -> dict[str, float]:
        """Return how many processes share the database, and whether this one leads, by their Prometheus names."""
        if self._leader is None:
            return {}
        async with database.reading() as db:
            members = to_members(await db.execute(FIND_MEMBERS))
        return {"orderbell_processes": len(members), "orderbell_leads": float(self._leader.is_held)}

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
        self._listener = Listener(self._url, self._name, follower, readers)
        async with asyncio.TaskGroup() as together:
            together.create_task(self._listener.run())
            together.create_task(self._leader.run())

    async def _take_over(self) -> None:
        for successor in self._successors:
            await successor.take_over()
