"""Guests whose network or server comes and goes miss no change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.faults import networks
from tests.faults.crowd import Crowd, crowd

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = [
    pytest.mark.timed,
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(180),
]
RAW, BROWSERS = 90, 10


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def guests(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Crowd]:
    async with crowd(tmp_path_factory.mktemp("unsteady"), RAW, BROWSERS) as gathered:
        yield gathered


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
