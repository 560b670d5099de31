"""One order in the form of each vendor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.support.world import ZONE

DISH, OPTION = "Garlic Naan", "Extra garlic"


@dataclass(frozen=True)
class Said:
    """What every vendor can say of an order, in its own form. `revision` counts the changes of it."""

    id: str = "4711"
    state: str = "accepted"
    revision: int = 1
    note: str = "Ring twice"
    pickup: datetime | None = None

    @property
    def at(self) -> str:
        return datetime(2026, 3, 14, 18, self.revision, tzinfo=UTC).isoformat().replace("+00:00", "Z")

    @property
    def pickup_text(self) -> str | None:
        return self.pickup.astimezone(UTC).isoformat().replace("+00:00", "Z") if self.pickup else None


def woo_order(said: Said) -> dict:
    states = {"accepted": "processing", "draft": "checkout-draft", "cancelled": "cancelled"}
    clock = said.pickup.astimezone(ZoneInfo(ZONE)).replace(tzinfo=UTC) if said.pickup else None
    time = [{"key": "_orddd_timestamp", "value": str(int(clock.timestamp()))}] if clock else []
    option = {"key": "extra", "value": OPTION, "display_key": "Extra", "display_value": OPTION}
    return {
        "id": int(said.id),
        "number": said.id,
        "status": states[said.state],
        "date_modified_gmt": said.at.removesuffix("Z"),
        "billing": {"first_name": "Ana"},
        "customer_note": said.note,
        "line_items": [{"name": DISH, "quantity": 1, "meta_data": [option]}],
        "shipping_lines": [],
        "meta_data": time,
    }


def square_order(said: Said) -> dict:
    states = {"accepted": "OPEN", "draft": "DRAFT", "cancelled": "CANCELED"}
    schedule = {"schedule_type": "SCHEDULED" if said.pickup else "ASAP", "pickup_at": said.pickup_text}
    details = {"recipient": {"display_name": "Ana"}, "note": said.note, **schedule}
    return {
        "order": {
            "id": said.id,
            "version": said.revision,
            "state": states[said.state],
            "location_id": "L1",
            "line_items": [{"uid": "1", "name": DISH, "quantity": "1", "modifiers": [{"name": OPTION}]}],
            "fulfillments": [{"uid": "F1", "type": "PICKUP", "state": "PROPOSED", "pickup_details": details}],
        }
    }


def shopify_order(said: Said) -> dict:
    local = said.pickup.astimezone(ZoneInfo(ZONE)) if said.pickup else None
    attributes = (
        [
            {"name": "Pickup-Date", "value": f"{local:%Y/%m/%d}"},
            {"name": "Pickup-Time", "value": f"{local:%H:%M}"},
        ]
        if local
        else []
    )
    return {
        "id": int(said.id),
        "name": "#1001",
        "updated_at": said.at,
        "cancelled_at": said.at if said.state == "cancelled" else None,
        "customer": {"first_name": "Ana"},
        "note": said.note,
        "note_attributes": attributes,
        "line_items": [
            {"title": DISH, "quantity": 1, "price": "3.50", "properties": [{"name": "Extra", "value": OPTION}]}
        ],
    }


def deliverect_order(said: Said) -> dict:
    return {
        "orderId": said.id,
        "channelOrderDisplayId": "T4206",
        "_updated": said.at,
        "status": 100 if said.state == "cancelled" else 1,
        "orderType": 1,
        "deliveryIsAsap": said.pickup is None,
        "pickupTime": said.pickup_text,
        "customerName": "Ana",
        "note": said.note,
        "items": [
            {"plu": "N1", "name": DISH, "quantity": 1, "subItems": [{"plu": "X", "name": OPTION, "quantity": 1}]}
        ],
    }


def open_delivery_order(said: Said) -> dict:
    return {
        "id": said.id,
        "type": "TAKEOUT",
        "displayId": "77",
        "status": "CANCELLED" if said.state == "cancelled" else "CONFIRMED",
        "orderTiming": "SCHEDULED" if said.pickup else "INSTANT",
        "takeout": {"mode": "DEFAULT", "takeoutDateTime": said.pickup_text},
        "customer": {"name": "Ana"},
        "extraInfo": said.note,
        "items": [{"name": DISH, "quantity": 1, "options": [{"name": OPTION, "quantity": 1}]}],
    }


def tastyigniter_order(said: Said) -> dict:
    names = {"accepted": "Received", "draft": "", "cancelled": "Canceled"}
    return {
        "type": "orders",
        "id": said.id,
        "attributes": {
            "first_name": "Ana",
            "comment": said.note,
            "order_type": "collection",
            "order_time_is_asap": said.pickup is None,
            "order_date_time": said.pickup_text,
            "updated_at": said.at,
            "status_id": 0 if said.state == "draft" else 1,
            "status": {"status_name": names[said.state]},
            "order_menus": [{"name": DISH, "quantity": 1, "menu_options": {"Extra": [{"order_option_name": OPTION}]}}],
        },
    }


def odoo_order(said: Said) -> dict:
    return {
        "id": int(said.id),
        "state": "cancel" if said.state == "cancelled" else "paid",
        "write_date": said.at.replace("T", " ").removesuffix("Z"),
        "partner_id": [3, "Ana"],
        "table_id": False,
        "general_note": said.note,
        "lines": [{"full_product_name": f"{DISH}", "qty": 1.0, "customer_note": OPTION}],
    }
