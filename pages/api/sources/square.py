"""Square: notifications of orders and payments, signed over the notification URL and the raw body.

They carry no more than the id, so the order is read at Square (GET /v2/orders/{id}). A sale at the counter is told
by payment.* only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.sources import Hook, NoOrder, OrderState, SourceOrder, Unmappable
from pages.api.sources.fields import id_in, note_of, part, parts, required_id
from pages.api.sources.signatures import is_signed_base64

_STATES = {
    "OPEN": OrderState.ACCEPTED,
    "DRAFT": OrderState.DRAFT,
    "COMPLETED": OrderState.DONE,
    "CANCELED": OrderState.CANCELLED,
}
_SERVICES = {"PICKUP": "pickup", "DELIVERY": "delivery", "DINE_IN": "dine_in"}


class Square:
    """The way in of a Square seller."""

    def verify(self, hook: Hook, options: Mapping[str, str]) -> bool:
        """Check x-square-hmacsha256-signature over the URL, byte for byte as it was told to Square, and the body."""
        signature = hook.headers.get("x-square-hmacsha256-signature", "")
        return is_signed_base64(hook.url.encode() + hook.body, options.get("secret", ""), signature)

    def delivery_id(self, hook: Hook) -> str | None:
        """Return event_id, which is the same when Square sends an event again."""
        return id_in(hook.body, "event_id")

    def map_order(self, body: Any, options: Mapping[str, str]) -> SourceOrder:  # noqa: ARG002  it has none
        """Map a notification to the order that it names, or an order that was read."""
        order = part(body, "order")
        if order:
            return _order(order)
        if not str(body.get("type", "order.")).startswith(("order.", "payment.")):
            raise NoOrder(f"Square told of {body['type']}, which is no order.")
        data = part(body, "data")
        named = part(data, "object")
        for name, field in (("order_created", "order_id"), ("order_updated", "order_id"), ("payment", "order_id")):
            if told := part(named, name):
                if name == "payment" and not told.get("order_id"):
                    raise NoOrder("The payment is for no order.")
                return SourceOrder(external_id=required_id(told, field))
        if str(part(body, "data").get("type", "")).startswith("order"):
            return SourceOrder(external_id=required_id(data, "id"))
        raise Unmappable("The notification names no order.")


def _order(order: Mapping[str, Any]) -> SourceOrder:
    order_id, state = required_id(order, "id"), str(order.get("state") or "OPEN")
    fulfilment = next(iter(parts(order, "fulfillments")), {})
    details = part(fulfilment, "pickup_details") or part(fulfilment, "delivery_details")
    recipient = part(details, "recipient")
    code = order.get("ticket_name") or order.get("reference_id")
    lines = parts(order, "line_items")
    dishes = [line for line in lines if line.get("item_type") != "GIFT_CARD"]
    if lines and not dishes:
        raise NoOrder("Nothing of it is to be cooked.")
    return SourceOrder(
        external_id=order_id,
        state=_STATES.get(state, OrderState.DRAFT),
        revision=str(order.get("version") or "").zfill(12),
        reason=state.lower(),
        fields={
            "external_ref": order_id,
            "guest_name": recipient.get("display_name") or "",
            "phone": recipient.get("phone_number") or "",
            "note": note_of(code, details.get("note")),
            "service": _SERVICES.get(str(fulfilment.get("type")), "pickup"),
            "quoted_for": details.get("pickup_at") if details.get("schedule_type") != "ASAP" else None,
            "currency": part(order, "total_money").get("currency") or "",
            "items": [_item(line) for line in dishes],
        },
    )


def _item(line: Mapping[str, Any]) -> dict[str, Any]:
    name, variation = line.get("name"), str(line.get("variation_name") or "")
    return {
        "name": name,
        "quantity": line.get("quantity"),
        "note": line.get("note") or "",
        "price": part(line, "base_price_money").get("amount"),
        "modifiers": [
            *([{"name": variation}] if variation and variation != "Regular" else []),
            *(
                {
                    "name": one.get("name"),
                    "quantity": one.get("quantity") or 1,
                    "price": part(one, "base_price_money").get("amount"),
                }
                for one in parts(line, "modifiers")
            ),
        ],
    }
