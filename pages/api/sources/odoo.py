"""Odoo Point of Sale: an automation rule "Send Webhook Notification" (ir_actions, _run_action_webhook).

It is not signed and waits one second, so the secret is in the path. It brings the id only; the order and its lines
are read back by JSON-RPC.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from domain.sources import Hook, OrderState, SourceOrder, Unmappable, without_own_line
from pages.api.sources.fields import note_of, parts, required_id, revision_of, state_by_lines, time_of
from pages.api.sources.signatures import is_secret

_STATES = {"cancel": OrderState.CANCELLED, "draft": OrderState.ACCEPTED}
_MODEL = "pos.order"
# The first was the only one before version 18.
_NOTES = ("general_note", "general_customer_note", "internal_note")


class Odoo:
    """The way in of an Odoo database."""

    def verify(self, hook: Hook, options: Mapping[str, str]) -> bool:
        """Check the secret of the path."""
        return is_secret(hook.path_secret, options.get("secret", ""))

    def delivery_id(self, hook: Hook) -> str | None:  # noqa: ARG002  the call has none
        """Return a new id: an order that is changed again is told by the same body."""
        return secrets.token_hex(8)

    def map_order(self, body: Any, options: Mapping[str, str]) -> SourceOrder:  # noqa: ARG002  it has none
        """Map a notification to the order that it names, or an order that was read."""
        if "_model" in body:
            if body["_model"] != _MODEL:
                raise Unmappable(f"The rule is for {body['_model']}; set it up for {_MODEL}.")
            return SourceOrder(external_id=required_id(body, "_id"))
        order_id = required_id(body, "id")
        partner, lines = body.get("partner_id"), parts(body, "lines")
        state = _STATES.get(str(body.get("state")), OrderState.ACCEPTED)
        return SourceOrder(
            external_id=order_id,
            state=state_by_lines(state, lines, _is_sold),
            revision=revision_of(body.get("write_date")),
            reason=str(body["state"]) if state is OrderState.CANCELLED else "",
            placed_at=time_of(body.get("date_order")),
            fields={
                "external_ref": order_id,
                "guest_name": _name_of(partner) or body.get("floating_order_name") or "",
                "table": _name_of(body.get("table_id")),
                "note": note_of(body.get("tracking_number"), *(_note(body, name) for name in _NOTES)),
                "quoted_for": time_of(body.get("preset_time")),
                "items": [_item(line) for line in lines if _is_sold(line)],
            },
        )


# A line that is taken back stands with a negative quantity, in an order of its own or beside others.
def _is_sold(line: Mapping[str, Any]) -> bool:
    quantity = line.get("qty")
    return not isinstance(quantity, int | float) or quantity > 0


def _item(line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": line.get("full_product_name"),
        "quantity": line.get("qty"),
        "note": note_of(line.get("customer_note"), _note(line, "note")),
    }


# An internal note is a list (JSON) of texts with their colours.
def _note(body: Mapping[str, Any], name: str) -> str:
    written = without_own_line(str(body.get(name) or ""))
    with suppress(ValueError, RecursionError):
        read = json.loads(written)
        if isinstance(read, list) and all(isinstance(one, Mapping) for one in read):
            return ", ".join(filter(None, (without_own_line(str(one.get("text") or "")) for one in read)))
    return written


# Odoo writes a reference as [id, name], and none as false.
def _name_of(reference: object) -> str:
    return str(reference[1]) if isinstance(reference, list) and len(reference) > 1 else ""
