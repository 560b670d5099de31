"""Corrected tickets: what a kitchen that cooks by paper reads of a change after its first ticket."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.amendment import Amendment
from domain.commands import Part, Tap
from domain.connections import OrderNews
from domain.item import DraftItem, Item
from tests.support.outgoing import sending
from tests.support.printing import connect, is_printed, log
from tests.support.waiting import until
from tests.support.world import EVENING

TOMORROW = EVENING + timedelta(days=1, hours=1)
BIRYANI = Amendment(add=(Item(id="new", name="Lamb Biryani", station="stove"),))
FOR_TOMORROW = Amendment(quoted_for=TOMORROW)


@pytest.mark.parametrize(
    "taps",
    [
        [(Tap.BUMP, {}), (Tap.AMEND, {"amendment": BIRYANI})],
        [(Tap.START, {"item_id": "1"}), (Tap.VOID, {"item_id": "1"})],
        [(Tap.VOID, {"item_id": "1"}), (Tap.UNDO, {})],
        [(Tap.AMEND, {"amendment": FOR_TOMORROW})],
    ],
    ids=["added-to-ready", "struck-cooking", "undone", "for-tomorrow"],
)
async def test_each_change_is_printed(context, restaurant, printer, taps):
    await connect(context, address=printer.address)
    order = await restaurant.order()
    for tap, said in taps:
        restaurant.clock.move(seconds=5)
        await restaurant.tap(tap, order.id, **said)
    latest = [one.kind for one in await log(context) if one.made_at == restaurant.clock.now()]
    assert latest == ["order.changed"]


async def test_ticket_for_another_day_says_the_day(context, restaurant, printer):
    await connect(context, address=printer.address)
    async with sending(context):
        order = await restaurant.order(quoted_for=TOMORROW)
        await restaurant.tap(Tap.FIRE, order.id)
        await until(is_printed(context))
    assert "for Sun, Mar 15, 21:00" in " ".join(printer.texts())


async def test_ticket_says_that_it_comes_first(context, restaurant, printer):
    await connect(context, frozenset({OrderNews.CHANGED}), address=printer.address)
    async with sending(context):
        order = await restaurant.order(DraftItem(name="Garlic Naan"))
        await restaurant.tap(Tap.RUSH, order.id)
        await until(is_printed(context))
    assert printer.texts()[:2] == ["CHANGED", "First"]


@pytest.mark.parametrize("back", [Tap.REOPEN, Tap.UNDO])
async def test_cancelling_taken_back_in_time_prints_nothing(context, restaurant, printer, back):
    await connect(context, address=printer.address)
    order = await restaurant.order()
    await restaurant.tap(Tap.CANCEL, order.id)
    await restaurant.tap(back, order.id)
    assert [one.kind for one in await log(context)] == ["order.placed"]


async def test_order_whose_cancelling_was_printed_is_changed(context, restaurant, printer):
    await connect(context, address=printer.address)
    async with sending(context):
        order = await restaurant.order()
        await restaurant.tap(Tap.CANCEL, order.id)
        await until(lambda: printer.cuts() == 2)
        await restaurant.tap(Tap.REOPEN, order.id)
        await until(lambda: printer.cuts() == 3)
    assert printer.texts().count("CHANGED") == 1


class TestTransfers:
    async def test_both_tickets_of_a_split_are_printed(self, context, restaurant, printer):
        await connect(context, address=printer.address)
        async with sending(context):
            order = await restaurant.order("Garlic Naan", DraftItem(name="Lamb Biryani", quantity=2))
            await restaurant.tap(Tap.SPLIT, order.id, parts=(Part("2", 1),))
            await until(lambda: printer.cuts() == 3)
        changed = " ".join(printer.texts()).split("CHANGED")[1:]
        kept, split_off = sorted(changed, key=lambda said: order.pickup_code not in said)
        assert "1 x Garlic Naan 1 x Lamb Biryani" in kept
        assert kept.rstrip().endswith("Taken off 1 x Lamb Biryani")
        assert "Naan" not in split_off
        assert split_off.rstrip().endswith("1 x Lamb Biryani")

    async def test_station_reads_that_its_dish_was_moved(self, context, restaurant, printer):
        await connect(context, address=printer.address, station="stove")
        async with sending(context):
            order = await restaurant.order("Garlic Naan", "Lamb Biryani")
            await restaurant.tap(Tap.SPLIT, order.id, parts=(Part("2"),))
            await until(lambda: printer.cuts() == 3)
        assert " ".join(printer.texts()).count(order.pickup_code) == 2

    async def test_merged_order_has_no_dishes_to_cook(self, context, restaurant, printer):
        await connect(context, address=printer.address)
        async with sending(context):
            order, other = await restaurant.order("Garlic Naan"), await restaurant.order("Chicken Tikka Masala")
            await restaurant.tap(Tap.MERGE, order.id, other_id=other.id)
            await until(lambda: printer.cuts() == 4)
        said = printer.texts()
        assert said[said.index("Merged") + 1] == other.pickup_code
        assert said[said.index("CHANGED") + 1] == order.pickup_code

    async def test_receipts_do_not_tell_a_merge(self, context, restaurant, printer):
        await connect(context, frozenset({OrderNews.PLACED}), address=printer.address, prints="receipts")
        order, other = await restaurant.order(), await restaurant.order()
        await restaurant.tap(Tap.MERGE, order.id, other_id=other.id)
        assert {one.kind for one in await log(context)} == {"order.placed"}
