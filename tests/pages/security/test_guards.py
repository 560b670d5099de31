"""Guards of every route, open pages and sockets; security headers; escaping."""

import asyncio
import itertools
import json
import re
from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from nicegui import Client, core
from nicegui import app as nicegui_app
from socketio.exceptions import ConnectionRefusedError as SocketRefused
from starlette.routing import Route

from domain.stages import Stage
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


class TestOpenPages:
    """Messages of open staff pages, after their session may have ended."""

    @pytest.fixture
    async def page(self, staff):
        assert (await staff.get("/kitchen")).status_code == 200
        (page,) = Client.instances.values()
        page.tab_id, page._socket_to_document_id["its socket"] = "its tab", "its document"
        return page

    def start(self, page, order):
        tap = {"tap_id": "t", "tap": "start", "order_id": order.id, "seen_version": order.version}
        listener = next(one for one in page.elements[0]._event_listeners.values() if one.type == "tap")
        said = {"id": 0, "client_id": page.id, "listener_id": listener.id, "args": [json.dumps(tap)]}
        core.sio.handlers["/"]["event"]("its socket", said)

    async def is_started(self, restaurant, order, within):
        for _ in range(int(within / 0.02)):
            await asyncio.sleep(0.02)
            if restaurant.shown(order).stage is Stage.PREPARING:
                return True
        return False

    async def test_tap_is_accepted_while_signed_in(self, page, restaurant):
        order = await restaurant.order()
        self.start(page, order)
        assert await self.is_started(restaurant, order, within=10)

    # Each layer without the other, so that neither hides that the other is gone.
    @pytest.mark.parametrize(
        "without", ["pages.security.auth.Auth.may_keep", "pages.kitchen.tap_handler.TapHandler._is_staff"]
    )
    async def test_tap_is_refused_after_the_session_expired(self, page, context, restaurant, monkeypatch, without):
        order = await restaurant.order()
        context.credentials._sessions.clear()
        monkeypatch.setattr(without, lambda *_: True)
        self.start(page, order)
        assert not await self.is_started(restaurant, order, within=0.3)

    async def test_socket_is_refused_after_the_session_expired(self, page, context):
        said = {"client_id": page.id, "tab_id": "t", "document_id": "d", "next_message_id": "0"}
        cookies = f"{COOKIE}={page.request.cookies[COOKIE]}"
        context.credentials._sessions.clear()
        with pytest.raises(SocketRefused):
            await core.sio.handlers["/"]["connect"](
                "another", {"QUERY_STRING": urlencode(said), "HTTP_COOKIE": cookies}
            )


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
