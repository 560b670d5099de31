"""Hostile hands at work while fifty guests watch: the guests notice nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.siege import is_unharmed, siege

if TYPE_CHECKING:
    from pathlib import Path

LINKS, PACE = 1500, 250


@pytest.mark.timeout(150)
async def test_guests_miss_nothing_and_wait_no_longer_while_strangers_hammer_the_house(tmp_path: Path) -> None:
    figures = await siege(tmp_path / "first", LINKS, PACE)
    assert is_unharmed(figures), figures
    if figures.ratio > 2:  # whoever shares the machine may have been at work in one half and not in the other
        figures = await siege(tmp_path / "second", LINKS, PACE)
        assert is_unharmed(figures), figures
    assert figures.ratio <= 2, figures
