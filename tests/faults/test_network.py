"""Guests without a network see the age of the page, and recover by themselves."""

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


async def test_after_a_short_cut_everybody_shows_the_truth(guests: Crowd) -> None:
    knew, returned = await networks.cut(guests, 3)
    assert knew.share == 1, knew
    assert returned.is_soon, returned


async def test_a_half_open_link_is_noticed_and_left_behind(guests: Crowd) -> None:
    knew, returned = await networks.black_hole(guests)
    assert knew.share == 1, knew
    assert knew.at(1) <= 15, knew
    assert returned.is_soon, returned
