"""Sign-in, sessions, and the login throttle."""

from dataclasses import replace

import pytest

from pages.app import web_app
from pages.security.cookies import COOKIE, DEVICE_COOKIE
from pages.security.login_throttle import (
    FREE_ATTEMPTS,
)
from storage.ops.redaction import RedactionFilter
from tests.pages.conftest import browser
from tests.support.world import ADDRESS, PIN

FAR = f"{'x' * 9000}.example"

STAFF_PAGES = ["/kitchen", "/orders/new", "/menu", "/reports", "/settings"]


class TestSignIn:
    @pytest.mark.both
    async def test_right_pins_are_never_slowed(self, web):
        for _ in range(FREE_ATTEMPTS + 3):
            web.cookies.clear()  # another tablet at the same address
            assert (await web.post("/login", data={"pin": PIN})).status_code == 303

    async def test_right_pin_opens_the_kitchen(self, web):
        answer = await web.post("/login", data={"pin": PIN})
        assert (answer.status_code, answer.headers["location"]) == (303, "/kitchen")
        assert (await web.get("/kitchen")).status_code == 200
        assert (await web.get("/")).headers["location"] == "/kitchen"

    @pytest.mark.parametrize("zero", ["\N{ARABIC-INDIC DIGIT ZERO}", "\N{FULLWIDTH DIGIT ZERO}"])
    async def test_pin_is_taken_in_the_digits_of_any_keyboard(self, web, zero):
        written = "".join(chr(ord(zero) + int(digit)) for digit in PIN)
        assert (await web.post("/login", data={"pin": f" {written} "})).status_code == 303

    async def test_cookies_are_httponly_and_samesite(self, web):
        cookies = (await web.post("/login", data={"pin": PIN})).headers.get_list("set-cookie")
        assert [cookie.partition("=")[0] for cookie in cookies] == [COOKIE, DEVICE_COOKIE]
        for cookie in cookies:
            assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))

    @pytest.mark.parametrize(
        ("origin", "is_secure"),
        [({"Origin": "https://bell.example"}, True), ({}, True), ({"Origin": ADDRESS}, False)],
    )
    async def test_cookies_are_secure_except_on_the_lan(self, context, origin, is_secure):
        public = replace(context, base_url=lambda: "https://bell.example", origins={ADDRESS, "https://bell.example"})
        app = web_app(public)
        async with app.router.lifespan_context(app), browser(app) as web:
            answer = await web.post("/login", data={"pin": PIN}, headers=origin)
        for cookie in answer.headers.get_list("set-cookie"):
            assert ("Secure" in cookie.split("; ")) == is_secure

    @pytest.mark.parametrize("pin", ["", "000000", PIN + "0", PIN[:-1], "x" * 10_000])
    async def test_wrong_pin_is_refused(self, web, pin):
        answer = await web.post("/login", data={"pin": pin})
        assert answer.status_code == 403
        assert "That is not the PIN" in answer.text
        assert COOKIE not in answer.cookies

    @pytest.mark.parametrize("body", [b"", b"\xff", b"pin", b"pin=" + b"1" * 60_000, b"a=1&b=2&c=3&d=4&e=5&f=6"])
    async def test_malformed_form_is_refused(self, web, body):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        assert (await web.post("/login", content=body, headers=headers)).status_code in {400, 403}

    @pytest.mark.both
    async def test_wait_holds_for_the_right_pin_too(self, web):
        for _ in range(FREE_ATTEMPTS):
            answer = await web.post("/login", data={"pin": "000000"})
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
        right = await web.post("/login", data={"pin": PIN})
        assert right.status_code == 429
        assert COOKIE not in right.cookies

    @pytest.mark.both
    async def test_unknown_device_cookie_gives_no_advantage(self, web):
        for n in range(FREE_ATTEMPTS):
            answer = await web.post(
                "/login", data={"pin": "000000"}, headers={"Cookie": f"{DEVICE_COOKIE}=made-up-{n}"}
            )
        assert answer.status_code == 429

    @pytest.mark.both
    async def test_known_tablet_signs_in_while_others_guess(self, staff, web):
        await staff.post("/logout")
        for _ in range(FREE_ATTEMPTS):
            await web.post("/login", data={"pin": "000000"})
        assert (await web.post("/login", data={"pin": PIN})).status_code == 429
        assert (await staff.post("/login", data={"pin": PIN})).status_code == 303

    @pytest.mark.both
    async def test_sign_in_alone_ends_all_other_sessions(self, staff, web):
        assert (await web.post("/login", data={"pin": PIN, "alone": "on"})).status_code == 303
        assert (await staff.get("/kitchen")).status_code == 303
        assert (await web.get("/kitchen")).status_code == 200

    async def test_sign_in_renews_the_session(self, staff, context):
        before = staff.cookies[COOKIE]
        await staff.post("/login", data={"pin": PIN})
        assert staff.cookies[COOKIE] != before
        assert not context.credentials.is_session(before)

    async def test_sign_out_ends_the_session(self, app, staff):
        stolen = staff.cookies[COOKIE]
        await staff.post("/logout")
        async with browser(app) as thief:
            thief.cookies.set(COOKIE, stolen)
            assert (await thief.get("/kitchen")).status_code == 303

    @pytest.mark.parametrize("path", ["/login", "/logout"])
    async def test_foreign_origin_is_refused(self, staff, path):
        answer = await staff.post(path, data={"pin": PIN}, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403
        assert "another site" in answer.text
        assert (await staff.get("/kitchen")).status_code == 200

    async def test_a_hidden_foreign_origin_is_refused(self, staff, subtests):
        for path in ["/settings/sign-all-out", "/menu/remove", "/kitchen/taps", "/logout"]:
            with subtests.test(path=path):
                for site in ("cross-site", "same-site"):
                    assert (
                        await staff.post(path, data={"name": "x"}, headers={"Sec-Fetch-Site": site})
                    ).status_code == 403
                answer = await staff.post(path, data={"name": "x"}, headers={"Sec-Fetch-Site": "same-origin"})
                assert answer.status_code != 403

    async def test_long_origin_is_logged_in_short(self, web, caplog):
        for headers in ({"Origin": "http://x" + "\x80" * 9000}, {"Origin": f"http://{FAR}", "Host": FAR}):
            raw = {name: value.encode("latin-1") for name, value in headers.items()}
            assert (await web.post("/login", data={"pin": PIN}, headers=raw)).status_code == 403
        assert len(caplog.records) == 2
        assert all(len(record.getMessage()) < 500 for record in caplog.records)

    @pytest.fixture
    def redacted(self, caplog):
        with caplog.filtering(RedactionFilter()):  # as the log is written
            yield caplog

    async def test_unknown_name_is_told_the_setting_to_write(self, web, redacted, subtests):
        for host in ["bell.example:8080", "BELL.example:8080", "bell.example", "bell.example.:8080"]:
            with subtests.test(host=host):
                headers = {"Origin": "http://bell.example:8080", "Host": host}
                answer = await web.post("/login", data={"pin": PIN}, headers=headers)
                assert answer.status_code == 403
                assert "ORDERBELL_PUBLIC_URL=http://bell.example:8080" in answer.text
                assert "ORDERBELL_PUBLIC_URL=http://bell.example:8080" in redacted.text
                program = await web.post("/login", data={"pin": PIN}, headers=headers | {"Accept": "application/json"})
                assert "ORDERBELL_PUBLIC_URL" in program.json()["says"]
                redacted.clear()

    async def test_private_address_needs_no_setting(self, web, subtests):
        for host in ["192.168.1.5:9000", "vm.lan", "kitchen.fritz.box", "kitchen"]:
            with subtests.test(host=host):
                answer = await web.post("/login", data={"pin": PIN}, headers={"Origin": f"http://{host}", "Host": host})
                assert answer.status_code == 303

    async def test_own_origin_is_accepted(self, web):
        assert (await web.post("/login", data={"pin": PIN}, headers={"Origin": ADDRESS})).status_code == 303


class TestStaffPages:
    async def test_redirects_to_sign_in_and_back(self, web, subtests):
        for path in STAFF_PAGES:
            with subtests.test(path=path):
                answer = await web.get(path)
                assert answer.status_code == 303
                assert answer.headers["location"] == f"/login?next={path.replace('/', '%2F')}"

    async def test_unknown_session_is_refused(self, web, subtests):
        for cookie in ["", "x", "x" * 5000]:
            with subtests.test(cookie=cookie):
                web.cookies.set(COOKIE, cookie)
                assert (await web.get("/kitchen")).status_code == 303

    async def test_index_redirects_to_sign_in(self, web):
        assert (await web.get("/")).headers["location"] == "/login"


async def test_form_of_another_kind_is_refused(web, subtests):
    for kind, body in [
        (
            "multipart/form-data; boundary=a; charset=undefined",
            '--a\r\nContent-Disposition: form-data; name="pin"\r\n\r\n1\r\n--a--',
        ),
        ("multipart/form-data; boundary=a", "--a"),
        ("multipart/form-data", ""),
        ("application/json", '{"pin": "1"}'),
        ("application/x-www-form-urlencoded", "pin=\udcff"),
        ("application/x-www-form-urlencoded", "&".join("a=1" for _ in range(50))),
    ]:
        with subtests.test(kind=kind, body=body):
            answer = await web.post(
                "/login", content=body.encode(errors="surrogateescape"), headers={"Content-Type": kind}
            )
            assert answer.status_code == 400
