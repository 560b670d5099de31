"""Hostile clients while fifty guests watch: no update is missed and no memory grows. The table judges delays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.siege import is_unharmed, siege
from tests.faults.watcher import percentile

if TYPE_CHECKING:
    from pathlib import Path

LINKS, PACE = 2500, 400
# Guests are promised a change within three seconds; the table of faults compares with a quiet server.
MAX_WAIT_SECONDS = 1.0


@pytest.mark.alone
@pytest.mark.timeout(240)
async def test_guests_miss_nothing_during_a_siege(tmp_path: Path) -> None:
    metrics = await siege(tmp_path, LINKS, PACE)
    assert is_unharmed(metrics, LINKS), metrics
    assert percentile(metrics.besieged, 0.99) <= MAX_WAIT_SECONDS, metrics
