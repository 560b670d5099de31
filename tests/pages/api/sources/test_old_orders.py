"""Orders that a vendor tells of long after they were placed: nobody waits for them any more."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.support.source_counter import counter_of
from tests.support.vendors import VENDORS, Said
from tests.support.world import EVENING

# Where each vendor says when the guest placed the order.
PLACED = {
    "woocommerce": lambda order, at: order.update(date_created_gmt=at.replace(tzinfo=None).isoformat()),
    "square": lambda order, at: order["order"].update(created_at=at.isoformat()),
    "shopify": lambda order, at: order.update(created_at=at.isoformat()),
    "deliverect": lambda order, at: order.update(_created=at.isoformat()),
    "opendelivery": lambda order, at: order.update(createdAt=at.isoformat()),
    "tastyigniter": lambda order, at: order["attributes"].update(created_at=at.isoformat()),
    "odoo": lambda order, at: order.update(date_order=at.strftime("%Y-%m-%d %H:%M:%S")),
}


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
async def test_old_order_is_no_ticket(vendor):
    async with counter_of(vendor) as counter:
        for number, hours in enumerate((25, 23)):
            order = vendor.order(Said(id=f"47{number}"))
            PLACED[vendor.name](order, EVENING - timedelta(hours=hours))
            await counter.map(json.dumps(order).encode(), str(number))
        assert [one.external_ref for one in counter.orders] == ["471"]
        assert await counter.outcomes() == "ignored + taken"


async def test_old_order_for_later_is_a_ticket():
    vendor = next(one for one in VENDORS if one.name == "woocommerce")
    async with counter_of(vendor) as counter:
        order = vendor.order(Said(pickup=EVENING + timedelta(hours=2)))
        PLACED[vendor.name](order, EVENING - timedelta(days=7))
        await counter.map(json.dumps(order).encode(), "1")
        assert len(counter.orders) == 1


async def test_order_that_is_paid_late_is_a_ticket():
    vendor = next(one for one in VENDORS if one.name == "woocommerce")
    async with counter_of(vendor) as counter:
        order = vendor.order(Said()) | {"date_paid_gmt": EVENING.replace(tzinfo=None).isoformat()}
        PLACED[vendor.name](order, EVENING - timedelta(days=3))
        await counter.map(json.dumps(order).encode(), "1")
        assert len(counter.orders) == 1
