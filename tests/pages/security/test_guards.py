"""Guards of every route, before anything else is done with a request."""

import asyncio
import itertools
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from nicegui import app as nicegui_app
from starlette.routing import Route

from pages.security.cookies import COOKIE
from storage.origins import AllowedOrigins
from tests.pages.conftest import browser
from tests.support.world import PIN

PUBLIC = {
    ("GET", "/"),
    ("GET", "/login"),
    ("POST", "/login"),
    ("POST", "/logout"),
    ("GET", "/language"),
    ("POST", "/language"),
    ("GET", "/board"),
    ("GET", "/offline"),
    ("GET", "/logo"),
    ("GET", "/sw.js"),
    ("GET", "/static/offline.js"),
    ("GET", "/manifest.webmanifest"),
    ("GET", "/robots.txt"),
    ("GET", "/favicon.ico"),
    ("GET", "/apple-touch-icon.png"),
    ("GET", "/apple-touch-icon-precomposed.png"),
    ("GET", "/api/docs"),
    ("GET", "/api/docs/{name}"),
    ("GET", "/api/openapi.json"),
    # Who signs: see tests/pages/api/sources.
    ("POST", "/api/v1/sources/{name}/webhook"),
    ("POST", "/api/v1/sources/{name}/webhook/{path_secret}"),
    ("POST", "/api/v1/sources/deliverect/register"),
    # Which printer knows the secret in its address: see tests/pages/api/printers/test_polling_printers.py.
    ("POST", "/api/v1/printers/{token}/cloudprnt"),
    ("GET", "/api/v1/printers/{token}/cloudprnt"),
    ("DELETE", "/api/v1/printers/{token}/cloudprnt"),
    ("POST", "/api/v1/printers/{token}/epson"),
    # Who has the link.
    ("GET", "/t/{token}"),
    ("GET", "/t/{token}/status.json"),
    ("GET", "/t/{token}/qr.svg"),
    ("POST", "/t/{token}/subscriptions"),
    ("DELETE", "/t/{token}/subscriptions"),
    ("POST", "/t/{token}/signals"),
    ("GET", "/t/{token}/receipt"),
    ("GET", "/t/{token}/rating"),
    ("POST", "/t/{token}/rating"),
    ("GET", "/scoreboard"),
}
ORDER = b'{"items": [{"name": "Naan"}]}'
STAFF_PAGES = ["/kitchen", "/orders/new", "/menu", "/reports", "/settings"]


def list_routes(app):
    """List all routes as methods and paths, without NiceGUI's own files."""
    own = [
        route
        for part in app.routes
        for route in getattr(part, "original_router", SimpleNamespace(routes=[part])).routes
    ]
    routes = [route for route in [*own, *nicegui_app.routes] if isinstance(route, Route)]
    return {
        (method, route.path)
        for route in routes
        for method in route.methods - {"HEAD"}
        if not route.path.startswith("/_nicegui")
    }


class TestUnauthorized:
    @pytest.fixture
    async def ended(self, staff):
        """The cookies of a tablet that somebody has kept, and that has signed out since."""
        kept = dict(staff.cookies)
        await staff.post("/logout")
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())}

    async def test_guards_run_before_the_body_is_read(self, app, web, restaurant, ended):
        order = await restaurant.order()
        closed = sorted(list_routes(app) - PUBLIC)
        assert len(closed) > 15
        known = {"order_id": order.id, "tap": "start", "table": "dishes", "name": "contact"}
        for method, path in closed:
            asked = re.sub(r"{(\w+)}", lambda place: known.get(place[1], "1"), path)
            senders = ({}, ended, {"Authorization": "Bearer made-up"}, {"Cookie": f"{COOKIE}=made-up"})
            for sent, body in itertools.product(senders, (b"", b"{", b"\xff", b"[]", ORDER)):
                headers = {"Content-Type": "application/json", **sent}
                answer = await web.request(method, asked, content=body, headers=headers)
                assert answer.status_code == (401 if path.startswith("/api/") else 303), (method, path, sent, body)
                assert answer.headers.get("location", "/login?next=").startswith("/login?next=")
        assert restaurant.board.orders() == [order]

    async def test_what_opens_one_door_opens_no_other(self, api, staff, restaurant):
        order = await restaurant.order()
        for path in [*STAFF_PAGES, f"/orders/{order.id}/receipt"]:
            assert (await api.get(path)).status_code == 303, path
            assert (await staff.get(path)).status_code == 200, path
        assert (await staff.get(f"/api/v1/orders/{order.id}")).status_code == 401

    async def test_public_routes_exist(self, app):
        assert list_routes(app) >= PUBLIC


class TestBoard:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"board_for_staff": True})

    async def test_setting_makes_it_staff_only(self, web, staff):
        assert (await web.get("/board")).status_code == 303
        assert (await staff.get("/board")).status_code == 200


class TestHttps:
    @pytest.fixture
    def context(self, context):
        return replace(
            context, base_url=lambda: "https://bell.example", origins=AllowedOrigins(lambda: "https://bell.example")
        )

    async def test_cookies_are_secure_and_hsts_is_set(self, web):
        answer = await web.post("/login", data={"pin": PIN}, headers={"Origin": "https://bell.example"})
        cookies = answer.headers.get_list("set-cookie")
        assert len(cookies) == 2
        assert all("Secure" in cookie.split("; ") for cookie in cookies)
        assert answer.headers["strict-transport-security"] == "max-age=31536000"


async def test_concurrent_attempts_are_throttled_too(app, context, monkeypatch):
    tried = []

    async def slowly(pin):
        tried.append(pin)
        await asyncio.sleep(0.05)
        return False

    monkeypatch.setattr(context.credentials.pins, "is_staffs", slowly)
    async with browser(app) as guesser:
        answers = await asyncio.gather(*(guesser.post("/login", data={"pin": f"{n:06}"}) for n in range(40)))
    assert 5 <= len(tried) < 15  # a busy machine takes so long over forty that some waits pass
    assert COOKIE not in "".join(str(answer.headers) for answer in answers)
