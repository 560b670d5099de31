"""Fixtures: a shop that is connected, and what reads its deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.connections import Connection, ConnectionType, OrderNews
from pages.api.sources.intake import SourceIntake
from storage.settings import Settings
from tests.support.fake_woocommerce import KEY, SECRET, TOKEN, FakeWooCommerce, serve_shop
from tests.support.world import EVENING, settings_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


TOLD = frozenset({OrderNews.PREPARING, OrderNews.READY, OrderNews.COLLECTED, OrderNews.CANCELLED})


@pytest.fixture
def settings(tmp_path) -> Settings:
    return settings_in(tmp_path, ready_hold_seconds=0)


@pytest.fixture
async def shop(web, context) -> AsyncIterator[FakeWooCommerce]:
    async with serve_shop(web) as open_shop:
        context.outgoing._http._named |= {open_shop.address}
        options = {"secret": SECRET, "address": open_shop.address, "key": KEY, "token": TOKEN}
        source = Connection(type=ConnectionType.SOURCE, name="woocommerce", options=options, news=TOLD, made_at=EVENING)
        await context.connections.add(source)
        yield open_shop


@pytest.fixture
def intake(context) -> SourceIntake:
    return SourceIntake(context, context.outgoing.clients.fetch)
