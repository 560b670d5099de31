"""Monitors ask with HEAD: they are answered as a browser would be, without the body."""

import pytest
from nicegui import Client

from pages.app import web_app
from pages.server.health import health_routes
from tests.pages.server.test_health import Vitals

PATHS = ["/", "/healthz", "/readyz", "/login", "/kitchen", "/board", "/sw.js", "/manifest.webmanifest", "/api/docs"]


@pytest.fixture
async def app(context):
    made = web_app(context, health_routes(Vitals(), context.board))
    async with made.router.lifespan_context(made):
        yield made


async def test_head_is_answered_like_get(web, subtests):
    for path in PATHS:
        with subtests.test(path=path):
            asked, wanted = await web.head(path), await web.get(path)
            assert asked.status_code == wanted.status_code
            assert asked.status_code in {200, 303, 307}
            assert asked.headers["content-type" if wanted.content else "location"]
            assert asked.content == b""


async def test_guest_link_and_unknown_ones_are_told_apart(web, restaurant):
    order = await restaurant.order()
    assert (await web.head(f"/t/{order.token}")).status_code == 200
    assert (await web.head(f"/t/{order.token}/status.json")).status_code == 200
    assert (await web.head("/t/unknown")).status_code == 404


async def test_head_opens_no_door(staff, web):
    for path in ("/kitchen", "/menu", "/api/v1/orders"):
        assert (await web.head(path)).status_code in {303, 401}
    assert not Client.instances
    assert (await staff.head("/kitchen")).status_code == 200


async def test_head_never_acts(staff, subtests):
    for path in ["/login", "/logout", "/orders"]:
        with subtests.test(path=path):
            await staff.head(path)
            assert (await staff.get("/kitchen")).status_code == 200
