"""An order's source changes or cancels it after the staff have changed its dishes: what they did stands."""

from __future__ import annotations

from contextlib import suppress

import pytest

from domain.amendment import Amendment, ItemAmendment
from domain.commands import Part, Tap, TapCommand
from domain.errors import NotSaved
from domain.item import Item
from domain.stages import ItemState, Stage
from pages.guest import tracking_view
from pages.i18n import translator_for
from tests.support.world import ZONE, draft


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


@pytest.mark.parametrize(("state", "then"), [("accepted", "refused"), ("cancelled", "repeated")])
async def test_change_of_a_merged_order_is_refused(shop, state, then):
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
    assert (await shop.latest()).outcome == then


async def test_cancelled_order_tells_of_what_was_split_off(shop):
    await shop.says(Soup=1, Naan=1)
    await shop.tap(Tap.SPLIT, parts=(Part("1"),))
    assert (await shop.says("cancelled")).stage is Stage.CANCELLED
    refused = await shop.latest()
    assert refused.outcome == "refused"
    assert shop.others[0].pickup_code in refused.problem
    await shop.says("cancelled")
    assert (await shop.latest()).outcome == "repeated"


async def test_order_that_the_staff_reopened_stays_open(shop):
    await shop.says(Soup=1, note="")
    await shop.says("cancelled", note="")
    await shop.tap(Tap.REOPEN)
    assert (await shop.says("cancelled", note="")).is_open
    await shop.says(Soup=1, note="")
    assert not (await shop.says("cancelled", note="")).is_open


async def test_dish_that_the_staff_wrote_stays(shop):
    await shop.says(Soup=1)
    await shop.amend(add=(Item(id="0", name="Tea", quantity=3),))
    assert kept(await shop.says(Soup=2)) == [("Soup", 1), ("Soup", 1), ("Tea", 3)]
    tea = next(item.id for item in shop.order.items if item.name == "Tea")
    await shop.tap(Tap.BUMP, tea, quantity=1)
    assert kept(await shop.says(Soup=1)) == [("Soup", 1), ("Tea", 1), ("Tea", 2)]
    assert kept(await shop.says(Soup=1, Tea=1)) == [("Soup", 1), ("Tea", 1), ("Tea", 1), ("Tea", 2)]
    assert kept(await shop.says(Soup=1)) == [("Soup", 1), ("Tea", 1), ("Tea", 2)]


async def test_note_that_the_staff_wrote_on_a_dish_stays(shop):
    await shop.says(Soup=2, Naan=1)
    await shop.amend(items=(ItemAmendment(item_id="1", note="no nuts"),))
    await shop.tap(Tap.BUMP, "1", quantity=1)
    changed = await shop.says(Soup=2, Naan=2)
    assert [(item.name, item.note) for item in changed.items if item.name == "Soup"] == [("Soup", "no nuts")] * 2
    assert kept(changed) == [("Naan", 1), ("Naan", 1), ("Soup", 1), ("Soup", 1)]
    assert kept(await shop.says(Naan=2)) == [("Naan", 1), ("Naan", 1)]


@pytest.mark.parametrize(
    ("wrote", "said", "left"),
    [(3, 1, 3), (3, 2, 3 + 1), (3, 0, 2), (1, 2, 1), (1, 1, 1), (1, 3, 1 + 1), (1, 0, 0)],
)
async def test_count_that_the_staff_wrote_stays(shop, wrote, said, left):
    await shop.says(Naan=1, Soup=1 if wrote > 1 else 2)
    await shop.amend(items=(ItemAmendment(item_id="2", quantity=wrote),))
    changed = await shop.says(Naan=1, Soup=said)
    assert sum(count for name, count in kept(changed) if name == "Soup") == left


async def test_dish_split_off_and_taken_out_is_told(shop):
    await shop.says(Soup=2, Naan=1)
    await shop.tap(Tap.SPLIT, parts=(Part("1", 1),))
    other = shop.others[0]
    assert kept(await shop.says(Naan=1)) == [("Naan", 1)]
    refused = await shop.latest()
    assert refused.outcome == "refused"
    assert f"go on in {other.pickup_code}:" in refused.problem
    await shop.counter.context.kitchen.tap(TapCommand(Tap.CANCEL, other.id))
    await shop.says(Naan=2)
    assert (await shop.latest()).outcome == "taken"


async def test_change_is_done_though_the_link_was_not_written(shop, monkeypatch):
    async def lose(*_):
        raise NotSaved

    with monkeypatch.context() as patched:
        patched.setattr(shop.counter.context.sources, "write_link", lose)
        with suppress(NotSaved):
            await shop.says(Soup=1)
    shop.counter.intake._unsaved = None  # the program ended here
    assert kept(await shop.says(Soup=1, Naan=2)) == [("Naan", 2), ("Soup", 1)]


async def test_count_of_the_staff_stays_when_a_part_is_done(shop):
    await shop.says(Naan=1, Soup=1)
    await shop.amend(items=(ItemAmendment(item_id="2", quantity=3),))
    await shop.tap(Tap.BUMP, "2", quantity=2)
    assert kept(await shop.says(Naan=1, Soup=1)) == [("Naan", 1), ("Soup", 1), ("Soup", 2)]
    await shop.tap(Tap.SPLIT, parts=(Part("3"),))
    await shop.says(Naan=1, Soup=1)
    assert (await shop.latest()).outcome != "refused"


async def test_portion_that_the_staff_struck_is_not_struck_twice(shop):
    await shop.says(Naan=1, Soup=5)
    await shop.amend(items=(ItemAmendment(item_id="2", quantity=3),))
    await shop.tap(Tap.BUMP, "2", quantity=2)
    assert kept(await shop.says(Naan=1, Soup=4)) == [("Naan", 1), ("Soup", 1), ("Soup", 2)]


@pytest.mark.parametrize("quantity", [None, 1])
async def test_noted_dish_that_comes_back_is_the_same(shop, quantity):
    await shop.says(Soup=2, Naan=1)
    await shop.amend(items=(ItemAmendment(item_id="1", note="no nuts"),))
    await shop.tap(Tap.SPLIT, parts=(Part("1", quantity),))
    await shop.tap(Tap.MERGE, other_id=shop.others[0].id)
    soups = [item for item in (await shop.says(Soup=2, Naan=1)).items if item.name == "Soup"]
    assert {(item.note, item.state) for item in soups} == {("no nuts", ItemState.QUEUED)}


async def test_what_is_done_in_a_split_order_stands_when_it_is_back(shop):
    await shop.says(Soup=2, Naan=1)
    await shop.tap(Tap.SPLIT, parts=(Part("1"),))
    kitchen, other = shop.counter.context.kitchen, shop.others[0].id
    await kitchen.tap(TapCommand(Tap.VOID, other, "1", quantity=1))
    tea = Amendment(add=(Item(id="0", name="Tea"),))
    await kitchen.tap(TapCommand(Tap.AMEND, other, amendment=tea))
    await shop.tap(Tap.MERGE, other_id=other)
    assert kept(await shop.says(Soup=2, Naan=1)) == [("Naan", 1), ("Soup", 1), ("Tea", 1)]


async def test_dish_that_the_staff_put_back_is_not_struck_again(shop):
    await shop.says(Naan=1, Soup=1)
    await shop.says(Naan=1)
    await shop.tap(Tap.RESTORE, "2")
    assert kept(await shop.says(Naan=1)) == [("Naan", 1), ("Soup", 1)]
    assert kept(await shop.says(Naan=1, Soup=1)) == [("Naan", 1), ("Soup", 1)]
