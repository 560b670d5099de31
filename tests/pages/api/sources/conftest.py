"""Fixture: a shop that changes one order, which the staff change, too."""

from __future__ import annotations

import json

import pytest

from domain.amendment import Amendment
from domain.commands import Tap, TapCommand
from tests.support.source_counter import counter_of
from tests.support.vendors import VENDORS, Said

WOO = next(one for one in VENDORS if one.name == "woocommerce")


class Shop:
    """A shop that changes one order."""

    def __init__(self, counter):
        self.counter, self.revision = counter, 0

    async def says(self, state="accepted", *, note=None, pickup=None, name="Ana", **portions):
        self.revision += 1
        written = f"note {self.revision}" if note is None else note
        order = WOO.order(Said(state=state, revision=self.revision, note=written, pickup=pickup))
        lines = [{"name": name, "quantity": count} for name, count in portions.items() if count]
        order |= {"line_items": lines, "billing": {"first_name": name}}
        await self.counter.map(json.dumps(order).encode(), str(self.revision))
        return self.order

    async def tap(self, tap, item_id=None, **said):
        return await self.counter.context.kitchen.tap(TapCommand(tap, self.order.id, item_id, **said))

    async def amend(self, **said):
        return await self.tap(Tap.AMEND, amendment=Amendment(**said))

    @property
    def order(self):
        return next(one for one in self.counter.orders if one.external_ref == "4711")

    @property
    def others(self):
        return [one for one in self.counter.orders if one.external_ref != "4711"]

    async def latest(self):
        return (await self.counter.context.deliveries.read((), None, 1))[0]


@pytest.fixture
async def shop():
    async with counter_of(WOO) as counter:
        yield Shop(counter)
