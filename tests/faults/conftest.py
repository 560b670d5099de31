"""Fixture: a hundred guests behind one network, for all tests of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.faults.crowd import Crowd, crowd

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

RAW, BROWSERS = 90, 10


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def guests(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Crowd]:
    async with crowd(tmp_path_factory.mktemp("network"), RAW, BROWSERS) as gathered:
        yield gathered
