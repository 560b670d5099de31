"""Fixtures: a restaurant whose notices a phone of the tests receives."""

from __future__ import annotations

import pytest

from tests.support.push_restaurant import push_restaurant


@pytest.fixture
async def place(tmp_path):
    async with push_restaurant(tmp_path) as opened:
        yield opened
