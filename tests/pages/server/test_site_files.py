"""Monitors, crawlers and browsers get what they ask of any site, and a wrong method is told the right ones."""

import pytest

from pages.app import web_app
from pages.server.health import health_routes
from tests.pages.server.test_health import Vitals


@pytest.fixture
async def app(context):
    made = web_app(context, health_routes(Vitals(), context.board))
    async with made.router.lifespan_context(made):
        yield made


async def test_liveness_is_found_by_any_usual_name(web, subtests):
    for path in ["/healthz", "/livez", "/health", "/ping"]:
        with subtests.test(path=path):
            assert (await web.get(path)).text == "alive\n"


async def test_crawlers_are_kept_out_and_told_nothing(web):
    answer = await web.get("/robots.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == "User-agent: *\nDisallow: /\n"


async def test_icons_are_our_own(web, subtests):
    for path in ["/favicon.ico", "/apple-touch-icon.png", "/apple-touch-icon-precomposed.png"]:
        with subtests.test(path=path):
            answer = await web.get(path)
            assert answer.headers["content-type"] == "image/png"
            assert answer.content.startswith(b"\x89PNG")


async def test_wrong_method_is_told_the_right_ones(web, subtests):
    for method, path, allowed in [
        ("DELETE", "/healthz", "GET, HEAD, OPTIONS"),
        ("POST", "/kitchen", "GET, HEAD, OPTIONS"),
        ("GET", "/logout", "OPTIONS, POST"),
        ("PUT", "/api/v1/orders", "GET, HEAD, OPTIONS, POST"),
        ("PATCH", "/api/v1/menu", "GET, HEAD, OPTIONS, PUT"),
    ]:
        with subtests.test(method=method, path=path, allowed=allowed):
            answer = await web.request(method, path)
            assert (answer.status_code, answer.headers["allow"]) == (405, allowed)
            asked = await web.options(path)
            assert (asked.status_code, asked.headers["allow"], asked.content) == (204, allowed, b"")


async def test_unknown_paths_stay_unknown(web, restaurant):
    order = await restaurant.order()
    for method, path in [("OPTIONS", "/nothing"), ("POST", "/nothing"), ("GET", f"/orders/{order.id}x/receipt")]:
        assert (await web.request(method, path)).status_code in {303, 404}, path
    missing = await web.post("/t/unknown/subscriptions", json={})
    assert missing.status_code == 404
