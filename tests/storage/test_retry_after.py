"""Retry-After is read in each form that HTTP has, and never breaks what reads it."""

from datetime import UTC, datetime

import pytest

from storage.retry_after import seconds_until

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        ("Thu, 26 Nov 2026 12:02:00 GMT", 120),
        ("Thursday, 26-Nov-26 12:02:00 GMT", 120),
        ("Thu Nov 26 12:02:00 2026", 120),
        ("Thu, 26 Nov 2026 11:00:00 GMT", 0),
        ("9" * 400, 999_999),
    ],
)
def test_seconds_and_dates_are_read(text, seconds):
    assert seconds_until(text, NOW) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-1", "1e9", "²", "26 Nov 99999999999 12:00", f"26 Nov 2026 +{'9' * 20}"])
def test_what_cannot_be_read_is_none(text):
    assert seconds_until(text, NOW) == 0
