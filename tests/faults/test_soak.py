"""Memory, descriptors and tasks are flat over thousands of visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.soak import MAX_LOG_BYTES, soak

if TYPE_CHECKING:
    from pathlib import Path

SHARE, SECONDS = 0.07, 50


@pytest.mark.timeout(300)
async def test_visits_leave_nothing_behind(tmp_path: Path) -> None:
    seen = await soak(tmp_path, SHARE, SECONDS)
    assert seen.is_flat, seen
    assert seen.log <= MAX_LOG_BYTES * SHARE, seen
    assert not seen.refused, seen
