"""Times as people and tills write them: offsets, spans, days by name, and times that count from now."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from pages.api.repair.orders.order_repair import OrderRepair
from pages.api.repair.values.time_repair import read_time
from tests.support.rest import ORDER, is_problem

MADRID = ZoneInfo("Europe/Madrid")
# A Saturday.
NOW = datetime(2026, 3, 14, 19, 0, tzinfo=UTC)


def read(said):
    at, _ = read_time(said, MADRID, NOW)
    return at and f"{at:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("2026-03-15T12:00:00-05:00", "2026-03-15 17:00"),
        ("2026-03-15T12:00-03:30", "2026-03-15 15:30"),
        ("2026-03-15T12:00:00.000-11:00", "2026-03-15 23:00"),
        ("2026-03-15 12:00:00-0500", "2026-03-15 17:00"),
        ("2026-03-15 12:00-12:15", "2026-03-15 11:00"),
        ("2026-03-15T12:00-13:00", "2026-03-15 11:00"),
        ("15.03.2026 12:00 - 12:15", "2026-03-15 11:00"),
        ("2026-03-15T10:00:00Z/2026-03-15T11:00:00Z", "2026-03-15 10:00"),
        ("2026-03-15T10:00-2026-03-15T11:00", "2026-03-15 09:00"),
        ("2026-03-15 12:00:00 +0000 UTC", "2026-03-15 12:00"),
    ],
)
def test_an_offset_is_no_end_of_a_span(said, utc):
    assert read(said) == utc


def test_a_day_alone_is_no_midnight(subtests):
    for said in ["20260315", "2026-W11-7", "2026W117", "Sunday", "dom.", "15/3 12:00", "202603151200"]:
        with subtests.test(said=said):
            assert read(said) == "2026-03-15 11:00"


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("Saturday 21:00", "2026-03-14 20:00"),
        ("Saturday 19:00", "2026-03-21 18:00"),
        ("on Friday at 9pm", "2026-03-20 20:00"),
        ("viernes a las 21", "2026-03-20 20:00"),
        ("金曜日 12:30", "2026-03-20 11:30"),
        ("tomorrow at noon", "2026-03-15 11:00"),
        ("midnight", "2026-03-14 23:00"),
        ("27/11 12:00", "2026-11-27 11:00"),
        ("3/15 8:30 pm", "2026-03-15 19:30"),
        ("13.3. 21:00", "2026-03-13 20:00"),
        ("1.1. 12:00", "2026-01-01 11:00"),
        ("31.8. 12:00", "2026-08-31 10:00"),
        ("in 1 hour", "2026-03-14 20:00"),
        ("en 30 minutos", "2026-03-14 19:30"),
        ("30'", "2026-03-14 19:30"),
        ("ab 21 Uhr", "2026-03-14 20:00"),
        ("~21:30", "2026-03-14 20:30"),
        ("21:30Z", "2026-03-14 21:30"),
        ("21:30+02:00", "2026-03-14 19:30"),
        ({"seconds": 1773568800}, "2026-03-15 10:00"),
        ({"$date": "2026-03-15T10:00:00Z"}, "2026-03-15 10:00"),
    ],
)
def test_times_are_read_as_people_write_them(said, utc):
    assert read(said) == utc


@pytest.mark.parametrize("said", ["30", "in 2 days", "Mar 15", "2026-W99-9", "31/2 12:00", "99:99Z", "9" * 5000])
def test_what_is_no_time_is_none(said):
    assert read(said) is None


def test_a_time_too_far_away_is_for_the_cook_to_read():
    order = OrderRepair(MADRID, NOW).repair({"items": ["Tea"], "quoted_for": "2029-01-01 12:00"})
    assert (order["quoted_for"], order["note"]) == (None, "⏰ 2029-01-01 12:00")


@pytest.mark.parametrize("said", ["in 40 min", "20:30", "PT1H", "Saturday 21:00"])
@pytest.mark.parametrize("names", [{"external_ref": "17"}, {}])
async def test_a_retry_says_the_same_time_later(api, restaurant, said, names):
    key = {} if names else {"Idempotency-Key": "k"}
    body = ORDER | {"pickup_at": said} | names
    first = await api.post("/api/v1/orders", json=body, headers=key)
    restaurant.clock.move(hours=2)
    again = await api.post("/api/v1/orders", json=body, headers=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["quoted_for"] == first.json()["quoted_for"]
    is_problem(await api.post("/api/v1/orders", json=body | {"pickup_at": "in 50 min"}, headers=key), 409)


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("2026-03-15T12:00:00 Europe/Madrid", "2026-03-15 11:00"),
        ("2026-03-15 12:00 America/New_York", "2026-03-15 16:00"),
        ("2026-03-15T12:00:00[Asia/Tokyo]", "2026-03-15 03:00"),
        ("2026-03-15T12:00:00+01:00[Europe/Madrid]", "2026-03-15 11:00"),
        ("2026-03-15 12:00 CET", "2026-03-15 11:00"),
        ("2026-07-15 12:00 CET", "2026-07-15 10:00"),
        ("2026-03-15T12:00:00 EST", "2026-03-15 17:00"),
        ("15/03/2026 12:00 (PST)", "2026-03-15 20:00"),
        ("12:00 Europe/Lisbon", "2026-03-15 12:00"),
        ("2026-03-15 12:00 Mars/Olympus", None),
        ("2026-03-15 12:00 QQQ", None),
        ({"dateTime": "2026-03-15T12:00:00", "timeZone": "Asia/Tokyo"}, "2026-03-15 03:00"),
        ({"date": "2026-03-15", "time": "12:00", "timezone": "Asia/Tokyo"}, "2026-03-15 03:00"),
        (
            {"start": {"dateTime": "2026-03-15T12:00:00Z"}, "end": {"dateTime": "2026-03-15T13:00:00Z"}},
            "2026-03-15 12:00",
        ),
        (["2026-03-15T12:00:00Z", "2026-03-15T13:00:00Z"], "2026-03-15 12:00"),
        ([["2026-03-15T12:00:00Z"]], "2026-03-15 12:00"),
        ({"zone": "x"}, None),
        ("2026-03-15T24:00:00", "2026-03-15 23:00"),
        ("2026-03-15T24:00:00Z", "2026-03-16 00:00"),
        ("2026-03-15 24:00", "2026-03-15 23:00"),
        ("2026-03-29 24:00", "2026-03-29 22:00"),  # the clock is put forward on that day
        ("\uff12\uff10\uff12\uff16-03-15 12:00", "2026-03-15 11:00"),
        ("3月15日 12:00", "2026-03-15 11:00"),
        ("3月15日12時30分", "2026-03-15 11:30"),
        ("2026年3月15日 12時", "2026-03-15 11:00"),
    ],
)
def test_zones_and_days_are_read_in_any_form(said, utc):
    assert read(said) == utc


def test_a_time_that_is_long_over_is_said():
    for said, is_told in (("2026-03-12 12:00", True), ("2026-03-14 19:00", False)):
        repair = OrderRepair(MADRID, NOW)
        repair.repair({"items": ["Tea"], "quoted_for": said})
        assert any("late from the first" in one["said"] for one in repair.repairs.warnings) is is_told


@pytest.mark.parametrize("name", ["pickup_window", "time_window", "when"])
def test_the_start_of_a_window_is_the_time(name):
    window = {"start": "2026-03-15T12:00:00+01:00", "end": "2026-03-15T12:30:00+01:00"}
    order = OrderRepair(MADRID, NOW).repair({"items": ["Tea"], name: window})
    assert order["quoted_for"] == datetime(2026, 3, 15, 11, tzinfo=UTC)


def test_several_tables_are_one_text():
    assert OrderRepair(MADRID, NOW).repair({"items": ["Tea"], "tables": [5, "6"]})["table"] == "5, 6"
