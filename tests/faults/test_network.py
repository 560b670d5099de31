"""Guests on bad networks see the age of the page, and recover by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.faults import networks
from tests.faults.crowd import Crowd, Return, crowd

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
    async with crowd(tmp_path_factory.mktemp("network"), RAW, BROWSERS) as gathered:
        yield gathered


def assert_all_returned(returned: Return) -> None:
    assert returned.share == 1, returned
    assert returned.at(1) <= 10, returned
    assert returned.at(0.95) <= 5, returned


async def test_after_a_short_cut_everybody_shows_the_truth(guests: Crowd) -> None:
    knew, returned = await networks.cut(guests, 3)
    assert knew.share == 1, knew
    assert_all_returned(returned)


async def test_a_half_open_link_is_noticed_and_left_behind(guests: Crowd) -> None:
    knew, returned = await networks.black_hole(guests)
    assert knew.share == 1, knew
    assert knew.at(1) <= 15, knew
    assert_all_returned(returned)


async def test_a_flapping_network_ends_in_the_truth(guests: Crowd) -> None:
    assert_all_returned(await networks.flap(guests))


async def test_packet_loss_loses_no_change_and_delays_few(guests: Crowd) -> None:
    seen = await networks.lose(guests, 3)
    assert seen.share == 1, seen
    assert seen.at(0.95) <= 3, seen


async def test_restarted_server_is_ready_and_pages_catch_up(guests: Crowd) -> None:
    ready, returned = await networks.restart(guests)
    assert ready <= 10, ready
    assert returned.share == 1, returned
    assert returned.at(1) <= 10, returned
