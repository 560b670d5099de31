"""Telephone numbers as links dial them."""

import pytest

from pages.components.phone_numbers import dialled


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+34 (956) 12-34", "+349561234"),
        ("956 12.34/5", "95612345"),
        ("+49 (0)30 123456", "+4930123456"),
        ("(+44) ( 0 ) 7700 900123", "+447700900123"),
        ("0049 (0) 30 123456", "004930123456"),
        ("(0)30 123456", "030123456"),
        ("+39 (0)6 123456", "+3906123456"),
        ("+1 (800) 555-0100", "+18005550100"),
        ("\u200e+\u0669\u0666\u0666 \u0665\u0660", "+96650"),
        ("\uff0b\uff18\uff11\uff08\uff10\uff09\uff19\uff10", "+8190"),
        ("600 + 1", "6001"),
        ("²", "2"),
        ("none", ""),
    ],
)
def test_number_is_dialled_as_it_is_meant(written, number):
    assert dialled(written) == number
