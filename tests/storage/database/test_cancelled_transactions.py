"""Transactions that are cancelled as the process stops: it stops all the same."""

from __future__ import annotations

import asyncio
import threading

import pytest
from sqlalchemy import text
from uvicorn.loops.auto import auto_loop_factory

from storage.database.engine import Database
from storage.database.sqlite_connection import SqliteConnections
from tests.support.waiting import MAX_SECONDS


async def stop_in_the_midst(settings, steps: int) -> None:
    """Cancel transactions after so many steps of the loop, and return without waiting for their end."""
    database = Database(settings.database)

    async def write():
        async with database.writing() as db:
            await db.execute(text("DELETE FROM taps"))

    async def read():
        async with database.reading() as db:
            await db.execute(text("SELECT * FROM taps"))

    tasks = [asyncio.create_task(work()) for work in (read, write, read)]
    for _ in range(steps):
        await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await database.aclose()


@pytest.mark.parametrize("steps", range(0, 60, 6))
def test_process_stops_in_the_midst_of_transactions(settings, steps):
    def run():
        with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
            runner.run(stop_in_the_midst(settings, steps))

    process = threading.Thread(target=run, daemon=True)
    process.start()
    process.join(MAX_SECONDS)
    assert not process.is_alive()


@pytest.mark.sqlite
async def test_connection_is_stopped_once(tmp_path):
    connection = await SqliteConnections().open(str(tmp_path / "file"))
    stopping = connection.stop()
    assert connection.stop() is None  # its thread would not answer
    await stopping


@pytest.mark.sqlite
async def test_connection_that_was_left_is_ended(tmp_path):
    connections = SqliteConnections()
    connection = await connections.open(str(tmp_path / "file"))
    await connections.end()
    assert not connection.thread.is_alive()
    with pytest.raises(ValueError, match="no active connection"):
        await connection.execute("SELECT 1")
