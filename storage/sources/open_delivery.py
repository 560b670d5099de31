"""Open Delivery (Abrasel), version 2, TAKEOUT: reads the order, and tells each stage by a path of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from typing_extensions import override

from domain.sources import SourceClient
from domain.stages import Stage
from storage.sources.api import VendorApi

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.outgoing.http import GuardedHttp

_PATHS = {
    Stage.RECEIVED: "confirm",
    Stage.SCHEDULED: "confirm",
    Stage.PREPARING: "preparing",
    Stage.READY: "readyForPickup",
    Stage.COLLECTED: "delivered",
    Stage.CANCELLED: "requestCancellation",
}


class OpenDeliveryClient(SourceClient):
    """The way out to an ordering app. `key` and `token` are our client id and client secret there."""

    def __init__(self, http: GuardedHttp, options: Mapping[str, str]) -> None:
        self._http, self._options = http, options

    @override
    async def fetch(self, external_id: str) -> bytes:
        api = await self._api()
        return json.dumps(await api.call("GET", f"/v1/orders/{quote(external_id, safe='')}")).encode()

    @override
    async def find_missed(self, since: datetime) -> list[tuple[str, bytes]]:
        del since  # the app keeps count itself
        api = await self._api()
        events = await api.call("GET", "/v1/events:polling") or []
        return [(str(one["eventId"]), json.dumps(one).encode()) for one in events]

    @override
    async def acknowledge(self, received: list[tuple[str, bytes]]) -> None:
        if received:
            events = [json.loads(body) for _, body in received]
            seen = [{"id": one["eventId"], "orderId": one["orderId"], "eventType": one["eventType"]} for one in events]
            api = await self._api()
            await api.call("POST", "/v1/events/acknowledgment", seen)

    @override
    async def write_back(self, external_id: str, stage: Stage, note: str) -> None:
        if path := _PATHS.get(stage):
            body = {"reason": note, "code": "UNAVAILABLE_ITEM", "mode": "MANUAL"} if stage is Stage.CANCELLED else {}
            api = await self._api()
            await api.call("POST", f"/v1/orders/{quote(external_id, safe='')}/{path}", body)

    async def _api(self) -> VendorApi:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self._options.get("key", ""),
            "client_secret": self._options.get("token", ""),
        }
        address = self._options["address"]
        token = await VendorApi(self._http, address).fetch_token("/oauth/token", urlencode(asked).encode())
        return VendorApi(self._http, address, {"Authorization": f"Bearer {token}"})
