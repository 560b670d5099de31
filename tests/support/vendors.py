"""Vendors of the tests: one order in the form of each, and the call by which the vendor tells of it.

The shapes follow the vendors' own documents and examples, in words of the tests.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.support.world import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "secret of the tests"
URL = "https://bell.example/api/v1/sources/square/webhook"
DISH, OPTION = "Garlic Naan", "Extra garlic"
PREFIX = "/api/v1/sources"


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


@dataclass(frozen=True)
class Call:
    """A call as it goes over the wire."""

    path: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Vendor:
    """A vendor. `call` signs with a secret; a vendor that sends the id only lets the order be read by `order`.

    `other_news` are calls that bring no order: tests, and news of other things.
    """

    name: str
    order: Callable[[Said], dict]
    call: Callable[[Said, str, str], Call]
    sends_id_only: bool = False
    has_drafts: bool = True
    other_news: Callable[[str], list[Call]] = lambda _: []


def _hmac(signed: bytes, secret: str) -> bytes:
    return hmac.new(secret.encode(), signed, hashlib.sha256).digest()


def _base64(signed: bytes, secret: str) -> str:
    return base64.b64encode(_hmac(signed, secret)).decode()


def woo_order(said: Said) -> dict:
    states = {"accepted": "processing", "draft": "checkout-draft", "cancelled": "cancelled"}
    time = [{"key": "_orddd_timestamp", "value": str(int(said.pickup.timestamp()))}] if said.pickup else []
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


def _woo_call(said: Said, delivery: str, secret: str) -> Call:
    raw = json.dumps(woo_order(said)).encode()
    headers = {"X-WC-Webhook-Signature": _base64(raw, secret), "X-WC-Webhook-Delivery-ID": delivery}
    return Call(f"{PREFIX}/woocommerce/webhook", raw, headers)


def _woo_news(secret: str) -> list[Call]:
    customer = b'{"id": 4711, "email": "ana@example.org"}'
    signed = {"X-WC-Webhook-Signature": _base64(customer, secret), "X-WC-Webhook-Resource": "customer"}
    ping = {"Content-Type": "application/x-www-form-urlencoded"}
    path = f"{PREFIX}/woocommerce/webhook"
    return [Call(path, b"webhook_id=7", ping), Call(path, customer, signed)]


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


def _square_call(said: Said, delivery: str, secret: str) -> Call:
    stub = {"order_id": said.id, "version": said.revision, "state": "OPEN"}
    told = {"type": "order_updated", "id": said.id, "object": {"order_updated": stub}}
    raw = json.dumps({"type": "order.updated", "event_id": delivery, "data": told}).encode()
    return Call(f"{PREFIX}/square/webhook", raw, {"x-square-hmacsha256-signature": _base64(URL.encode() + raw, secret)})


def _square_news(secret: str) -> list[Call]:
    told = (
        {"type": "webhooks.test_notification", "event_id": "1", "data": {"type": "webhooks", "id": "1"}},
        {"type": "refund.created", "event_id": "2", "data": {"type": "refund", "object": {"refund": {"id": "1"}}}},
        {"type": "payment.created", "event_id": "3", "data": {"type": "payment", "object": {"payment": {"id": "1"}}}},
    )
    bodies = [json.dumps(one).encode() for one in told]
    path, header = f"{PREFIX}/square/webhook", "x-square-hmacsha256-signature"
    return [Call(path, raw, {header: _base64(URL.encode() + raw, secret)}) for raw in bodies]


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


def _shopify_call(said: Said, delivery: str, secret: str) -> Call:
    raw = json.dumps(shopify_order(said)).encode()
    headers = {"X-Shopify-Hmac-SHA256": _base64(raw, secret), "X-Shopify-Webhook-Id": delivery}
    return Call(f"{PREFIX}/shopify/webhook", raw, headers)


def _shopify_news(secret: str) -> list[Call]:
    shop = b'{"id": 4711, "domain": "naan.myshopify.com"}'
    gift_card = {"id": 4712, "line_items": [{"title": "Gift card", "quantity": 1, "gift_card": True}]}
    said = (("app/uninstalled", shop), ("orders/create", json.dumps(gift_card).encode()))
    path = f"{PREFIX}/shopify/webhook"
    return [
        Call(path, raw, {"X-Shopify-Hmac-SHA256": _base64(raw, secret), "X-Shopify-Topic": topic})
        for topic, raw in said
    ]


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


def _deliverect_call(said: Said, delivery: str, secret: str) -> Call:
    raw = json.dumps(deliverect_order(said) | {"by": delivery}).encode()
    headers = {"x-server-authorization-hmac-sha256": _hmac(raw, secret).hex()}
    return Call(f"{PREFIX}/deliverect/webhook", raw, headers)


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


def _open_delivery_call(said: Said, delivery: str, secret: str) -> Call:
    kind = "CANCELLED" if said.state == "cancelled" else "CREATED"
    raw = json.dumps({"eventId": delivery, "eventType": kind, "orderId": said.id, "createdAt": said.at}).encode()
    return Call(f"{PREFIX}/opendelivery/webhook", raw, {"X-App-Signature": _hmac(raw, secret).hex()})


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
            "order_menus": [{"name": DISH, "quantity": 1, "menu_options": [{"order_option_name": OPTION}]}],
        },
    }


def _tastyigniter_call(said: Said, delivery: str, secret: str) -> Call:
    del delivery, secret  # it does not call
    return Call(f"{PREFIX}/tastyigniter/webhook", json.dumps(tastyigniter_order(said)).encode(), {})


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


def _odoo_call(said: Said, delivery: str, secret: str) -> Call:
    del delivery  # it has none
    raw = json.dumps({"_model": "pos.order", "_id": int(said.id), "_action": "Send Webhook Notification(#5)"}).encode()
    return Call(f"{PREFIX}/odoo/webhook/{secret.replace(' ', '-')}", raw, {})


VENDORS = (
    Vendor("woocommerce", woo_order, _woo_call, other_news=_woo_news),
    Vendor("square", square_order, _square_call, sends_id_only=True, other_news=_square_news),
    Vendor("shopify", shopify_order, _shopify_call, has_drafts=False, other_news=_shopify_news),
    Vendor("deliverect", deliverect_order, _deliverect_call, has_drafts=False),
    Vendor(
        "opendelivery",
        open_delivery_order,
        _open_delivery_call,
        sends_id_only=True,
        has_drafts=False,
    ),
    Vendor("tastyigniter", tastyigniter_order, _tastyigniter_call),
    Vendor("odoo", odoo_order, _odoo_call, sends_id_only=True, has_drafts=False),
)
