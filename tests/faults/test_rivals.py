"""Two tablets tap at once: one wins, the other gets the fresh ticket."""

from __future__ import annotations

from tests.faults.rivals import rivalry
from tests.open_house import open_house


def test_of_two_tablets_that_tap_at_once_one_wins_and_the_other_is_given_the_fresh_ticket(tmp_path):
    with open_house(tmp_path) as house:
        seen = rivalry(house, 40)
    assert seen.fair == seen.rounds == 40, seen
