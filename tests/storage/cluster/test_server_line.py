"""The line to the server: one that comes when nobody waits for it any more is closed."""

import asyncio

import psycopg
import pytest

from storage.cluster import server_line
from tests.support.waiting import until

pytestmark = pytest.mark.postgresql


@pytest.fixture
def late_line(monkeypatch):
    """Have lines come only once the event is set; returns it, and the lines that came."""
    allowed, came, connect = asyncio.Event(), [], psycopg.AsyncConnection.connect

    async def connect_late(*args, **options):
        await allowed.wait()
        came.append(await connect(*args, **options))
        return came[-1]

    monkeypatch.setattr(psycopg.AsyncConnection, "connect", connect_late)
    return allowed, came


async def open_one(settings):
    async with server_line.open_line(settings.database, "tests"):
        pass


async def test_line_that_comes_after_a_cancellation_is_closed(settings, late_line):
    allowed, came = late_line
    waiting = asyncio.create_task(open_one(settings))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    allowed.set()
    await until(lambda: came and came[0].closed)


async def test_line_that_comes_too_late_is_closed(settings, late_line, monkeypatch):
    monkeypatch.setattr(server_line, "CONNECT_TIMEOUT_SECONDS", 0.01)
    allowed, came = late_line
    with pytest.raises(TimeoutError):
        await open_one(settings)
    monkeypatch.undo()
    allowed.set()
    await until(lambda: came and came[0].closed)
