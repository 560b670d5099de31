"""Who may come in, and how guessing is slowed without ever locking the kitchen out."""

from dataclasses import replace

import pytest

from pages.app import web_app
from pages.security.auth import COOKIE, DEVICE_COOKIE
from pages.security.login_throttle import (
    FREE_MISSES,
    LONGEST_WAIT,
    LONGEST_WAIT_OVERALL,
    LoginThrottle,
    Visitor,
    neighbourhood,
)
from tests.pages.conftest import browser
from tests.support.world import ADDRESS, PIN

STAFF_PAGES = ["/kitchen", "/orders/new", "/menu", "/reports", "/settings"]
HERE = Visitor("192.0.2.7", is_known=False)
TABLET = Visitor("the token of a tablet", is_known=True)


class Seconds:
    """A monotonic clock that stands still until a test moves it."""

    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def turnstile(seconds):
    return LoginThrottle(seconds)


class TestTurnstile:
    def test_the_first_misses_cost_nothing(self, turnstile):
        for _ in range(FREE_MISSES - 1):
            turnstile.missed(HERE)
        assert turnstile.wait(HERE) == 0

    def test_then_the_wait_doubles_until_it_is_long_enough(self, turnstile, seconds):
        waits = []
        for _ in range(FREE_MISSES + 12):
            turnstile.missed(HERE)
            waits.append(turnstile.wait(HERE))
            seconds.at += waits[-1]
        assert waits[FREE_MISSES - 1 : FREE_MISSES + 3] == [1, 2, 4, 8]
        assert waits[-1] == LONGEST_WAIT == 60

    def test_the_wait_passes(self, turnstile, seconds):
        for _ in range(FREE_MISSES + 1):
            turnstile.missed(HERE)
        seconds.at += 1.5
        assert turnstile.wait(HERE) == pytest.approx(0.5)
        seconds.at += 0.5
        assert turnstile.wait(HERE) == 0

    def test_misses_are_forgiven_in_time(self, turnstile, seconds):
        for _ in range(FREE_MISSES + 5):
            turnstile.missed(HERE)
        seconds.at += 15 * 60 + 1
        turnstile.missed(HERE)
        assert turnstile.wait(HERE) == 0

    def test_the_right_pin_forgives_the_device_that_knew_it(self, turnstile):
        for _ in range(FREE_MISSES + 5):
            turnstile.missed(TABLET)
        assert turnstile.wait(TABLET) > 0
        turnstile.passed(TABLET)
        assert turnstile.wait(TABLET) == 0

    def test_guessing_from_many_addresses_is_slowed_too_but_gently(self, turnstile):
        for n in range(100):
            turnstile.missed(Visitor(f"192.0.2.{n}", is_known=False))
        assert turnstile.wait(HERE) == LONGEST_WAIT_OVERALL == 10

    def test_a_tablet_that_was_in_before_does_not_wait_for_the_guessing_of_others(self, turnstile):
        for _ in range(100):
            turnstile.missed(HERE)
        assert turnstile.wait(TABLET) == 0

    def test_its_memory_has_an_end(self, turnstile):
        for n in range(10_000):
            turnstile.missed(Visitor(str(n), is_known=bool(n % 2)))
        assert len(turnstile._by_visitor) <= 4096

    @pytest.mark.parametrize(
        ("address", "counts_as"),
        [
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::", "2001:db8:1:2::/64"),
            ("", ""),
            ("testclient", "testclient"),
        ],
    )
    def test_one_visitor_has_one_address_or_one_network_of_many(self, address, counts_as):
        assert neighbourhood(address) == counts_as


