"""Square: notifications of orders and payments, signed over the notification URL and the raw body.

They carry no more than the id, so the order is read at Square (GET /v2/orders/{id}). A sale at the counter is told
by payment.* only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.sources import Hook, NoOrder, OrderState, SourceOrder, Unmappable
from pages.api.sources.fields import id_in, note_of, part, parts, required_id, state_by_lines, time_of, to_number
from pages.api.sources.signatures import is_signed_base64

_STATES = {
    "OPEN": OrderState.ACCEPTED,
    "DRAFT": OrderState.DRAFT,
    "COMPLETED": OrderState.DONE,
    "CANCELED": OrderState.CANCELLED,
}
_ENDED = {"CANCELED", "FAILED"}
_MEASURES = {
    "METRIC_GRAM": "g",
    "METRIC_KILOGRAM": "kg",
    "METRIC_MILLILITER": "ml",
    "METRIC_LITER": "l",
    "IMPERIAL_WEIGHT_OUNCE": "oz",
    "IMPERIAL_POUND": "lb",
    "GENERIC_FLUID_OUNCE": "oz",
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
    fulfilments = parts(order, "fulfillments")
    fulfilment = next((one for one in fulfilments if str(one.get("state")) not in _ENDED), next(iter(fulfilments), {}))
    details = part(fulfilment, "pickup_details") or part(fulfilment, "delivery_details")
    recipient = part(details, "recipient")
    code = order.get("ticket_name") or order.get("reference_id")
    lines = parts(order, "line_items")
    return SourceOrder(
        external_id=order_id,
        state=state_by_lines(_state_of(order, state), lines, _is_dish),
        revision=_revision_of(order.get("version")),
        reason="" if state == "OPEN" else state.lower(),
        placed_at=time_of(order.get("created_at")),
        fields={
            "external_ref": order_id,
            "guest_name": recipient.get("display_name") or "",
            "phone": recipient.get("phone_number") or "",
            "note": note_of(code, details.get("note")),
            "service": _SERVICES.get(str(fulfilment.get("type")), "pickup"),
            "quoted_for": _asked_time(details) if details.get("schedule_type") != "ASAP" else None,
            "currency": part(order, "total_money").get("currency") or "",
            "items": [_item(line) for line in lines if _is_dish(line)],
        },
    )


# A sale at the counter is complete as soon as it is paid, before a cook has seen it. A refund of an old one is no sale.
def _state_of(order: Mapping[str, Any], state: str) -> OrderState:
    fulfilments = parts(order, "fulfillments")
    if state == "OPEN" and fulfilments and all(str(one.get("state")) in _ENDED for one in fulfilments):
        return OrderState.CANCELLED
    is_counter_sale = state == "COMPLETED" and order.get("line_items") and not fulfilments
    if is_counter_sale and not order.get("refunds") and not order.get("returns"):
        return OrderState.ACCEPTED
    return _STATES.get(state, OrderState.DRAFT)


# A courier comes before the guest is reached.
def _asked_time(details: Mapping[str, Any]) -> object:
    return details.get("pickup_at") or details.get("courier_pickup_at") or details.get("deliver_at")


# An amount that was keyed in has a name only where somebody wrote one.
def _is_dish(line: Mapping[str, Any]) -> bool:
    is_amount = line.get("item_type") == "CUSTOM_AMOUNT" and not line.get("name")
    return line.get("item_type") != "GIFT_CARD" and not is_amount


def _item(line: Mapping[str, Any]) -> dict[str, Any]:
    name, variation = line.get("name"), str(line.get("variation_name") or "")
    return {
        "name": name,
        "quantity": _quantity(line),
        "note": line.get("note") or "",
        "price": part(line, "base_price_money").get("amount"),
        "modifiers": [
            *([{"name": variation}] if variation and variation != "Regular" else []),
            *(
                {
                    "name": one.get("name"),
                    "quantity": to_number(one.get("quantity")),
                    "price": part(one, "base_price_money").get("amount"),
                }
                for one in parts(line, "modifiers")
            ),
        ],
    }


# What is sold by weight or volume is 350 g, not 350 portions.
def _quantity(line: Mapping[str, Any]) -> object:
    quantity, unit = line.get("quantity"), part(part(line, "quantity_unit"), "measurement_unit")
    measure = next((_MEASURES[str(said)] for said in unit.values() if str(said) in _MEASURES), "")
    return f"{quantity} {measure}" if measure and to_number(quantity) else to_number(quantity)


def _revision_of(version: object) -> str:
    """Return the number of a version as text that sorts by number, or an empty text."""
    text = str(version)
    return text.zfill(12) if text.isascii() and text.isdigit() else ""
