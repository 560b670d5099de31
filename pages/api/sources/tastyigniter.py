"""TastyIgniter 4 (ti-ext-api): it sends no webhooks, so its orders are polled; a poll brings each by this mapping.

A site names and numbers its statuses as it likes: the names are those of a new one, the numbers are the owner's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.sources import Hook, OrderState, SourceOrder
from pages.api.sources.fields import full_name, part, parts, required_id, revision_of, time_of, to_number

_CANCELLED = {"canceled", "cancelled"}
_DONE = {"completed"}


class TastyIgniter:
    """The way in of a TastyIgniter site: by polling only."""

    def verify(self, hook: Hook, options: Mapping[str, str]) -> bool:  # noqa: ARG002  nothing may come by itself
        """Refuse every call."""
        return False

    def delivery_id(self, hook: Hook) -> str | None:  # noqa: ARG002  see verify
        """Return nothing."""
        return None

    def map_order(self, body: Any, options: Mapping[str, str]) -> SourceOrder:
        """Map a resource of /api/orders (JSON:API), or its attributes alone."""
        order = {**part(body, "attributes"), **({"order_id": body["id"]} if "id" in body else {})} or body
        order_id = required_id(order, "order_id")
        status = str(part(order, "status").get("status_name") or order.get("status_name") or "").lower()
        number = str(order.get("status_id") or 0)
        is_done = status in _DONE or number == options.get("status_collected")
        is_cancelled = status in _CANCELLED or number == options.get("status_cancelled")
        is_draft = order.get("processed") is False or number == "0"
        state = OrderState.DONE if is_done else OrderState.DRAFT if is_draft else OrderState.ACCEPTED
        return SourceOrder(
            external_id=order_id,
            state=OrderState.CANCELLED if is_cancelled else state,
            revision=revision_of(order.get("updated_at") or order.get("date_modified")),
            reason=status,
            placed_at=time_of(order.get("created_at"), order.get("date_added")),
            fields=_fields(order, order_id),
        )


def _fields(order: Mapping[str, Any], order_id: str) -> dict[str, Any]:
    is_asap = str(order.get("order_time_is_asap")).lower() in {"true", "1"}
    return {
        "external_ref": order_id,
        "guest_name": full_name(order),
        "phone": order.get("telephone") or "",
        "note": order.get("comment") or "",
        "service": "delivery" if order.get("order_type") == "delivery" else "pickup",
        "quoted_for": None if is_asap else order.get("order_date_time"),
        "items": [_item(line) for line in parts(order, "order_menus")],
    }


def _item(line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": line.get("name"),
        "quantity": to_number(line.get("quantity")),
        "note": line.get("comment") or "",
        "modifiers": _options(line),
    }


# Grouped by what is chosen, or a list of which each says it: "Remove" and "Onion".
def _options(line: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = line.get("menu_options")
    groups = found if isinstance(found, Mapping) else {"": found}
    options = [(group or one.get("order_option_category"), one) for group in groups for one in parts(groups, group)]
    return [
        {
            "name": f"{group}: {one.get('order_option_name')}" if group else one.get("order_option_name"),
            "quantity": to_number(one.get("quantity")),
        }
        for group, one in options
    ]
