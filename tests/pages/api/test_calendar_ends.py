"""Times at the calendar's ends are refused in words; none of them is an error of ours."""

import pytest

from pages.counter.order_pad_view import NO_QUOTE
from tests.pages.api.test_routes import ORDER

STRICT = {"Prefer": "handling=strict"}
ENDS = [
    "0001-01-01T00:00:00+23:59",
    "0001-01-01T00:00:00Z",
    "0001-01-01T23:59:59+14:00",
    "9999-12-31T23:59:59-23:59",
    "9999-12-31T23:59:59Z",
    "9999-12-31T00:00:00-12:00",
    "9999-12-31T24:00Z",
    "9999-12-31T24:00",
    "Fri, 31 Dec 9999 23:59:59 -1200",
    "Mon, 1 Jan 0001 00:00:00 +1200",
    "10000-01-01T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "-0044-03-15T12:00:00Z",
    "9999-12-31T24:00:00Z",
    "Fri, 31 Dec 9999 23:59:00 -0500",
]


@pytest.fixture
async def path(api):
    return f"/api/v1/orders/{(await api.post('/api/v1/orders', json=ORDER)).json()['id']}"


async def test_end_of_the_calendar_is_refused(api, path, subtests):
    for at in ENDS:
        with subtests.test(at=at):
            placed = await api.post("/api/v1/orders", json=ORDER | {"quoted_for": at}, headers=STRICT)
            requoted = await api.post(f"{path}/requote", json={"quoted_for": at, "reason": "busy"}, headers=STRICT)
            changed = await api.patch(path, json={"quoted_for": at}, headers=STRICT)
            assert (placed.status_code, requoted.status_code, changed.status_code) == (422, 422, 422)


# The last ones are Unix times, in seconds and in milliseconds.
@pytest.mark.both
async def test_lenient_reading_survives_it_too(api, path, subtests):
    for at in [*ENDS, 253402300800, -62135596801, 10**15, 1e30, -1e30, 1e308]:
        with subtests.test(at=at):
            asked = [
                ("/api/v1/orders", ORDER | {"quoted_for": at}),
                (f"{path}/requote", {"quoted_for": at, "reason": "busy"}),
            ]
            for where, body in asked:
                assert (await api.post(where, json=body)).status_code < 500
            answer = await api.get("/api/v1/orders", params={"placed_after": str(at), "placed_before": str(at)})
            assert answer.status_code < 500


async def test_order_form_says_that_a_time_is_too_far(staff, settings, subtests):
    for zone, due in [("America/New_York", "9999-12-31T23:59"), ("Asia/Tokyo", "0001-01-01T00:00")]:
        with subtests.test(zone=zone):
            settings.timezone = zone
            placed = await staff.post("/orders", json=ORDER | {"due": due})
            assert (placed.status_code, "a year away" in placed.json()["says"]) == (422, True)
            assert (await staff.post("/orders/quote", json=ORDER | {"due": due})).json() == NO_QUOTE
            changed = await staff.post("/orders/x/amend", json={"due": due, "seen_version": 1})
            assert changed.status_code == 422


async def test_menu_survives_it_too(staff, api, subtests):
    for at in ENDS:
        with subtests.test(at=at):
            dishes = {"dishes": [{"name": "Soup", "out_until": at}]}
            assert (await api.put("/api/v1/menu", json=dishes)).status_code < 500
            assert (await api.put("/api/v1/menu", json=dishes, headers=STRICT)).status_code < 500
            sheet = f"name,out_until\nSoup,{at}\n"
            assert (await staff.post("/menu/import", content=sheet)).status_code < 500


@pytest.mark.both
async def test_counter_and_lists_survive_it_too(staff, subtests):
    for day in ["0001-01-01", "9999-12-31"]:
        with subtests.test(day=day):
            form = {"item": "Soup", "quantity": "1", "later": f"{day}T00:00", "quoted_for": f"{day}T00:00", "day": day}
            assert (await staff.post("/orders", data=form)).status_code < 500
            for page in ("/orders", "/reports"):
                assert (await staff.get(page, params={"from": day, "to": day, "day": day})).status_code < 500
