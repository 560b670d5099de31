"""A phone with Firefox comes out of a dead zone, and its page is live and right within seconds."""

from __future__ import annotations

import pytest

from tests.faults.dead_zone import dead_zone

# All pages are right so soon after the network is back; Firefox's own pause after failed sockets is longer.
MAX_RETURN_SECONDS = 10


@pytest.mark.long
async def test_firefox_reconnects_soon_after_failed_sockets(tmp_path):
    (seen,) = await dead_zone(tmp_path / "zone", (20,))
    assert seen.knew, seen
    assert seen.returned <= MAX_RETURN_SECONDS, seen
