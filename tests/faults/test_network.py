"""Guests without a network see the age of the page, and recover by themselves."""

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
    async with crowd(tmp_path_factory.mktemp("network"), RAW, BROWSERS) as gathered:
        yield gathered


async def test_after_a_short_cut_everybody_shows_the_truth(guests: Crowd) -> None:
    knew, returned = await networks.cut(guests, 3)
    assert knew.share == 1, knew
    assert returned.is_soon, returned


async def test_a_half_open_link_is_noticed_and_left_behind(guests: Crowd) -> None:
    knew, returned = await networks.black_hole(guests)
    assert knew.share == 1, knew
    assert knew.at(1) <= 15, knew
    assert returned.is_soon, returned
