"""What the staff undo of a source's change stays undone when the source changes something else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.commands import Tap
from domain.stages import ItemState
from tests.support.world import EVENING


def kept(order):
    return sorted((item.name, item.quantity) for item in order.items if item.state is not ItemState.VOIDED)


async def test_dish_whose_addition_was_undone_stays_out(shop):
    await shop.says(Soup=1, note="")
    await shop.says(Soup=1, Tea=1, note="")
    await shop.tap(Tap.UNDO)
    assert kept(await shop.says(Soup=1, Tea=1)) == [("Soup", 1)]
    assert kept(await shop.says(Soup=2, Tea=2)) == [("Soup", 1), ("Soup", 1), ("Tea", 1)]


@pytest.mark.parametrize("portions", [0, 1])
async def test_dish_whose_removal_was_undone_stays(shop, portions):
    await shop.says(Naan=1, Soup=2, note="")
    await shop.says(Naan=1, Soup=portions, note="")
    await shop.tap(Tap.UNDO)
    assert kept(await shop.says(Naan=1, Soup=portions)) == [("Naan", 1), ("Soup", 2)]
    for again in (portions, 2):
        assert kept(await shop.says(Naan=2, Soup=again)) == [("Naan", 1), ("Naan", 1), ("Soup", 2)]


async def test_details_whose_change_was_undone_stay(shop):
    await shop.says(Soup=1, note="Ring twice")
    await shop.says(Soup=1, note="Call", name="Bo")
    await shop.tap(Tap.UNDO)
    await shop.says(Soup=2, note="Call", name="Bo")
    assert (shop.order.guest_name, shop.order.note) == ("Ana", "Ring twice")
    await shop.says(Soup=2, note="Knock", name="Bo")
    assert (shop.order.guest_name, shop.order.note) == ("Ana", "Knock")


async def test_time_whose_change_was_undone_stays(shop):
    first, later = (EVENING + timedelta(minutes=minutes) for minutes in (60, 90))
    await shop.says(Soup=1, note="", pickup=first)
    await shop.says(Soup=1, note="", pickup=later)
    await shop.tap(Tap.UNDO)
    await shop.says(Soup=1, pickup=later)
    assert shop.order.quoted_for == first
    assert (await shop.says(Soup=1, pickup=later + timedelta(minutes=30))).quoted_for == later + timedelta(minutes=30)
