"""Ids that no vendor sends on purpose: the answer is 200 all the same."""

from __future__ import annotations

import pytest

from tests.support.source_counter import counter_of
from tests.support.vendor_orders import Said
from tests.support.vendors import SECRET, VENDORS
from tests.support.vendors import _base64 as signed_base64

WOO = next(vendor for vendor in VENDORS if vendor.name == "woocommerce")
SQUARE = next(vendor for vendor in VENDORS if vendor.name == "square")


@pytest.mark.parametrize("delivery", ["\ud800", "a\nb", "x" * 500, "\x00"])
async def test_odd_event_id_is_taken(delivery):
    async with counter_of(SQUARE) as counter:
        assert await counter.tell(Said(), delivery) == 200
        assert len(counter.orders) == 1


async def test_deeply_nested_body_is_listed():
    async with counter_of(WOO) as counter:
        call = WOO.call(Said(), "1", SECRET)
        body = b"[" * 100_000
        headers = call.headers | {"X-WC-Webhook-Signature": signed_base64(body, SECRET)}
        assert await counter.call(type(call)(call.path, body, headers)) == 200
        assert await counter.outcomes() == "refused"
