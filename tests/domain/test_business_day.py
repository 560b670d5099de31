from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.business_day import BusinessDay

MADRID = BusinessDay(ZoneInfo("Europe/Madrid"), time(4))


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 3, 14, 19, tzinfo=UTC), date(2026, 3, 14)),
        (datetime(2026, 3, 15, 2, 59, tzinfo=UTC), date(2026, 3, 14)),
        (datetime(2026, 3, 15, 3, 0, tzinfo=UTC), date(2026, 3, 15)),
    ],
)
def test_the_small_hours_belong_to_the_evening(at, day):
    assert MADRID.day_of(at) == day


def test_day_follows_the_clock_of_the_restaurant():
    at = datetime(2026, 3, 28, 19, tzinfo=UTC)
    assert MADRID.begin_of(at) == datetime(2026, 3, 28, 3, tzinfo=UTC)
    assert MADRID.end_of(at) == datetime(2026, 3, 29, 2, tzinfo=UTC)


def test_days_before_are_counted_on_the_calendar():
    at = datetime(2026, 3, 29, 19, tzinfo=UTC)
    assert MADRID.begin_of(at, days_before=1) == datetime(2026, 3, 28, 3, tzinfo=UTC)
    assert MADRID.begin_of(at, days_before=0) == datetime(2026, 3, 29, 2, tzinfo=UTC)


@pytest.mark.parametrize("starts", [time(0), time(0, 30), time(1, 30), time(2, 30), time(4), time(6, 30)])
@pytest.mark.parametrize(
    ("zone", "changes"),
    [
        ("Europe/Madrid", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("Europe/Madrid", datetime(2026, 10, 25, 1, tzinfo=UTC)),
        ("America/Havana", datetime(2026, 3, 8, 5, tzinfo=UTC)),
        ("America/Havana", datetime(2026, 11, 1, 5, tzinfo=UTC)),
        ("America/Santiago", datetime(2026, 4, 5, 3, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=UTC)),
    ],
)
def test_days_never_go_back_with_the_clock(zone, changes, starts):
    day = BusinessDay(ZoneInfo(zone), starts)
    moments = [changes + timedelta(minutes=10 * n) for n in range(-150, 150)]
    assert all(day.begin_of(at) <= at < day.end_of(at) for at in moments)
    days = [day.day_of(at) for at in moments]
    assert days == sorted(days)
