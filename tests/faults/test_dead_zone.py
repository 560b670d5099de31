"""A phone with Firefox comes out of a dead zone, and its page is live and right within seconds."""

from __future__ import annotations

import pytest

from tests.faults.dead_zone import dead_zone


@pytest.mark.timed
async def test_firefox_reconnects_soon_after_failed_sockets(tmp_path):
    (seen,) = await dead_zone(tmp_path / "zone", (20,))
    assert seen.knew, seen
    assert seen.returned <= 5, seen