class TestSignIn:
    async def test_the_right_pin_opens_the_kitchen(self, web):
        answer = await web.post("/login", data={"pin": PIN})
        assert (answer.status_code, answer.headers["location"]) == (303, "/kitchen")
        assert (await web.get("/kitchen")).status_code == 200
        assert (await web.get("/")).headers["location"] == "/kitchen"

    async def test_the_session_is_out_of_reach_of_scripts_and_other_sites(self, web):
        cookies = (await web.post("/login", data={"pin": PIN})).headers.get_list("set-cookie")
        assert [cookie.partition("=")[0] for cookie in cookies] == [COOKIE, DEVICE_COOKIE]
        for cookie in cookies:
            assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))

    @pytest.mark.parametrize(
        ("origin", "is_secure"),
        [({"Origin": "https://bell.example"}, True), ({}, True), ({"Origin": ADDRESS}, False)],
    )
    async def test_with_https_the_session_is_for_https_alone_unless_it_begins_on_the_local_network(
        self, house, origin, is_secure
    ):
        public = replace(house, base_url=lambda: "https://bell.example", origins={ADDRESS, "https://bell.example"})
        app = web_app(public)
        async with app.router.lifespan_context(app), browser(app) as web:
            answer = await web.post("/login", data={"pin": PIN}, headers=origin)
        for cookie in answer.headers.get_list("set-cookie"):
            assert ("Secure" in cookie.split("; ")) == is_secure

    @pytest.mark.parametrize("pin", ["", "000000", PIN + "0", PIN[:-1], "x" * 10_000])
    async def test_a_wrong_pin_does_not(self, web, pin):
        answer = await web.post("/login", data={"pin": pin})
        assert answer.status_code == 403
        assert "That is not the PIN" in answer.text
        assert COOKIE not in answer.cookies

    @pytest.mark.parametrize("body", [b"", b"\xff", b"pin", b"pin=" + b"1" * 60_000, b"a=1&b=2&c=3&d=4&e=5&f=6"])
    async def test_what_is_no_form_is_refused_calmly(self, web, body):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        assert (await web.post("/login", content=body, headers=headers)).status_code in {400, 403}

    async def test_guessing_is_answered_with_a_wait_even_when_the_guess_is_right(self, web):
        for _ in range(FREE_MISSES):
            answer = await web.post("/login", data={"pin": "000000"})
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
        right = await web.post("/login", data={"pin": PIN})
        assert right.status_code == 429
        assert COOKIE not in right.cookies

    async def test_a_made_up_tablet_waits_like_any_stranger(self, web):
        for n in range(FREE_MISSES):
            answer = await web.post(
                "/login", data={"pin": "000000"}, headers={"Cookie": f"{DEVICE_COOKIE}=made-up-{n}"}
            )
        assert answer.status_code == 429

    async def test_a_tablet_that_has_signed_in_before_is_not_kept_out_by_who_guesses_beside_it(self, staff, web):
        await staff.post("/logout")
        for _ in range(FREE_MISSES):
            await web.post("/login", data={"pin": "000000"})
        assert (await web.post("/login", data={"pin": PIN})).status_code == 429
        assert (await staff.post("/login", data={"pin": PIN})).status_code == 303

    async def test_signing_in_alone_signs_every_other_tablet_out(self, staff, web):
        assert (await web.post("/login", data={"pin": PIN, "alone": "on"})).status_code == 303
        assert (await staff.get("/kitchen")).status_code == 303
        assert (await web.get("/kitchen")).status_code == 200

    async def test_signing_in_again_renews_the_session(self, staff, house):
        before = staff.cookies[COOKIE]
        await staff.post("/login", data={"pin": PIN})
        assert staff.cookies[COOKIE] != before
        assert not house.credentials.is_session(before)

    async def test_signing_out_ends_the_session_for_good(self, app, staff):
        stolen = staff.cookies[COOKIE]
        await staff.post("/logout")
        async with browser(app) as thief:
            thief.cookies.set(COOKIE, stolen)
            assert (await thief.get("/kitchen")).status_code == 303

    @pytest.mark.parametrize(
        ("wish", "leads"),
        [
            ("/board", "/board"),
            ("/kitchen", "/kitchen"),
            ("//evil.example", "/kitchen"),
            ("https://evil.example", "/kitchen"),
        ],
    )
    async def test_it_leads_back_to_our_own_pages_only(self, web, wish, leads):
        answer = await web.post("/login", params={"next": wish}, data={"pin": PIN})
        assert answer.headers["location"] == leads

    @pytest.mark.parametrize("path", ["/login", "/logout"])
    async def test_another_sites_form_is_refused(self, staff, path):
        answer = await staff.post(path, data={"pin": PIN}, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403
        assert (await staff.get("/kitchen")).status_code == 200

    async def test_our_own_form_is_taken(self, web):
        assert (await web.post("/login", data={"pin": PIN}, headers={"Origin": ADDRESS})).status_code == 303


class TestStaffPages:
    @pytest.mark.parametrize("path", STAFF_PAGES)
    async def test_a_stranger_is_sent_to_the_sign_in_and_back(self, web, path):
        answer = await web.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/login?next={path.replace('/', '%2F')}"

    @pytest.mark.parametrize("cookie", ["", "x", "x" * 5000])
    async def test_a_made_up_session_is_a_strangers(self, web, cookie):
        web.cookies.set(COOKIE, cookie)
        assert (await web.get("/kitchen")).status_code == 303

    async def test_anybody_else_is_sent_to_the_sign_in(self, web):
        assert (await web.get("/")).headers["location"] == "/login"
