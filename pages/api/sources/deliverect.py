"""Deliverect's kitchen display interface (openapi/kds.json 1.1): Uber Eats, Glovo, Takeaway and others in one feed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.sources import Hook, OrderState, SourceOrder
from pages.api.sources.fields import note_of, parts, required_id, revision_of, time_of, with_remark
from pages.api.sources.signatures import is_signed_hex

# Codes of openapi/kds.json: 90 finalized, 95 auto finalized; 100 cancel, 110 cancelled, 120 failed.
_DONE, _CANCELLED = {"90", "95"}, {"100", "110", "120"}
_SERVICES = {"1": "pickup", "2": "delivery", "3": "dine_in", "4": "pickup"}


class Deliverect:
    """The way in of a Deliverect location."""

    def verify(self, hook: Hook, options: Mapping[str, str]) -> bool:
        """Check x-server-authorization-hmac-sha256."""
        signature = hook.headers.get("x-server-authorization-hmac-sha256", "")
        return is_signed_hex(hook.body, options.get("secret", ""), signature)

    def delivery_id(self, hook: Hook) -> str | None:  # noqa: ARG002  the interface has none
        """Return an empty id: a repeated body is known by its digest."""
        return ""

    def map_order(self, body: Any, options: Mapping[str, str]) -> SourceOrder:  # noqa: ARG002  it has none
        """Map an order. Prices are in minor units already."""
        order_id = required_id(body, "orderId" if "orderId" in body else "_id")
        status = str(body.get("status"))
        state = OrderState.DONE if status in _DONE else OrderState.ACCEPTED
        return SourceOrder(
            external_id=order_id,
            state=OrderState.CANCELLED if status in _CANCELLED else state,
            revision=revision_of(body.get("_updated")),
            reason="cancelled" if status in _CANCELLED else "",
            placed_at=time_of(body.get("_created")),
            fields={
                "external_ref": order_id,
                "guest_name": body.get("customerName") or "",
                "table": body.get("table") or "",
                "note": note_of(body.get("channelOrderDisplayId"), body.get("note")),
                "service": _SERVICES.get(str(body.get("orderType")), "pickup"),
                "quoted_for": None
                if body.get("deliveryIsAsap")
                else body.get("pickupTime") or body.get("deliveryTime"),
                "items": [_item(line) | {"note": _remark_of(line)} for line in parts(body, "items")],
            },
        )


def _item(line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": line.get("name") or line.get("plu"),
        "quantity": line.get("quantity"),
        "price": line.get("price"),
        "modifiers": [_option(one) for one in parts(line, "subItems")],
    }


def _option(line: Mapping[str, Any]) -> dict[str, Any]:
    return with_remark(_item(line), _remark_of(line))


def _remark_of(line: Mapping[str, Any]) -> str:
    return note_of(line.get("itemRemark"), line.get("remark"))
