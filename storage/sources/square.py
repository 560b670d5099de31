"""Square, Orders API: reads the order that a notification names, and moves its fulfilment on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from domain.sources import SourceClient
from domain.stages import Stage
from storage.sources.api import VendorApi

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.outgoing.http import GuardedHttp

ADDRESS = "https://connect.squareup.com"
VERSION = "2025-10-16"
_STATES = {
    Stage.PREPARING: "RESERVED",
    Stage.READY: "PREPARED",
    Stage.COLLECTED: "COMPLETED",
    Stage.CANCELLED: "CANCELED",
}
_ENDED = {"COMPLETED", "CANCELED", "FAILED"}


class SquareClient(SourceClient):
    """The way out to a Square seller. `token` is the access token, `address` another host than Square's (sandbox)."""

    def __init__(self, http: GuardedHttp, options: Mapping[str, str]) -> None:
        proof = {"Authorization": f"Bearer {options.get('token', '')}", "Square-Version": VERSION}
        self._api = VendorApi(http, options.get("address") or ADDRESS, proof)

    @override
    async def fetch(self, external_id: str) -> bytes:
        return json.dumps(await self._api.call("GET", f"/v2/orders/{external_id}")).encode()

    @override
    async def check(self, now: datetime) -> None:
        await self._api.call("GET", "/v2/locations")

    @override
    async def echoes_cancellation(self, external_id: str) -> bool:
        return _open_fulfilment(await self._read(external_id)) is not None

    @override
    async def write_back(self, external_id: str, stage: Stage, note: str) -> None:
        del note  # a fulfilment has the guest's note only
        order = await self._read(external_id)
        fulfilment, state = _open_fulfilment(order), _STATES.get(stage)
        if not fulfilment or not state or fulfilment.get("state") == state:
            return
        sparse = {
            "location_id": order["location_id"],
            "version": order["version"],
            "fulfillments": [{"uid": fulfilment["uid"], "state": state}],
        }
        key = f"{external_id}-{stage.value}-{order['version']}"
        await self._api.call("PUT", f"/v2/orders/{external_id}", {"order": sparse, "idempotency_key": key[-45:]})

    async def _read(self, external_id: str) -> Mapping[str, Any]:
        order: Mapping[str, Any] = (await self._api.call("GET", f"/v2/orders/{external_id}"))["order"]
        return order


def _open_fulfilment(order: Mapping[str, Any]) -> Mapping[str, Any] | None:
    first: Mapping[str, Any] | None = next(iter(order.get("fulfillments") or []), None)
    return first if first and first.get("state") not in _ENDED else None
