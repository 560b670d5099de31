"""What a source says of an order that is closed here: it reaches the kitchen, or is refused before its eyes, once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from domain.commands import Tap, TapCommand
from domain.sources import POLLED
from domain.stages import Stage
from tests.support.source_counter import counter_of
from tests.support.vendor_orders import Said
from tests.support.vendors import VENDORS


async def hand_over(shop):
    await shop.tap(Tap.BUMP)
    await shop.tap(Tap.HAND_OVER)


def shown(counter):
    return [one.problem for one in counter.context.board.refused.deliveries]


async def test_dish_for_a_closed_order_is_refused_once(shop):
    await shop.says(Soup=1, note="")
    await hand_over(shop)
    for _ in range(2):
        await shop.says(Soup=1, Tea=2, note="")
    assert shown(shop.counter) == ["The order is closed here. Place these dishes as a new order: 2 × Tea."]  # noqa: RUF001
    assert (await shop.latest()).outcome == "repeated"
    read = json.loads(shop.counter.context.board.refused.deliveries[0].readable)
    assert (read["items"], read["guest_name"]) == ([{"name": "Tea", "quantity": 2}], "Ana")
    assert "external_ref" not in read


async def test_only_what_is_new_is_to_be_placed_anew(shop):
    await shop.says(Soup=1)
    await hand_over(shop)
    await shop.says(Soup=1, Tea=1)
    await shop.says(Soup=1, Tea=2, Rice=1)
    assert (await shop.latest()).problem.endswith("as a new order: 1 × Tea, 1 × Rice.")  # noqa: RUF001
    await shop.says(Soup=1, Tea=2)
    assert (await shop.latest()).outcome == "repeated"


async def test_order_closed_again_lacks_what_is_new(shop):
    await shop.says(Soup=1)
    await hand_over(shop)
    await shop.says(Soup=1, Tea=1)
    await shop.tap(Tap.REOPEN)
    await shop.says(Soup=1, Tea=1)
    shop.counter.move(timedelta(minutes=1))
    await hand_over(shop)
    await shop.says(Soup=1, Tea=2)
    assert (await shop.latest()).problem.endswith("as a new order: 1 × Tea.")  # noqa: RUF001


async def test_source_that_sends_ids_only_adds_twice():
    odoo = next(one for one in VENDORS if one.name == "odoo")
    lines = [{"full_product_name": name, "qty": 1.0} for name in ("Soup", "Tea", "Rice")]
    async with counter_of(odoo) as counter:

        async def read(*_):
            return json.dumps(odoo.order(Said()) | {"lines": lines[:dishes]}).encode()

        counter.intake._fetch = read
        for dishes in (1, 2, 3):
            await counter.tell(Said(), str(dishes))
            if dishes == 1:
                for tap in (Tap.BUMP, Tap.HAND_OVER):
                    await counter.context.kitchen.tap(TapCommand(tap, counter.orders[0].id))
        places = "The order is closed here. Place these dishes as a new order: 1 × {}."  # noqa: RUF001
        assert shown(counter) == [places.format("Rice"), places.format("Tea")]


@pytest.mark.parametrize(
    ("name", "lines", "rest"),
    [
        ("shopify", "line_items", {"title": "Tip", "quantity": 1, "tip_payment_gateway": "shopify_payments"}),
        ("square", "line_items", {"name": "Card", "quantity": "1", "item_type": "GIFT_CARD"}),
        ("odoo", "lines", {"full_product_name": "Naan", "qty": -1.0}),
    ],
)
async def test_order_without_its_last_dish_is_cancelled(name, lines, rest):
    vendor = next(one for one in VENDORS if one.name == name)
    async with counter_of(vendor) as counter:
        for revision, stage in ((1, Stage.RECEIVED), (2, Stage.CANCELLED), (3, Stage.RECEIVED)):
            order = vendor.order(Said(revision=revision))
            if revision == 2:
                (order.get("order") or order)[lines] = [rest]
            await counter.map(json.dumps(order).encode(), str(revision))
            assert [one.stage for one in counter.orders] == [stage]


@pytest.mark.parametrize("prefix", ["", POLLED])
async def test_cancellation_that_is_taken_back_reopens(shop, prefix):
    await shop.says(Soup=1, note="")
    assert (await shop.says("cancelled", note="")).stage is Stage.CANCELLED
    order = shop.counter.vendor.order(Said(revision=9)) | {"line_items": [{"name": "Soup", "quantity": 2}]}
    await shop.counter.map(json.dumps(order).encode(), f"{prefix}9")
    assert shop.order.is_open
    assert sum(item.quantity for item in shop.order.items) == 2
    assert (await shop.latest()).outcome == "taken"
    assert (await shop.says("cancelled")).is_open  # an older one
    shop.revision = 10
    assert not (await shop.says("cancelled")).is_open


async def test_order_that_cannot_be_reopened_is_refused(shop):
    await shop.says(Soup=1, Naan=2, note="")
    await shop.says("cancelled", note="")
    shop.counter.move(timedelta(hours=23))  # its day is over
    for _ in range(2):
        assert not (await shop.says(Soup=1, Naan=2, note="")).is_open
    assert shown(shop.counter) == ["The order is closed here. Place these dishes as a new order: 1 × Soup, 2 × Naan."]  # noqa: RUF001


async def test_order_that_was_handed_over_stays_closed(shop):
    await shop.says(Soup=1)
    await hand_over(shop)
    await shop.says("cancelled")
    assert (await shop.says(Soup=1)).stage is Stage.COLLECTED
    assert (await shop.latest()).outcome == "repeated"


async def test_addition_to_an_order_of_old_is_left_aside(shop):
    async def says(**portions):
        shop.revision += 1
        lines = [{"name": name, "quantity": count} for name, count in portions.items()]
        placed = {"date_created_gmt": "2026-03-14T18:00:00", "line_items": lines}
        order = shop.counter.vendor.order(Said(revision=shop.revision)) | placed
        await shop.counter.map(json.dumps(order).encode(), str(shop.revision))

    await says(Soup=1)
    await hand_over(shop)
    shop.counter.move(timedelta(hours=26))
    await says(Soup=1, Tea=1)
    assert (await shop.latest()).outcome == "repeated"
