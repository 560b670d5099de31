"""SQLite connections of aiosqlite. Closing the database ends their threads, even after a cancellation.

aiosqlite 0.22 queues each stop for the connection's thread, which ends at the first one. SQLAlchemy stops the
connection of a cancelled transaction; its `close`, cancelled as well, stopped it again and waited for an answer, and so
the process did not end. On an upgrade, see whether test_cancelled_transactions.py passes without this module.
"""

from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import aiosqlite
from typing_extensions import override

if TYPE_CHECKING:
    from threading import Thread

_ROWS_A_FETCH = 64  # aiosqlite's own default
# A statement that runs is not waited for longer: the thread does not keep the process alive.
MAX_END_SECONDS = 2.0


class SqliteConnections:
    """Opens connections, and ends all that are still open."""

    def __init__(self) -> None:
        self._opened: WeakSet[_Connection] = WeakSet()
        # A connection whose opening was cancelled is freed before its thread ends.
        self._threads: WeakSet[Thread] = WeakSet()

    async def open(self, file: str) -> aiosqlite.Connection:
        """Open a connection to a database file."""
        connection = _Connection(file)
        self._opened.add(connection)
        self._threads.add(connection.thread)
        return await connection

    async def end(self) -> None:
        """End the connections that cancelled transactions have left, and wait for all threads."""
        for connection in list(self._opened):
            connection.stop()
        for thread in list(self._threads):
            if thread.is_alive():
                await asyncio.to_thread(thread.join, MAX_END_SECONDS)


class _Connection(aiosqlite.Connection):
    def __init__(self, file: str) -> None:
        super().__init__(partial(sqlite3.connect, file, check_same_thread=False), _ROWS_A_FETCH)
        self.thread = self._thread
        self.thread.daemon = True

    @override
    def stop(self) -> asyncio.Future[Any] | None:
        return super().stop() if self._running else None
