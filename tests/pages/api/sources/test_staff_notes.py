"""An order's source changes it after the staff have written notes, names or another time: what they wrote stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.commands import Tap
from tests.support.world import EVENING, draft


async def test_note_of_the_staff_stays_below_the_shops(shop):
    await shop.says(Soup=1, note="ring twice")
    await shop.amend(note="ring twice. NUTS!", guest_name="Ana at the window", table="7")
    kept_names = (shop.order.guest_name, shop.order.table)
    assert (await shop.says(Soup=2, note="ring twice")).note == "ring twice. NUTS!"
    assert (await shop.says(Soup=2, note="ring once")).note == "ring once\nring twice. NUTS!"
    assert (await shop.says(Soup=2, note="")).note == "ring twice. NUTS!"
    assert (await shop.says(Soup=1, note="")).note == "ring twice. NUTS!"
    assert (await shop.says(Soup=1, note="x" * 600)).note.endswith("x\nring twice. NUTS!")
    assert (await shop.says(Soup=1, note="ring")).note == "ring\nring twice. NUTS!"
    assert (shop.order.guest_name, shop.order.table) == kept_names == ("Ana at the window", "7")


async def test_note_that_only_the_shop_wrote_is_the_shops(shop):
    await shop.says(Soup=1, note="ring twice")
    assert (await shop.says(Soup=1, note="ring once")).note == "ring once"
    assert (await shop.says(Soup=1, note="")).note == ""


async def test_names_of_a_merged_order_stay(shop):
    await shop.says(Soup=1, note="first")
    other, _ = await shop.counter.context.kitchen.place(draft("Tea", guest_name="Luis", note="no milk"))
    joined = (await shop.tap(Tap.MERGE, other_id=other.id)).guest_name
    assert "Luis" in joined
    changed = await shop.says(Soup=2, note="first")
    assert (changed.guest_name, changed.note) == (joined, "first\nno milk")


async def test_promise_that_the_staff_moved_stays(shop):
    asked = EVENING + timedelta(hours=1)
    await shop.says(Soup=1, pickup=asked)
    later = asked + timedelta(minutes=30)
    await shop.tap(Tap.REQUOTE, quoted_for=later)
    assert (await shop.says(Soup=2, pickup=asked)).quoted_for == later
    assert (await shop.says(Soup=2, pickup=asked + timedelta(hours=2))).quoted_for == asked + timedelta(hours=2)
    assert (await shop.says(Soup=3, pickup=asked)).quoted_for == asked


@pytest.mark.parametrize("wrote", ["", "ring twice. NUTS!", "ring twice\n\nNUTS!"])
async def test_note_outlasts_changes_of_all_else(shop, wrote):
    await shop.says(Soup=1, note="ring twice")
    await shop.amend(note=wrote)
    await shop.says(Soup=1, note="ring twice", name="Eve")
    assert (shop.order.note, shop.order.guest_name) == (wrote, "Eve")
    assert (await shop.says(Soup=2, note="ring twice", name="Eve")).note == wrote


async def test_note_below_a_blank_line_is_kept(shop):
    await shop.says(Soup=1, note="ring twice")
    await shop.amend(note="ring twice\n\nNUTS!")
    assert (await shop.says(Soup=1, note="")).note == "NUTS!"
    assert (await shop.says(Soup=2, note="")).note == "NUTS!"
