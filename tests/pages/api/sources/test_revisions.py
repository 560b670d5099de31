"""Revisions of an order: one that makes no sense changes the order, and hides neither older nor newer ones."""

from __future__ import annotations

import json

import pytest

from tests.support.source_counter import counter_of
from tests.support.vendor_orders import Said
from tests.support.vendors import VENDORS

# Where each vendor says which revision of the order it is.
REVISED = {
    "woocommerce": lambda order, said: order.update(date_modified_gmt=said),
    "square": lambda order, said: order["order"].update(version=said),
    "shopify": lambda order, said: order.update(updated_at=said),
    "deliverect": lambda order, said: order.update(_updated=said),
    "tastyigniter": lambda order, said: order["attributes"].update(updated_at=said),
    "odoo": lambda order, said: order.update(write_date=said),
}


@pytest.mark.parametrize("odd", ["yesterday", "\ud800", None])
@pytest.mark.parametrize("vendor", [one for one in VENDORS if one.name in REVISED], ids=lambda vendor: vendor.name)
async def test_odd_revision_hides_no_other(vendor, odd):
    async with counter_of(vendor) as counter:

        async def told(said, change=None):
            order = vendor.order(said)
            if change:
                change(order)
            await counter.map(json.dumps(order).encode(), f"{said.note} {said.revision}")
            return counter.orders[0].note.rsplit("\n", 1)[-1]

        assert await told(Said(note="first", revision=2)) == "first"
        assert await told(Said(note="odd", revision=9), lambda order: REVISED[vendor.name](order, odd)) == "odd"
        assert await told(Said(note="older", revision=1)) == "odd"
        assert await told(Said(note="newer", revision=3)) == "newer"
