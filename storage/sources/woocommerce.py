"""WooCommerce, REST API v3: a note and the status back, and the orders that a webhook missed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiohttp import encode_basic_auth
from typing_extensions import override

from domain.sources import SourceClient
from domain.stages import Stage
from storage.sources.api import VendorApi

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.outgoing.http import GuardedHttp

# The most that a page of the interface has.
MAX_POLLED, MAX_PAGES = 100, 10
_STATUSES = {Stage.COLLECTED: "completed", Stage.CANCELLED: "cancelled"}
_ENDED = {"cancelled", "refunded", "failed", "trash"}


class WooCommerceClient(SourceClient):
    """The way out to a WooCommerce shop. `key` and `token` are its consumer key and consumer secret."""

    def __init__(self, http: GuardedHttp, options: Mapping[str, str]) -> None:
        proof = {"Authorization": encode_basic_auth(options.get("key", ""), options.get("token", ""))}
        self._api = VendorApi(http, f"{options['address'].rstrip('/')}/wp-json/wc/v3", proof)

    @override
    async def fetch(self, external_id: str) -> bytes:
        return json.dumps(await self._api.call("GET", f"/orders/{external_id}")).encode()

    @override
    async def find_missed(self, since: datetime) -> list[tuple[str, bytes]]:
        asked = {
            "modified_after": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
            "dates_are_gmt": "true",
            "orderby": "modified",
            "order": "asc",
            "per_page": MAX_POLLED,
        }
        found: list[tuple[str, bytes]] = []
        for page in range(1, MAX_PAGES + 1):
            orders = await self._api.call("GET", f"/orders?{urlencode(asked | {'page': page})}") or []
            found += [
                (f"{order['id']}@{order.get('date_modified_gmt') or order['status']}", json.dumps(order).encode())
                for order in orders
            ]
            if len(orders) < MAX_POLLED:
                break
        return found

    @override
    async def echoes_cancellation(self, external_id: str) -> bool:
        return not await self._is_ended(external_id)

    @override
    async def write_back(self, external_id: str, stage: Stage, note: str) -> None:
        status = _STATUSES.get(stage)
        if status and not (stage is Stage.CANCELLED and await self._is_ended(external_id)):
            await self._api.call("PUT", f"/orders/{external_id}", {"status": status})
        await self._api.call("POST", f"/orders/{external_id}/notes", {"note": note, "customer_note": False})

    # What the shop has refunded is not to become merely cancelled.
    async def _is_ended(self, external_id: str) -> bool:
        order = await self._api.call("GET", f"/orders/{external_id}")
        return order.get("status") in _ENDED
