"""Corrected tickets: what a kitchen that cooks by paper reads of a change after its first ticket."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.amendment import Amendment
from domain.commands import Tap
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
        [(Tap.CANCEL, {}), (Tap.REOPEN, {})],
        [(Tap.VOID, {"item_id": "1"}), (Tap.UNDO, {})],
        [(Tap.AMEND, {"amendment": FOR_TOMORROW})],
    ],
    ids=["added-to-ready", "struck-cooking", "reopened", "undone", "for-tomorrow"],
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
