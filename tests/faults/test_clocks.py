"""The clock of the machine is set while guests watch: estimates follow, and none is in the past."""

from __future__ import annotations

from tests.faults.clocks import clocks_set


def test_estimates_follow_a_clock_set_by_an_hour(tmp_path):
    for way, seen in clocks_set(tmp_path).items():
        assert seen.is_right, (way, seen)
