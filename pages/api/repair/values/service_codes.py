"""Service codes: kinds of service that tills write as a number or a letter, which each of them means otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_DINE_IN, _PICKUP, _DELIVERY = "dine_in", "pickup", "delivery"
# The field of the code, the fields of which only an order of such a till has one, and what each code means.
_CODES: tuple[tuple[str, set[str], dict[str, str]], ...] = (
    ("type", {"business_date", "kitchen_notes"}, {"1": _DINE_IN, "2": _PICKUP, "3": _DELIVERY, "4": _PICKUP}),
    (
        "order_type",
        {"channel_order_id", "channel_order_display_id"},
        {"1": _PICKUP, "2": _DELIVERY, "3": _DINE_IN, "4": _PICKUP},
    ),
    (
        "delivery_type",
        {"paymethod_id"},
        {"1": _DELIVERY, "2": _PICKUP, "3": _DINE_IN, "4": _PICKUP, "5": _PICKUP},
    ),
    ("service_mode", {"spot_id"}, {"1": _DINE_IN, "2": _PICKUP, "3": _DELIVERY}),
    ("order_type", {"preorder_date", "preorder_time"}, {"H": _DELIVERY, "P": _PICKUP, "D": _DINE_IN}),
)


def read_code(order: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the field that has the code of an order's kind of service, and the kind; None where no till is known."""
    return next(
        (
            (name, kind)
            for name, only, kinds in _CODES
            if name in order and not only.isdisjoint(order) and (kind := kinds.get(str(order[name])))
        ),
        None,
    )
