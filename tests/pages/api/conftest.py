"""Fixtures: an order that a till has placed, and its path."""

from __future__ import annotations

import pytest

from tests.support.rest import ORDER


@pytest.fixture
async def order(api):
    return (await api.post("/api/v1/orders", json=ORDER)).json()


@pytest.fixture
def path(order):
    return f"/api/v1/orders/{order['id']}"
