"""Guards of every route, open pages and sockets; security headers; escaping."""

import asyncio
import json
import re
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from nicegui import Client, core
from nicegui import app as nicegui_app
from socketio.exceptions import ConnectionRefusedError as SocketRefused
from starlette.routing import Route

from domain.commands import Tap
from domain.intake import Draft
from domain.item import DraftItem
from domain.menu import Dish, Menu, Station
from domain.stages import Stage
from domain.updates import LINK_LIFE
from pages.security.body_limit import MAX_BODY_BYTES
from pages.security.cookies import COOKIE
from storage.origins import AllowedOrigins
from tests.pages.conftest import browser
from tests.support.world import ADDRESS, API_KEY, PIN

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
    ("GET", "/favicon.ico"),
    ("GET", "/api/docs"),
    ("GET", "/api/docs/{name}"),
    ("GET", "/api/openapi.json"),
    # Who signs: see tests/pages/api/sources.
    ("POST", "/api/v1/sources/{name}/webhook"),
    ("POST", "/api/v1/sources/{name}/webhook/{path_secret}"),
    ("POST", "/api/v1/sources/deliverect/register"),
    # Which printer knows the secret in its address: see tests/pages/api/printers/test_printing.py.
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
STAFF_PAGES = ["/kitchen", "/orders/new", "/menu", "/reports", "/settings"]
SUFFIXES = ["", "/status.json", "/qr.svg", "/receipt"]
PHONE = {"endpoint": "https://fcm.googleapis.com/fcm/send/a", "keys": {}}
HOSTILE = '"><script>alert(1)</script>${7*7}`<img src=x onerror=alert(1)>'


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

    @pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b'{"items": [{"name": "Naan"}]}'])
    async def test_guards_run_before_the_body_is_read(self, app, web, restaurant, ended, body):
        order = await restaurant.order()
        closed = sorted(list_routes(app) - PUBLIC)
        assert len(closed) > 15
        known = {"order_id": order.id, "tap": "start", "table": "dishes", "name": "contact"}
        for method, path in closed:
            asked = re.sub(r"{(\w+)}", lambda place: known.get(place[1], "1"), path)
            for sent in ({}, ended, {"Authorization": "Bearer made-up"}, {"Cookie": f"{COOKIE}=made-up"}):
                headers = {"Content-Type": "application/json", **sent}
                answer = await web.request(method, asked, content=body, headers=headers)
                assert answer.status_code == (401 if path.startswith("/api/") else 303), (method, path, sent)
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


class TestGuestLinks:
    # Browsers are answered by the middleware, programs by the application: both are tested.
    @pytest.fixture(params=["text/html", "application/json"], autouse=True)
    def accept(self, web, request):
        web.headers["Accept"] = request.param

    async def test_order_is_found_by_its_token_only(self, web, restaurant):
        order = await restaurant.order(external_ref="pos-1")
        token = order.token
        others = [order.id, order.pickup_code, "pos-1", token[:-1], token + "x", token + "=", token.swapcase()]
        assert (await web.get(f"/t/{token}")).status_code == 200
        Client.instances.clear()
        for other in others:
            for suffix in SUFFIXES:
                assert (await web.get(f"/t/{other}{suffix}")).status_code == 404, other + suffix
            assert (await web.post(f"/t/{other}/subscriptions", json=PHONE)).status_code == 404, other
        assert not Client.instances

    async def test_links_expire_a_day_after_their_order(self, web, restaurant):
        order = await restaurant.order()
        await restaurant.tap(Tap.CANCEL, order.id)
        assert timedelta(hours=24) == LINK_LIFE
        link, app = f"/t/{order.token}", f"/manifest.webmanifest?order={order.token}"
        for seconds, status, start in ((24 * 3600, 200, link), (1, 404, "/kitchen")):
            restaurant.clock.move(seconds=seconds)
            Client.instances.clear()
            assert {(await web.get(link + suffix)).status_code for suffix in SUFFIXES} == {status}
            assert (await web.get(app)).json()["start_url"] == start
        assert (await web.post(f"{link}/subscriptions", json=PHONE)).status_code == 404
        assert (await web.request("DELETE", f"{link}/subscriptions", json=PHONE)).status_code == 404
        assert not Client.instances

    async def test_guest_answers_are_not_cached_or_indexed(self, web, restaurant, subtests):
        for suffix in [*SUFFIXES, "/nothing"]:
            with subtests.test(suffix=suffix):
                order = await restaurant.order()
                answer = await web.get(f"/t/{order.token}{suffix}")
                assert answer.headers["cache-control"] == "no-store"
                assert answer.headers["referrer-policy"] == "no-referrer"
                assert "noindex" in answer.headers.get("x-robots-tag", "") + answer.text

    async def test_guest_unsubscribes_from_own_order_only(self, web, restaurant):
        mine, other = await restaurant.order(), await restaurant.order()
        async with restaurant.database.writing() as db:
            await db.exec_driver_sql(
                "insert into subscriptions (order_id, endpoint, p256dh, auth, language, kinds, made_at) "
                "select id, 'https://fcm.googleapis.com/fcm/send/a', '', '', 'en', 'ready', placed_at from orders"
            )
        answer = await web.request("DELETE", f"/t/{mine.token}/subscriptions", json={"endpoint": PHONE["endpoint"]})
        assert answer.status_code == 204
        async with restaurant.database.reading() as db:
            left = (await db.exec_driver_sql("select order_id from subscriptions")).scalars().all()
        assert left == [other.id]


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


