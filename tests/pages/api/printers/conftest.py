"""Fixtures: a printer, and a restaurant that tells at once what is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.fake_printer import serve_printer
from tests.support.world import settings_in

if TYPE_CHECKING:
    from storage.settings import Settings


@pytest.fixture
def settings(tmp_path, database_url) -> Settings:
    return settings_in(tmp_path, ready_hold_seconds=0, database_url=database_url)


@pytest.fixture
async def printer():
    async with serve_printer() as ready:
        yield ready
