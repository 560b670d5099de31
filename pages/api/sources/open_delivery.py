"""Open Delivery (Abrasel), version 2, profile TAKEOUT: an event names the order, which is read at the ordering app.

The signature is version 1's, X-App-Signature: the hexadecimal HMAC-SHA256 of the raw body.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from domain.sources import Hook, OrderState, SourceOrder
from pages.api.sources.fields import note_of, part, parts, required_id, to_minor_units
from pages.api.sources.signatures import is_signed_hex

_STATES = {
    "CANCELLED": OrderState.CANCELLED,
    "ORDER_CANCELLED": OrderState.CANCELLED,
    "CONCLUDED": OrderState.DONE,
    "DELIVERED": OrderState.DONE,
}
_SERVICES = {"TAKEOUT": "pickup", "DELIVERY": "delivery", "INDOOR": "dine_in"}


class OpenDelivery:
    """The way in of an ordering app that speaks Open Delivery."""

    def verify(self, hook: Hook, options: Mapping[str, str]) -> bool:
        """Check X-App-Signature, made with the application's client secret."""
        return is_signed_hex(hook.body, options.get("secret", ""), hook.headers.get("x-app-signature", ""))

    def delivery_id(self, hook: Hook) -> str | None:
        """Return eventId."""
        try:
            return str(json.loads(hook.body)["eventId"])
        except (ValueError, KeyError, TypeError):
            return ""

    def map_order(self, body: Any) -> SourceOrder:
        """Map an event to the order that it names, or to its end; or an order that was read."""
        if "eventType" in body:
            state = _STATES.get(str(body["eventType"]))
            order_id = required_id(body, "orderId")
            if state is None:
                return SourceOrder(external_id=order_id)
            return SourceOrder(external_id=order_id, state=state, reason=str(body["eventType"]).lower(), fields={})
        return _order(body)


def _order(body: Mapping[str, Any]) -> SourceOrder:
    order_id, customer = required_id(body, "id"), part(body, "customer")
    takeout = part(body, "takeout") or part(body, "delivery")
    is_later = body.get("orderTiming") == "SCHEDULED"
    return SourceOrder(
        external_id=order_id,
        state=_STATES.get(str(body.get("lastEvent") or body.get("status")), OrderState.ACCEPTED),
        fields={
            "external_ref": order_id,
            "guest_name": customer.get("name") or "",
            "phone": part(customer, "phone").get("number") or "",
            "note": note_of(body.get("displayId"), body.get("extraInfo")),
            "currency": part(part(body, "total"), "itemsPrice").get("currency") or "",
            "service": _SERVICES.get(str(body.get("type")), "pickup"),
            "quoted_for": _scheduled_for(body, takeout) if is_later else None,
            "items": [_item(line) | {"note": line.get("specialInstructions") or ""} for line in parts(body, "items")],
        },
    )


def _scheduled_for(body: Mapping[str, Any], takeout: Mapping[str, Any]) -> object:
    schedule = part(body, "schedule")
    return (
        takeout.get("takeoutDateTime") or schedule.get("scheduledDateTimeStart") or body.get("preparationStartDateTime")
    )


def _item(line: Mapping[str, Any]) -> dict[str, Any]:
    price = part(line, "unitPrice")
    return {
        "name": line.get("name"),
        "quantity": line.get("quantity"),
        "price": to_minor_units(price.get("value"), str(price.get("currency") or "")) if price else None,
        "modifiers": [_item(one) for one in parts(line, "options")],
    }
