"""Vendors of the tests: one order in the form of each, and the call by which the vendor tells of it.

The shapes follow the vendors' own documents and examples, in words of the tests.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.support.vendor_orders import (
    Said,
    deliverect_order,
    odoo_order,
    open_delivery_order,
    shopify_order,
    square_order,
    tastyigniter_order,
    woo_order,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "secret of the tests"
URL = "https://bell.example/api/v1/sources/square/webhook"
PREFIX = "/api/v1/sources"


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


def _deliverect_call(said: Said, delivery: str, secret: str) -> Call:
    raw = json.dumps(deliverect_order(said) | {"by": delivery}).encode()
    headers = {"x-server-authorization-hmac-sha256": _hmac(raw, secret).hex()}
    return Call(f"{PREFIX}/deliverect/webhook", raw, headers)


def _open_delivery_call(said: Said, delivery: str, secret: str) -> Call:
    kind = "CANCELLED" if said.state == "cancelled" else "CREATED"
    raw = json.dumps({"eventId": delivery, "eventType": kind, "orderId": said.id, "createdAt": said.at}).encode()
    return Call(f"{PREFIX}/opendelivery/webhook", raw, {"X-App-Signature": _hmac(raw, secret).hex()})


def _tastyigniter_call(said: Said, delivery: str, secret: str) -> Call:
    del delivery, secret  # it does not call
    return Call(f"{PREFIX}/tastyigniter/webhook", json.dumps(tastyigniter_order(said)).encode(), {})


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
