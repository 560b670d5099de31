"""Return address: the page that the sign-in leads back to."""

import pytest
from starlette.requests import Request

from pages.security.return_address import MAX_ADDRESS_CHARS, sign_in_again_address
from tests.support.world import PIN

LONG_QUERY = "x" * MAX_ADDRESS_CHARS


async def test_sign_in_keeps_the_station(web):
    asked = await web.get("/kitchen?station=grill%20a&x=1")
    answer = await web.post(asked.headers["location"], data={"pin": PIN})
    assert answer.headers["location"] == "/kitchen?station=grill%20a&x=1"
    again = await web.get(asked.headers["location"])
    assert (again.status_code, again.headers["location"]) == (303, "/kitchen?station=grill%20a&x=1")


async def test_redirects_to_own_pages_only(web, subtests):
    for wish, leads in [
        ("/board", "/board"),
        ("/kitchen", "/kitchen"),
        ("/kitchen?station=grill%20a&b=%3F", "/kitchen?station=grill%20a&b=%3F"),
        ("/orders?q=//evil.example", "/orders?q=//evil.example"),
        (f"/board?{LONG_QUERY}", "/kitchen"),
        ("//evil.example", "/kitchen"),
        ("//evil.example?/board", "/kitchen"),
        ("/\\evil.example?/board", "/kitchen"),
        ("/board@evil.example", "/kitchen"),
        ("https://evil.example", "/kitchen"),
        ("https://evil.example/board?", "/kitchen"),
        ("?next=/board", "/kitchen"),
    ]:
        with subtests.test(wish=wish, leads=leads):
            answer = await web.post("/login", params={"next": wish}, data={"pin": PIN})
            assert answer.headers["location"] == leads


async def test_very_long_query_is_not_led_back_to(web):
    answer = await web.get(f"/kitchen?{LONG_QUERY}")
    assert answer.headers["location"] == "/login?next=%2Fkitchen"


@pytest.mark.parametrize(
    ("path", "address"), [("/orders/new", "/login?next=%2Forders%2Fnew%3Fa%3D1"), ("/menu", "/login")]
)
def test_next_to_sign_in_may_be_a_cook(path, address):
    scope = {"type": "http", "server": ("a", 80), "path": path, "query_string": b"a=1", "headers": []}
    assert sign_in_again_address(Request(scope)) == address
