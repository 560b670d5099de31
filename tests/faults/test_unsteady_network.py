"""Guests whose network or server comes and goes miss no change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults import networks

if TYPE_CHECKING:
    from tests.faults.crowd import Crowd

pytestmark = [
    pytest.mark.timed,
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(180),
]


async def test_a_flapping_network_ends_in_the_truth(guests: Crowd) -> None:
    returned = await networks.flap(guests)
    assert returned.is_soon, returned


async def test_packet_loss_loses_no_change_and_delays_few(guests: Crowd) -> None:
    seen = await networks.lose(guests, 3)
    assert seen.share == 1, seen
    assert seen.at(0.95) <= 3, seen


async def test_restarted_server_is_ready_and_pages_catch_up(guests: Crowd) -> None:
    ready, returned = await networks.restart(guests)
    assert ready <= 10, ready
    assert returned.share == 1, returned
    assert returned.at(1) <= 10, returned
