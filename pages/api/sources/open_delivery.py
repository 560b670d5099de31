"""Open Delivery (Abrasel), versions 1 and 2 (2.0.0-rc.2): an event names the order, which is read at the ordering app.

The signature is X-App-Signature: the hexadecimal HMAC-SHA256 of the raw body. One client secret may serve several
restaurants, so X-App-MerchantId says for which of them an event is. Version 2 has the same facts as version 1
below `timing`, `fulfillment` and `pricing`, and a status, which counts more than the latest event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.sources import Hook, OrderState, SourceOrder
from pages.api.sources.fields import id_in, note_of, part, parts, required_id, time_of, to_minor_units, with_remark
from pages.api.sources.signatures import is_signed_hex

_STATES = {
    "CANCELLED": OrderState.CANCELLED,
    "ORDER_CANCELLED": OrderState.CANCELLED,
    "CONCLUDED": OrderState.DONE,
    "DELIVERED": OrderState.DONE,
}
_DENIED = "CANCELLATION_REQUEST_DENIED"
_OTHERS = "for another merchant"
_SERVICES = {"TAKEOUT": "pickup", "DELIVERY": "delivery", "INDOOR": "dine_in"}


class OpenDelivery:
    """The way in of an ordering app that speaks Open Delivery."""

    def verify(self, hook: Hook, options: Mapping[str, str]) -> bool:
        """Check X-App-Signature, made with the application's client secret, and whose X-App-MerchantId it is."""
        is_signed = is_signed_hex(hook.body, options.get("secret", ""), hook.headers.get("x-app-signature", ""))
        return is_signed and _is_ours(hook.headers.get("x-app-merchantid", ""), options)

    def delivery_id(self, hook: Hook) -> str | None:
        """Return eventId."""
        return id_in(hook.body, "eventId")

    def map_order(self, body: Any, options: Mapping[str, str]) -> SourceOrder:
        """Map an event to the order that it names, or to its end; or an order that was read."""
        if "eventType" in body:
            event, order_id = str(body["eventType"]), required_id(body, "orderId")
            state = _STATES.get(event)
            if state is None:
                return SourceOrder(external_id=order_id, denies_cancellation=event == _DENIED)
            return SourceOrder(external_id=order_id, state=state, reason=event.lower(), fields={})
        order = _order(body)
        if merchant := part(body, "merchant").get("id"):  # a poll names the merchant here only
            return order if _is_ours(str(merchant), options) else replace(order, state=OrderState.DRAFT, reason=_OTHERS)
        return order


# An owner who gave no merchant has one restaurant there.
def _is_ours(merchant: str, options: Mapping[str, str]) -> bool:
    ours = options.get("merchant", "")
    return not ours or merchant.strip().casefold() == ours.casefold()


def _order(body: Mapping[str, Any]) -> SourceOrder:
    order_id, customer = required_id(body, "id"), part(body, "customer")
    timing, fulfilment = part(body, "timing") or body, part(body, "fulfillment") or body
    indoor = part(fulfilment, "indoor")
    is_later = timing.get("orderTiming") == "SCHEDULED"
    return SourceOrder(
        external_id=order_id,
        state=_STATES.get(str(body.get("status") or body.get("lastEvent")), OrderState.ACCEPTED),
        placed_at=time_of(body.get("createdAt")),
        fields={
            "external_ref": order_id,
            "guest_name": customer.get("name") or "",
            "phone": part(customer, "phone").get("number") or "",
            "table": indoor.get("identifier") or indoor.get("place") or indoor.get("tab") or "",
            "note": note_of(body.get("displayId"), body.get("observations"), body.get("extraInfo")),
            "currency": part(part(body, "total"), "itemsPrice").get("currency") or "",
            "service": _SERVICES.get(str(fulfilment.get("orderType") or fulfilment.get("type")), "pickup"),
            "quoted_for": _scheduled_for(timing, part(fulfilment, "takeout")) if is_later else None,
            "items": [_item(line) | {"note": _remark_of(line)} for line in parts(body, "items")],
        },
    )


def _scheduled_for(timing: Mapping[str, Any], takeout: Mapping[str, Any]) -> object:
    starts = part(timing, "schedule").get("scheduledDateTimeStart")
    return takeout.get("takeoutDateTime") or starts or timing.get("preparationStartDateTime")


def _item(line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": line.get("name"),
        "quantity": line.get("quantity"),
        "price": _price(line),
        "modifiers": [with_remark(_item(one), _remark_of(one)) for one in parts(line, "options")],
    }


def _remark_of(line: Mapping[str, Any]) -> str:
    return str(line.get("observations") or line.get("specialInstructions") or "")


# Version 2 writes minor units, version 1 a decimal.
def _price(line: Mapping[str, Any]) -> object:
    if pricing := part(line, "pricing"):
        return part(pricing, "unitPrice").get("value")
    price = part(line, "unitPrice")
    return to_minor_units(price.get("value"), str(price.get("currency") or "")) if price else None
