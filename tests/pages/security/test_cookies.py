"""Cookies of the staff: names that no other site can set, and a stray second value signs nobody out."""

import itertools
from dataclasses import replace

import pytest
from starlette.requests import Request

from pages.app import web_app
from pages.security.auth import Auth
from pages.security.cookies import COOKIE, DEVICE_COOKIE, HOST_PREFIX, MAX_VALUES, read_cookies
from storage.origins import AllowedOrigins
from tests.pages.conftest import browser
from tests.support.world import ADDRESS, PIN

PUBLIC = "https://bell.example"


class TestReading:
    @pytest.mark.parametrize(
        ("header", "is_secure", "found"),
        [
            ("a=1; b=2", False, ["1"]),
            ("a=1;a=2 ; xa=3", False, ["1", "2"]),
            ("b=2,a=1", False, ["1"]),
            ("a=1; __Host-a=2", False, ["2", "1"]),
            ("a=1; __Host-a=2", True, ["2"]),
            ("a", False, [""]),
            ("A=1; a =1", False, []),
            ("", False, []),
            ("a=x=y", False, ["x=y"]),
        ],
    )
    def test_all_values_of_a_name_are_found(self, header, is_secure, found):
        assert read_cookies(header, "a", is_secure=is_secure) == found

    def test_flood_of_values_is_bounded(self):
        assert len(read_cookies("a=1;" * 5000, "a", is_secure=False)) == MAX_VALUES


class TestSecondValue:
    async def test_stray_cookie_signs_nobody_out(self, app, staff, subtests):
        sent = "; ".join(f"{key}={value}" for key, value in staff.cookies.items())
        async with browser(app) as web:
            for name, stray in itertools.product((COOKIE, DEVICE_COOKIE), ("", "made-up", "x" * 3000)):
                for header in (f"{sent}; {name}={stray}", f"{name}={stray}; {sent}"):
                    with subtests.test(header=header):
                        assert (await web.get("/kitchen", headers={"Cookie": header})).status_code == 200

    async def test_page_with_a_stray_cookie_takes_its_socket(self, context, staff):
        token, auth = staff.cookies[COOKIE], Auth(context)
        header = f"{COOKIE}={token}; {COOKIE}=stray"
        request = request_with(header)
        request.state.is_for_staff = True
        assert auth.may_join(request, header)
        assert not auth.may_join(request, f"{COOKIE}=stray")
        assert not auth.may_join(request, "")

    async def test_sign_out_ends_the_session_beside_it(self, app, context, staff):
        token = staff.cookies[COOKIE]
        async with browser(app) as web:
            await web.post("/logout", headers={"Cookie": f"{COOKIE}=stray; {COOKIE}={token}"})
        assert not context.credentials.is_session(token)


class TestHttps:
    @pytest.fixture
    async def tablet(self, context):
        """A browser at a restaurant with an https name."""
        public = replace(context, base_url=lambda: PUBLIC, origins=AllowedOrigins(lambda: PUBLIC))
        app = web_app(public)
        async with app.router.lifespan_context(app), browser(app) as web:
            web.base_url = PUBLIC
            yield web

    async def test_names_are_those_no_other_site_can_set(self, tablet):
        answer = await tablet.post("/login", data={"pin": PIN}, headers={"Origin": PUBLIC})
        cookies = answer.headers.get_list("set-cookie")
        assert [one.partition("=")[0] for one in cookies] == [HOST_PREFIX + COOKIE, HOST_PREFIX + DEVICE_COOKIE]
        for one in cookies:
            assert {"Secure", "Path=/"} <= set(one.split("; "))
            assert "domain" not in one.lower()
        assert (await tablet.get("/kitchen")).status_code == 200

    async def test_cookie_of_the_plain_name_is_not_taken(self, tablet, context):
        token = await context.credentials.open_session()
        assert (await tablet.get("/kitchen", headers={"Cookie": f"{COOKIE}={token}"})).status_code == 303
        guarded = {"Cookie": f"{COOKIE}=x; {HOST_PREFIX}{COOKIE}={token}"}
        assert (await tablet.get("/kitchen", headers=guarded)).status_code == 200

    async def test_tablet_on_the_plain_address_signs_in_too(self, tablet):
        tablet.base_url = ADDRESS
        answer = await tablet.post("/login", data={"pin": PIN}, headers={"Origin": ADDRESS})
        assert COOKIE in answer.cookies
        assert (await tablet.get("/kitchen")).status_code == 200

    async def test_sign_out_deletes_the_cookie(self, tablet):
        await tablet.post("/login", data={"pin": PIN}, headers={"Origin": PUBLIC})
        await tablet.post("/logout", headers={"Origin": PUBLIC})
        assert HOST_PREFIX + COOKIE not in tablet.cookies
        assert (await tablet.get("/kitchen")).status_code == 303


def request_with(cookie):
    scope = {"type": "http", "method": "GET", "path": "/kitchen", "headers": [(b"cookie", cookie.encode())]}
    return Request({**scope, "scheme": "http", "server": ("127.0.0.1", 8080), "query_string": b"", "state": {}})
