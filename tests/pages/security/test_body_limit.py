"""Request bodies that are never finished take little memory, and shorter ones are not disturbed."""

import asyncio

import pytest

from pages.security import body_limit
from pages.security.body_limit import BodyLimitMiddleware

MAX_BYTES = 1000


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch):
    monkeypatch.setattr(body_limit, "MAX_WAITING_BYTES", 250)
    monkeypatch.setattr(body_limit, "MAX_SHORT_BYTES", 50)


class Sender:
    """One request, whose parts are sent one by one."""

    def __init__(self, app):
        self._parts, self.said = asyncio.Queue(), []
        scope = {"type": "http", "method": "POST", "path": "/login", "headers": []}
        self.task = asyncio.create_task(app(scope, self._parts.get, self._hear))

    async def _hear(self, message):
        self.said.append(message)

    async def send(self, body, *, is_last=False):
        self._parts.put_nowait({"type": "http.request", "body": body, "more_body": not is_last})
        for _ in range(5):
            await asyncio.sleep(0)

    async def status(self):
        async with asyncio.timeout(5):
            await self.task
        return self.said[0]["status"]


@pytest.fixture
def app():
    async def echo(_, receive, send):
        message = await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": message["body"]})

    async def ignore(*_):
        pass

    return BodyLimitMiddleware(echo, max_bytes=lambda _: MAX_BYTES, on_too_long=ignore)


async def test_oldest_of_many_long_bodies_ends(app):
    senders = [Sender(app) for _ in range(4)]
    for sender in senders:
        await sender.send(b"x" * 100)
    assert [await sender.status() for sender in senders[:2]] == [408, 408]
    for sender in senders[2:]:
        await sender.send(b"y", is_last=True)
        assert await sender.status() == 200
        assert sender.said[1]["body"] == b"x" * 100 + b"y"


async def test_short_bodies_wait_beside_long_ones(app):
    guests = [Sender(app) for _ in range(8)]
    for guest in guests:
        await guest.send(b"pin=")
    for _ in range(8):
        await Sender(app).send(b"x" * 240)
    for guest in guests:
        await guest.send(b"1", is_last=True)
        assert await guest.status() == 200


async def test_body_that_arrived_makes_room(app):
    for _ in range(10):
        sender = Sender(app)
        await sender.send(b"x" * 200)
        await sender.send(b"x", is_last=True)
        assert await sender.status() == 200
