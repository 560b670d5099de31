"""Hostile hands at work while fifty guests watch: the guests notice nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.siege import is_unharmed, siege

if TYPE_CHECKING:
    from pathlib import Path

LINKS, PACE = 2500, 400


@pytest.mark.timed
@pytest.mark.timeout(240)
async def test_guests_miss_nothing_and_wait_no_longer_while_strangers_hammer_the_house(tmp_path: Path) -> None:
    # Whoever shares the machine may have been at work in one half and not in the other: then it is measured again.
    for attempt in ("first", "second"):
        metrics = await siege(tmp_path / attempt, LINKS, PACE)
        assert is_unharmed(metrics, LINKS), metrics
        if metrics.ratio <= 2:
            return
    pytest.fail(str(metrics))
