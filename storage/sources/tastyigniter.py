"""TastyIgniter 4 (ti-ext-api): orders are polled, and the status is written back by its number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typing_extensions import override

from domain.sources import SourceClient
from domain.stages import Stage
from storage.sources.api import VendorApi

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.outgoing.http import GuardedHttp

# The numbers of a new installation; a site that has others keeps them in its settings here.
_STATUS_IDS = {Stage.PREPARING: "3", Stage.READY: "4", Stage.COLLECTED: "5", Stage.CANCELLED: "9"}


class TastyIgniterClient(SourceClient):
    """The way out to a TastyIgniter site. `token` is a token with orders:read and orders:write."""

    def __init__(self, http: GuardedHttp, options: Mapping[str, str]) -> None:
        self._options = options
        proof = {"Authorization": f"Bearer {options.get('token', '')}"}
        self._api = VendorApi(http, f"{options['address'].rstrip('/')}/api", proof)

    @override
    async def fetch(self, external_id: str) -> bytes:
        answer = await self._api.call("GET", f"/orders/{external_id}?include=status")
        return json.dumps(answer["data"]).encode()

    @override
    async def find_missed(self, since: datetime) -> list[tuple[str, bytes]]:
        del since
        answer = await self._api.call("GET", "/orders?sort=created_at%20desc&pageLimit=50")
        return [(_change_of(order), json.dumps(order).encode()) for order in answer.get("data") or []]

    @override
    async def write_back(self, external_id: str, stage: Stage, note: str) -> None:
        del note
        status = self._options.get(f"status_{stage.value}") or _STATUS_IDS.get(stage)
        if status:
            await self._api.call("PATCH", f"/orders/{external_id}", {"status_id": int(status)})


def _change_of(order: Mapping[str, object]) -> str:
    said = order.get("attributes")
    attributes = said if isinstance(said, dict) else {}
    return f"{order.get('id')}@{attributes.get('updated_at') or ''}@{attributes.get('status_id') or ''}"
