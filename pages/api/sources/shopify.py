"""Shopify: webhooks of topic orders/create, orders/updated and orders/cancelled.

Shopify waits five seconds, and deletes a subscription after eight failures. A retry carries the old body, so that
X-Shopify-Triggered-At counts less than the order's own updated_at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from domain.sources import Hook, OrderState, SourceOrder
from pages.api.sources.fields import (
    full_name,
    note_of,
    options_of,
    part,
    parts,
    required_id,
    revision_of,
    state_by_lines,
    time_of,
    to_minor_units,
)
from pages.api.sources.signatures import is_signed_base64

# Zapiet, the usual app for collection, writes them as attributes of the note.
_COLLECTION = ("Checkout-", "Pickup-", "Delivery-", "Shipping-")
_TIME_ATTRIBUTES = (("Pickup-Date", "Delivery-Date"), ("Pickup-Time", "Delivery-Time"))
_SPAN = re.compile(r"\s*(?:[-\u2013\u2014]|\bto\b)\s*")  # between the ends of a slot


class Shopify:
    """The way in of a Shopify shop."""

    def verify(self, hook: Hook, options: Mapping[str, str]) -> bool:
        """Check X-Shopify-Hmac-SHA256, made with the app's client secret."""
        return is_signed_base64(hook.body, options.get("secret", ""), hook.headers.get("x-shopify-hmac-sha256", ""))

    def delivery_id(self, hook: Hook) -> str | None:
        """Return X-Shopify-Webhook-Id, the same when Shopify sends a webhook again; None for one of no order."""
        if not hook.headers.get("x-shopify-topic", "orders/").startswith("orders/"):
            return None
        return hook.headers.get("x-shopify-webhook-id", "")

    def map_order(self, body: Any, options: Mapping[str, str]) -> SourceOrder:  # noqa: ARG002  it has none
        """Map an order of the Admin API."""
        order_id, is_cancelled = required_id(body, "id"), bool(body.get("cancelled_at")) or _is_emptied(body)
        is_done = body.get("fulfillment_status") == "fulfilled" and not _is_counter_sale(body)
        state = OrderState.DONE if is_done else OrderState.ACCEPTED
        state = state_by_lines(state, parts(body, "line_items"), _is_dish)
        return SourceOrder(
            external_id=order_id,
            state=OrderState.CANCELLED if is_cancelled else state,
            revision=revision_of(body.get("updated_at")),
            reason=str(body.get("cancel_reason") or ""),
            placed_at=time_of(body.get("created_at")),
            fields={} if is_cancelled else _fields(body, order_id),
        )


# A sale at the counter is fulfilled as soon as it is paid, before a cook has seen it. A refund is no sale.
def _is_counter_sale(body: Mapping[str, Any]) -> bool:
    return body.get("source_name") == "pos" and not body.get("refunds")


# Of what is refunded or edited away, the line stays.
def _left(line: Mapping[str, Any]) -> object:
    return line.get("current_quantity", line.get("quantity"))


def _is_emptied(body: Mapping[str, Any]) -> bool:
    lines = parts(body, "line_items")
    return bool(lines) and all(_left(line) == 0 for line in lines)


def _is_dish(line: Mapping[str, Any]) -> bool:
    return not line.get("gift_card") and not line.get("tip_payment_gateway") and _left(line) != 0


def _fields(body: Mapping[str, Any], order_id: str) -> dict[str, Any]:
    customer, currency = part(body, "customer"), str(body.get("currency") or "")
    said = {str(one.get("name")): one.get("value") for one in parts(body, "note_attributes")}
    date, time = (next((str(said[name]).strip() for name in names if said.get(name)), "") for names in _TIME_ATTRIBUTES)
    begin, bundles = _SPAN.split(time)[0], _bundles(body)
    return {
        "external_ref": order_id,
        "guest_name": full_name(customer, part(body, "shipping_address"), part(body, "billing_address")),
        "phone": customer.get("phone") or body.get("phone") or "",
        "note": note_of(body.get("name"), body.get("note"), *_written_in_cart(body)),
        "language": body.get("customer_locale") or "",
        "currency": currency,
        "service": _service_of(body, said),
        "quoted_for": "T".join(filter(None, (date.replace("/", "-"), begin))) if date else None,
        "items": [
            {
                "name": line.get("title") or line.get("name"),
                "quantity": _left(line),
                "price": to_minor_units(line.get("price"), currency),
                "modifiers": [
                    *([{"name": line["variant_title"]}] if line.get("variant_title") else []),
                    *options_of(parts(line, "properties"), "name", "value"),
                    *bundles.get(str(line.get("sales_line_item_group_id")), ()),
                ],
            }
            for line in parts(body, "line_items")
            if _is_dish(line)
        ],
    }


# What a shop asks in its cart, such as allergies; the rest says how the order is collected.
def _written_in_cart(body: Mapping[str, Any]) -> list[str]:
    written = options_of(parts(body, "note_attributes"), "name", "value")
    return [one["name"] for one in written if not one["name"].startswith(_COLLECTION)]


# Shopify's own checkout keeps no address where the guest collects.
def _service_of(body: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    if method := said.get("Checkout-Method"):
        is_delivered = str(method) in {"delivery", "shipping"}
    else:
        is_delivered = bool(parts(body, "shipping_lines") and part(body, "shipping_address"))
    return "delivery" if is_delivered else "pickup"


# The parts of a bundle are lines of their own, and the bundle is none.
def _bundles(body: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    groups = [*parts(body, "line_item_groups"), *parts(body, "sales_line_item_groups")]
    return {str(one.get("id")): [{"name": f"({one['title']})"}] for one in groups if one.get("title")}
