"""Headers that keep other sites and scripts out of every page."""

import re

import pytest

from domain.commands import Tap
from domain.intake import Draft
from domain.item import DraftItem
from domain.menu import Dish, Menu, Station
from pages.components.static_files import STATIC
from pages.security.body_limit import MAX_BODY_BYTES
from tests.support.world import ADDRESS, API_KEY

STAFF_PAGES = ["/kitchen", "/orders/new", "/menu", "/reports", "/settings"]
HOSTILE = '"><script>alert(1)</script>${7*7}`<img src=x onerror=alert(1)>'


class TestEscaping:
    @pytest.fixture
    def context(self, context):
        context.settings.restaurant_name = HOSTILE[:60]
        return context

    @pytest.mark.both
    async def test_user_text_is_escaped_on_every_page(self, staff, web, restaurant):
        dish = Dish(name=HOSTILE, station=HOSTILE, minutes=5)
        await restaurant.kitchen.menus.replace(Menu((dish,), (Station(HOSTILE, 2),)))
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
    async def test_redirect_stays_here_whatever_the_host(self, web, subtests):
        for path in ["/kitchen/", "//evil.example/", "/menu/"]:
            with subtests.test(path=path):
                answer = await web.get(f"{ADDRESS}{path}", headers={"Host": "evil.example"})
                assert "evil.example/" not in answer.headers.get("location", "").replace("/evil.example/", "", 1)
                assert answer.headers.get("location", "/x")[:2] != "//"

    async def test_page_names_nothing_of_a_header(self, web, restaurant, subtests):
        for header in ["X-Forwarded-Prefix", "X-Forwarded-Host", "Forwarded", "X-Original-URL"]:
            with subtests.test(header=header):
                order = await restaurant.order()
                for path in (f"/t/{order.token}", "/board", "/login"):
                    assert "evil" not in (await web.get(path, headers={header: "//evil.example"})).text

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

    @pytest.mark.parametrize(
        "source",
        [path for path in sorted(STATIC.rglob("*.js")) if "vendor" not in path.parts],
        ids=lambda path: path.name,
    )
    def test_no_script_compiles_text(self, source):
        code = re.sub(r"//.*", "", source.read_text())
        assert not re.search(r"\beval\b|\bFunction\(|\bset(Timeout|Interval)\(\s*[\"'`]|javascript:", code)

    async def test_no_page_has_a_script_without_its_nonce(self, web, staff, restaurant):
        order = await restaurant.order()
        answers = [await web.get(path) for path in (f"/t/{order.token}", "/board", "/login", "/offline", "/nothing")]
        for answer in [*answers, *[await staff.get(path) for path in STAFF_PAGES]]:
            nonce = re.search("'nonce-([^']+)'", answer.headers["content-security-policy"])[1]
            tags = re.findall(r"<script[^>]*>", answer.text)
            assert all(f'nonce="{nonce}"' in tag or ' src="/' in tag for tag in tags), answer.url
            assert not re.findall(r"<[a-z-]+ [^>]*\bon[a-z]+=|javascript:", answer.text), answer.url

    async def test_pages_name_no_foreign_origin(self, web, staff, restaurant, context):
        order = await restaurant.order()
        texts = {path: (await web.get(path)).text for path in (f"/t/{order.token}", "/board", "/login", "/offline")}
        texts |= {path: (await staff.get(path)).text for path in [*STAFF_PAGES, f"/orders/{order.id}/receipt"]}
        for path, page in texts.items():
            foreign = r"""(?:(?:src|href|action)=|url\(|import |from |import\(|": )["']?(?:https?:|wss?:)?//[^"')]*"""
            assert re.findall(foreign, page.replace(context.base_url(), "")) == [], path
