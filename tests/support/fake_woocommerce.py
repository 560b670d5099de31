"""A WooCommerce shop of the tests: it sends webhooks as class-wc-webhook.php does, and serves REST API v3.

Deliveries of one second share one id. It tries each once, switches a webhook off after more than five failures in a
row, sends an unsigned ping that must get exactly 200, and takes nothing but 200 to 302 for a success.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from aiohttp import encode_basic_auth, web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

MAX_FAILURES = 5
KEY, TOKEN, SECRET = "ck_of_the_tests", "cs_of_the_tests", "secret of the tests"
HOOK = "/api/v1/sources/woocommerce/webhook"
_numbers = count(1)


@dataclass
class FakeWooCommerce:
    """The shop. `client` reaches OrderBell."""

    client: httpx.AsyncClient
    orders: dict[int, dict] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)
    is_active: bool = True
    failures: int = 0
    address: str = ""
    fails: int = 0
    waits: dict[str, str] = field(default_factory=dict)
    second: int = 0

    async def save_webhook(self) -> bool:
        """Send the ping; return whether the shop accepts the address."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return (await self.client.post(HOOK, content=b"webhook_id=7", headers=headers)).status_code == 200

    async def change(self, order_id: int, **said: object) -> None:
        """Save an order and deliver it, if the webhook is still active."""
        self.save(order_id, **said)
        await self.deliver(order_id)

    def save(self, order_id: int, **said: object) -> None:
        """Save an order without a webhook."""
        minute = next(_numbers)
        fresh = {"date_modified_gmt": f"2026-03-14T18:{minute // 60:02}:{minute % 60:02}"}
        self.orders[order_id] = {**order(order_id), **self.orders.get(order_id, {}), **fresh, **said}

    async def deliver(self, order_id: int, *, secret: str = SECRET) -> int:
        """Send the order as it stands at this moment."""
        return await self.send(self.orders[order_id], secret=secret)

    async def send(self, body: dict, *, secret: str = SECRET) -> int:
        """Send a body once. There is no second attempt."""
        if not self.is_active:
            return 0
        raw = json.dumps(body).encode()
        headers = {
            "Content-Type": "application/json",
            "X-WC-Webhook-Topic": "order.updated",
            "X-WC-Webhook-ID": "7",
            "X-WC-Webhook-Delivery-ID": hashlib.md5(f"7{self.second}".encode(), usedforsecurity=False).hexdigest(),
            "X-WC-Webhook-Signature": signature(raw, secret),
        }
        status = (await self.client.post(HOOK, content=raw, headers=headers)).status_code
        self.failures = 0 if 200 <= status < 303 else self.failures + 1
        self.is_active = self.failures <= MAX_FAILURES
        return status


@asynccontextmanager
async def serve_shop(client: httpx.AsyncClient) -> AsyncIterator[FakeWooCommerce]:
    """Serve the shop's REST interface on this machine."""
    shop = FakeWooCommerce(client)
    app = web.Application()
    app.add_routes(
        [
            web.get("/wp-json/wc/v3/orders", partial(_list, shop)),
            web.get("/wp-json/wc/v3/orders/{id}", partial(_read, shop)),
            web.put("/wp-json/wc/v3/orders/{id}", partial(_update, shop)),
            web.post("/wp-json/wc/v3/orders/{id}/notes", partial(_add_note, shop)),
        ]
    )
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    shop.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield shop
    finally:
        await runner.cleanup()


def order(order_id: int, **said: object) -> dict:
    """Return an order as REST API v3 writes it."""
    lines = [
        {
            "id": 1,
            "name": "Garlic Naan",
            "quantity": 2,
            "price": 3.5,
            "sku": "",
            "meta_data": [
                {"id": 5, "key": "pa_size", "value": "large", "display_key": "Size", "display_value": "Large"},
                {"id": 6, "key": "_reduced_stock", "value": "2", "display_key": "_reduced_stock", "display_value": "2"},
            ],
        },
        {"id": 2, "name": "Chicken Tikka Masala", "quantity": 1, "price": 11, "sku": "", "meta_data": []},
    ]
    return {
        "id": order_id,
        "number": str(order_id),
        "status": "processing",
        "currency": "EUR",
        "billing": {"first_name": "Lucía", "last_name": "Ortega", "phone": "600 100 200"},
        "customer_note": "Ring twice",
        "line_items": lines,
        "shipping_lines": [{"method_id": "local_pickup"}],
        "meta_data": [],
        **said,
    }


def signature(raw: bytes, secret: str) -> str:
    """Return X-WC-Webhook-Signature."""
    return base64.b64encode(hmac.new(secret.encode(), raw, hashlib.sha256).digest()).decode()


def _is_signed_in(request: web.Request) -> bool:
    return request.headers.get("Authorization") == encode_basic_auth(KEY, TOKEN)


async def _list(shop: FakeWooCommerce, request: web.Request) -> web.Response:
    if not _is_signed_in(request):
        return web.json_response({"code": "woocommerce_rest_cannot_view"}, status=401)
    since = request.query["modified_after"]
    return web.json_response([one for one in shop.orders.values() if one["date_modified_gmt"] >= since])


async def _read(shop: FakeWooCommerce, request: web.Request) -> web.Response:
    return web.json_response(shop.orders[int(request.match_info["id"])])


async def _update(shop: FakeWooCommerce, request: web.Request) -> web.Response:
    order_id = int(request.match_info["id"])
    shop.save(order_id, **await request.json())
    await shop.deliver(order_id)  # a shop tells of what we changed, too
    return web.json_response(shop.orders[order_id])


async def _add_note(shop: FakeWooCommerce, request: web.Request) -> web.Response:
    if shop.fails:
        shop.fails -= 1
        return web.json_response({"code": "busy"}, status=429 if shop.waits else 500, headers=shop.waits)
    shop.notes.append((int(request.match_info["id"]), (await request.json())["note"]))
    return web.json_response({"id": 1}, status=201)