class TestEscaping:
    @pytest.fixture
    def context(self, context):
        context.settings.restaurant_name = HOSTILE[:60]
        return context

    async def test_user_text_is_escaped_on_every_page(self, staff, web, restaurant):
        dish = Dish(name=HOSTILE, station=HOSTILE, minutes=5)
        await restaurant.kitchen.write_menu(Menu((dish,), (Station(HOSTILE, 2),)))
        line = DraftItem(name=HOSTILE, note=HOSTILE)
        order, cancelled, ready = [
            (await restaurant.kitchen.place(Draft(items=(line,), note=HOSTILE, guest_name=HOSTILE)))[0]
            for _ in range(3)
        ]
        await restaurant.tap(Tap.CANCEL, cancelled.id, reason=HOSTILE)
        await restaurant.tap(Tap.START, ready.id)
        restaurant.clock.move(minutes=9)
        await restaurant.tap(Tap.BUMP, ready.id)
        own = [f"/t/{one.token}" for one in (order, cancelled)]
        own += [f"/orders/{order.id}/receipt", f"/t/{order.token}/receipt"]
        for path in [*STAFF_PAGES, "/board", "/login", *own]:
            page = (await (web if path == "/login" else staff).get(path)).text
            assert "&lt;script&gt;alert(1)" in page, path
            assert "<script>alert" not in page, path
            assert "<img src=x" not in page, path


class TestHeaders:
    @pytest.mark.parametrize("path", ["/kitchen/", "//evil.example/", "/menu/"])
    async def test_redirect_stays_here_whatever_the_host(self, web, path):
        answer = await web.get(f"{ADDRESS}{path}", headers={"Host": "evil.example"})
        assert "evil.example/" not in answer.headers.get("location", "").replace("/evil.example/", "", 1)
        assert answer.headers.get("location", "/x")[:2] != "//"

    async def test_answers_of_the_interface_are_not_stored(self, api, restaurant):
        await restaurant.order()
        answer = await api.get("/api/v1/orders")
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"

    async def test_every_response_has_them_errors_included(self, web, context, restaurant, monkeypatch):
        def fails(*_):
            raise RuntimeError("made to fail")

        order = await restaurant.order()
        key = {"Authorization": f"Bearer {API_KEY}"}
        answers = [await web.get(path) for path in (f"/t/{order.token}", "/login", "/nothing", "/kitchen")]
        answers += [await web.get(path) for path in ("/api/v1/orders", "/static/icons/icon.svg", "/api/docs")]
        answers += [await web.post("/orders", content=b" " * (MAX_BODY_BYTES + 1))]
        monkeypatch.setattr(context.archive, "read", fails)
        monkeypatch.setattr(context.board, "find", fails)
        answers += [await web.get("/api/v1/orders", headers=key), await web.get(f"/t/{order.token}")]
        assert [answer.status_code for answer in answers] == [200, 200, 404, 303, 401, 200, 200, 413, 500, 500]
        for answer in answers:
            assert answer.headers["x-content-type-options"] == "nosniff", answer.url
            assert answer.headers["x-frame-options"] == "DENY"
            assert answer.headers["cross-origin-opener-policy"] == "same-origin"
            assert "geolocation=()" in answer.headers["permissions-policy"]
            assert "strict-transport-security" not in answer.headers
            is_guests = answer.url.path.startswith("/t/")
            assert answer.headers["referrer-policy"] == ("no-referrer" if is_guests else "same-origin")
            assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self' 'nonce-")

    async def test_policy_allows_own_sources_only(self, web):
        policy = (await web.get("/login")).headers["content-security-policy"]
        allowed = dict(part.split(" ", 1) for part in re.sub("nonce-[^']+", "nonce", policy).split("; "))
        ours = dict.fromkeys(["connect-src", "media-src", "font-src", "manifest-src", "worker-src"], "'self'")
        assert allowed == ours | {
            "default-src": "'none'",
            "script-src": "'self' 'nonce'",
            "style-src": "'self' 'unsafe-inline'",  # NiceGUI writes style attributes
            "img-src": "'self' data:",
            "base-uri": "'none'",
            "form-action": "'self'",
            "frame-ancestors": "'none'",
        }

    async def test_pages_name_no_foreign_origin(self, web, staff, restaurant, context):
        order = await restaurant.order()
        texts = {path: (await web.get(path)).text for path in (f"/t/{order.token}", "/board", "/login", "/offline")}
        texts |= {path: (await staff.get(path)).text for path in [*STAFF_PAGES, f"/orders/{order.id}/receipt"]}
        for path, page in texts.items():
            foreign = r"""(?:(?:src|href|action)=|url\(|import |from |import\(|": )["']?(?:https?:|wss?:)?//[^"')]*"""
            assert re.findall(foreign, page.replace(context.base_url(), "")) == [], path


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
