"""WooCommerce: webhooks of topic order.created and order.updated (class-wc-webhook.php 11, REST API v3).

On saving, it sends an unsigned form, the ping, which must get exactly 200. Five failures in a row switch the webhook
off, and nothing is sent twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import partial
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
    time_of,
    to_minor_units,
)
from pages.api.sources.signatures import is_signed_base64
from pages.api.sources.woocommerce_bundles import nest_parts

# "pending" waits for a payment, "on-hold" for one by bank transfer, which the owner may trust to come;
# "checkout-draft" is a basket that leaks through order.updated (issue 66995).
_STATES = {
    "processing": OrderState.ACCEPTED,
    "completed": OrderState.DONE,
    "cancelled": OrderState.CANCELLED,
    "refunded": OrderState.CANCELLED,
    "failed": OrderState.CANCELLED,
    "trash": OrderState.CANCELLED,
}
# Order Delivery Date plugins keep the chosen time as seconds of the epoch, as if the shop's clock showed UTC. Some keep
# the day only, and the slot ("17:00 - 18:00") in a field of its own.
_TIME_KEYS = (
    "_orddd_timeslot_timestamp",
    "_orddd_lite_timeslot_timestamp",
    "_orddd_timestamp",
    "_orddd_lite_timestamp",
)
_SLOT_KEYS = ("_orddd_time_slot", "_orddd_lite_time_slot")
# The first clock of a slot; where only its end says whether it is morning, both are so.
_CLOCK = re.compile(r"(\d{1,2}(?:[:.]\d{2})?) *([ap]\.?m\b\.?)?(?:.*?([ap]\.?m)\b)?", re.IGNORECASE)
# What stands where only a day was chosen.
_NO_CLOCKS = {time(0, 0), time(0, 1)}


class WooCommerce:
    """The way in of a WooCommerce shop."""

    def verify(self, hook: Hook, options: Mapping[str, str]) -> bool:
        """Check X-WC-Webhook-Signature; a ping is not signed, and brings nothing."""
        signature = hook.headers.get("x-wc-webhook-signature", "")
        return _is_ping(hook) or is_signed_base64(hook.body, options.get("secret", ""), signature)

    def delivery_id(self, hook: Hook) -> str | None:
        """Return an empty id, for X-WC-Webhook-Delivery-ID is one of a second; None for customers or products."""
        is_order = hook.headers.get("x-wc-webhook-resource", "order") == "order"
        return None if _is_ping(hook) or not is_order else ""

    def map_order(self, body: Any, options: Mapping[str, str]) -> SourceOrder:
        """Map an order of REST API v3; a deleted one is no more than its id."""
        order_id = required_id(body, "id")
        if "status" not in body:
            return SourceOrder(external_id=order_id, state=OrderState.CANCELLED, reason="trash")
        status = str(body["status"]).removeprefix("wc-")
        unpaid = OrderState.ACCEPTED if options.get("on_hold") == "true" else OrderState.DRAFT
        return SourceOrder(
            external_id=order_id,
            state=unpaid if status == "on-hold" else _STATES.get(status, OrderState.DRAFT),
            revision=revision_of(body.get("date_modified_gmt") or body.get("date_modified")),
            reason=status,
            placed_at=time_of(body.get("date_paid_gmt"), body.get("date_created_gmt")),
            fields=_fields(body, order_id),
        )


def _is_ping(hook: Hook) -> bool:
    is_form = hook.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    name, _, number = hook.body.partition(b"=")
    return is_form and name == b"webhook_id" and number.isdigit()


# To collect is "local_pickup" in the old checkout, "pickup_location" in the new one; plugins have more names for it.
def _fields(body: Mapping[str, Any], order_id: str) -> dict[str, Any]:
    billing, currency, number = part(body, "billing"), str(body.get("currency") or ""), str(body.get("number") or "")
    is_delivered = any("pickup" not in str(one.get("method_id")) for one in parts(body, "shipping_lines"))
    return {
        "external_ref": order_id,
        "guest_name": full_name(billing, part(body, "shipping")),
        "phone": billing.get("phone") or "",
        "note": note_of(number if number != order_id else "", body.get("customer_note")),
        "currency": currency,
        "service": "delivery" if is_delivered else "pickup",
        "quoted_for": _asked_time(body),
        "items": nest_parts(parts(body, "line_items"), partial(_item, currency)),
    }


def _item(currency: str, line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": line.get("name"),
        "quantity": line.get("quantity"),
        "price": to_minor_units(line.get("price"), currency),
        "modifiers": options_of(map(_shown, parts(line, "meta_data")), "key", "value"),
    }


# Shops show an option by its display pair; a private key stays private.
def _shown(meta: Mapping[str, Any]) -> dict[str, Any]:
    key = str(meta.get("key") or "")
    shown = key if key.startswith("_") else meta.get("display_key") or key
    return {"key": shown, "value": meta.get("display_value", meta.get("value"))}


def _asked_time(body: Mapping[str, Any]) -> str | None:
    said = {str(one.get("key")): str(one.get("value")).strip() for one in parts(body, "meta_data")}
    value = next((said[key] for key in _TIME_KEYS if said.get(key, "").isdigit()), None)
    if value is None:
        return None
    try:
        chosen = datetime.fromtimestamp(int(value), UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return value  # and the kitchen says that it is no time
    if chosen.time() not in _NO_CLOCKS:
        return chosen.isoformat()
    slot = next((said[key] for key in _SLOT_KEYS if said.get(key)), "")
    return f"{chosen.date()} {_begin_of(slot)}".strip()


def _begin_of(slot: str) -> str:
    clock = _CLOCK.match(slot)
    half = clock and (clock[2] or clock[3])
    if not clock or not (half or ":" in clock[1] or "." in clock[1]):
        return ""
    return f"{clock[1].replace('.', ':')} {half or ''}".strip()
