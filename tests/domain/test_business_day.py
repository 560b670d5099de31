from datetime import UTC, date, datetime, time
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
