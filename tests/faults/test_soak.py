"""Memory, descriptors and tasks are flat over thousands of visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.soak import MAX_LOG_BYTES, soak

if TYPE_CHECKING:
    from pathlib import Path

SHARE, SECONDS = 0.06, 45
# A page that is never freed leaves 70 to 120 kB; the orders of this form, a third of which are still kept, make 2.
MAX_BYTES_A_VISIT = 25_000


@pytest.mark.long
@pytest.mark.timeout(300)
async def test_visits_leave_nothing_behind(tmp_path: Path) -> None:
    seen = await soak(tmp_path, SHARE, SECONDS)
    assert seen.is_tidy, seen
    assert seen.grown_a_visit <= MAX_BYTES_A_VISIT, seen
    assert seen.log <= MAX_LOG_BYTES * SHARE, seen
    assert not seen.refused, seen
