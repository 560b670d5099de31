"""While the kitchen takes a tap, visitors wait for a moment; staff and ordering systems do not."""

import asyncio

import pytest

from domain.kitchen import Kitchen
from pages.server import taps_first
from pages.server.taps_first import TapsFirstMiddleware
from tests.support.world import API_KEY

SYSTEM = {"Authorization": f"Bearer {API_KEY}"}


@pytest.fixture
async def is_over(restaurant, monkeypatch):
    """The end of a command that the kitchen is busy with, for as long as a test wants."""
    monkeypatch.setattr(taps_first, "MAX_PAUSE_SECONDS", 60.0)
    event = asyncio.Event()
    running = asyncio.create_task(restaurant.kitchen._queue.run(event.wait))
    yield event
    event.set()
    running.cancel()


@pytest.mark.parametrize("path", ["/t/unknown", "/board", "/login", "/static/css/guest.css"])
async def test_visitors_wait_for_a_tap(web, is_over, path):
    asked = asyncio.create_task(web.get(path))
    done, _ = await asyncio.wait([asked], timeout=0.1)
    assert not done
    is_over.set()
    assert (await asked).status_code in {200, 404}


@pytest.mark.parametrize("headers", [{"Authorization": "Bearer made-up"}, {"Cookie": "orderbell_session=made-up"}])
async def test_made_up_key_waits_too(web, is_over, headers):
    asked = asyncio.create_task(web.get("/api/v1/menu", headers=headers))
    done, _ = await asyncio.wait([asked], timeout=0.1)
    assert not done
    is_over.set()
    assert (await asked).status_code == 401


@pytest.fixture
def tablet(staff, is_over, monkeypatch):
    """A signed-in tablet, beside a tap that is not over; who waits for it now fails."""
    assert not is_over.is_set()
    monkeypatch.setattr(Kitchen, "wait_for_commands", None)
    return staff


async def test_staff_and_ordering_systems_do_not_wait(web, tablet):
    assert (await tablet.get("/kitchen")).status_code == 200
    assert (await web.get("/api/v1/menu", headers=SYSTEM)).status_code == 200


@pytest.mark.usefixtures("tablet")
async def test_sockets_do_not_wait(context):
    served = []

    async def app(scope, *_):
        served.append(scope["type"])

    await TapsFirstMiddleware(app, kitchen=context.kitchen, may_tap=lambda _: False)({"type": "websocket"}, None, None)
    assert served == ["websocket"]


async def test_nobody_waits_long(web, is_over, monkeypatch):
    monkeypatch.setattr(taps_first, "MAX_PAUSE_SECONDS", 0.01)
    assert (await web.get("/t/unknown")).status_code == 404
    assert not is_over.is_set()


async def test_who_comes_out_of_the_queue_waits_again(web, restaurant, monkeypatch):
    order, waits = await restaurant.order(), []

    async def wait(_kitchen, max_seconds):
        waits.append(max_seconds)

    monkeypatch.setattr(Kitchen, "is_busy", True)
    monkeypatch.setattr(Kitchen, "wait_for_commands", wait)
    assert (await web.get(f"/t/{order.token}")).status_code == 200
    assert len(waits) == 2
