"""Hostile clients while fifty guests watch: no update is missed and no memory grows. The table judges delays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.siege import is_unharmed, siege

if TYPE_CHECKING:
    from pathlib import Path

LINKS, PACE = 2500, 400


@pytest.mark.timed
@pytest.mark.timeout(240)
async def test_guests_miss_nothing_during_a_siege(tmp_path: Path) -> None:
    metrics = await siege(tmp_path, LINKS, PACE)
    assert is_unharmed(metrics, LINKS), metrics
