"""An order's source changes or cancels it after the staff have changed it themselves: what they did stands."""

from __future__ import annotations

import json

import pytest

from domain.commands import Part, Tap, TapCommand
from domain.stages import ItemState, Stage
from pages.guest import tracking_view
from pages.i18n import translator_for
from tests.support.source_counter import counter_of
from tests.support.vendors import VENDORS, Said
from tests.support.world import ZONE, draft

WOO = next(one for one in VENDORS if one.name == "woocommerce")


class Shop:
    """A shop that changes one order."""

    def __init__(self, counter):
        self.counter, self.revision = counter, 0

    async def says(self, state="accepted", **portions):
        self.revision += 1
        order = WOO.order(Said(state=state, revision=self.revision, note=f"note {self.revision}"))
        lines = [{"name": name, "quantity": count} for name, count in portions.items()]
        await self.counter.map(json.dumps(order | {"line_items": lines}).encode(), str(self.revision))
        return self.order

    async def tap(self, tap, item_id=None, **said):
        return await self.counter.context.kitchen.tap(TapCommand(tap, self.order.id, item_id, **said))

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


def kept(order):
    return sorted((item.name, item.quantity) for item in order.items if item.state is not ItemState.VOIDED)


async def test_struck_dish_is_not_added_again(shop):
    await shop.says(Soup=2, Naan=1)
    await shop.tap(Tap.VOID, "1", quantity=1)
    assert kept(await shop.says(Soup=2, Naan=1)) == [("Naan", 1), ("Soup", 1)]
    assert kept(await shop.says(Soup=1, Naan=1)) == [("Naan", 1), ("Soup", 1)]
    assert kept(await shop.says(Soup=3, Naan=1)) == [("Naan", 1), ("Soup", 1), ("Soup", 1)]


async def test_dish_that_the_source_struck_is_added_again(shop):
    await shop.says(Soup=2, Naan=1)
    struck = await shop.says(Soup=1, Naan=1)
    assert kept(struck) == [("Naan", 1), ("Soup", 1)]
    told = tracking_view.timeline(struck, translator_for("en", ZONE)).striptags()
    assert "Soup was taken off the order" in told
    assert "Soup was taken off the order:" not in told
    await shop.says(Naan=1)
    assert kept(await shop.says(Soup=2, Naan=1)) == [("Naan", 1), ("Soup", 2)]


async def test_dish_that_was_split_off_is_not_added_again(shop):
    await shop.says(Soup=2, Naan=1)
    await shop.tap(Tap.SPLIT, parts=(Part("1", 1),))
    assert kept(await shop.says(Soup=2, Naan=1)) == [("Naan", 1), ("Soup", 1)]
    assert kept(await shop.says(Soup=1, Naan=1)) == [("Naan", 1)]
    await shop.tap(Tap.MERGE, other_id=shop.others[0].id)
    assert kept(await shop.says(Soup=1, Naan=1)) == [("Naan", 1), ("Soup", 1)]
    assert kept(await shop.says(Naan=1)) == [("Naan", 1)]


async def test_dishes_of_a_merged_order_are_not_struck(shop):
    await shop.says(Soup=1)
    other, _ = await shop.counter.context.kitchen.place(draft("Soup", "Tea", "Rice"))
    merged = await shop.tap(Tap.MERGE, other_id=other.id)
    tea, rice = (next(item.id for item in merged.items if item.name == name) for name in ("Tea", "Rice"))
    await shop.tap(Tap.START, tea)
    await shop.tap(Tap.VOID, rice)
    assert len((await shop.says(Soup=1)).items) == len(merged.items)
    assert kept(await shop.says(Rice=1)) == [("Rice", 1), ("Soup", 1), ("Tea", 1)]


@pytest.mark.parametrize("state", ["accepted", "cancelled"])
async def test_change_of_a_merged_order_is_refused(shop, state):
    await shop.says(Soup=1)
    other, _ = await shop.counter.context.kitchen.place(draft("Tea"))
    into = await shop.counter.context.kitchen.tap(TapCommand(Tap.MERGE, other.id, other_id=shop.order.id))
    await shop.says(state, Soup=2)
    refused = await shop.latest()
    assert (refused.outcome, shop.order.stage) == ("refused", Stage.MERGED)
    assert into.pickup_code in refused.problem
    assert [one.id for one in shop.counter.context.board.refused.deliveries] == [refused.id]
    await shop.counter.context.kitchen.tap(TapCommand(Tap.CANCEL, other.id))
    await shop.says(state, Soup=3)
    assert (await shop.latest()).outcome == "repeated"


async def test_cancelled_order_tells_of_what_was_split_off(shop):
    await shop.says(Soup=1, Naan=1)
    await shop.tap(Tap.SPLIT, parts=(Part("1"),))
    assert (await shop.says("cancelled")).stage is Stage.CANCELLED
    refused = await shop.latest()
    assert refused.outcome == "refused"
    assert shop.others[0].pickup_code in refused.problem
