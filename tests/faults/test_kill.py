"""kill -9 loses nothing that was acknowledged."""

from __future__ import annotations

import pytest

from tests.faults.killing import killed

CYCLES = 50


@pytest.mark.long
@pytest.mark.timeout(240)
def test_kill_loses_no_acknowledged_tap():
    outcome = killed(CYCLES)
    assert outcome.cycles == CYCLES
    assert outcome.acknowledged >= 2 * CYCLES, outcome
    assert (outcome.lost, outcome.broken) == (0, 0), outcome
