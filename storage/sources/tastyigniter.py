"""TastyIgniter 4 (ti-ext-api): orders are polled, and the status is written back by its number."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from typing_extensions import override

from domain.sources import SourceClient
from domain.stages import Stage
from storage.sources.api import VendorApi

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.outgoing.http import GuardedHttp

# It lists orders by when they were placed, so those before are asked for, too: they may be changed or cancelled yet.
PAGE_ORDERS, MAX_PAGES, MAX_AGE = 50, 10, timedelta(days=7)
# A time without an offset is of the site's own zone.
_ZONE_SLACK = timedelta(days=1)
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
        found: list[tuple[str, bytes]] = []
        for page in range(1, MAX_PAGES + 1):
            asked = f"sort=created_at%20desc&pageLimit={PAGE_ORDERS}&page={page}"
            orders = (await self._api.call("GET", f"/orders?{asked}")).get("data") or []
            found += [
                (_change_of(order), json.dumps(order).encode())
                for order in orders
                if not _is_before(order, "updated_at", since - _ZONE_SLACK)
            ]
            if len(orders) < PAGE_ORDERS or _is_before(orders[-1], "created_at", since - MAX_AGE):
                break
        return found

    @override
    async def check(self, now: datetime) -> None:
        await self._api.call("GET", "/orders?pageLimit=1")

    @override
    async def echoes_cancellation(self, external_id: str) -> bool:
        return True

    @override
    async def write_back(self, external_id: str, stage: Stage, note: str) -> None:
        del note
        status = self._options.get(f"status_{stage.value}") or _STATUS_IDS.get(stage)
        if status:
            await self._api.call("PATCH", f"/orders/{external_id}", {"status_id": int(status)})


def _attributes(order: Mapping[str, object]) -> Mapping[str, object]:
    said = order.get("attributes")
    return said if isinstance(said, dict) else {}


# What is no time is before nothing.
def _is_before(order: Mapping[str, object], name: str, limit: datetime) -> bool:
    try:
        said = datetime.fromisoformat(str(_attributes(order).get(name)))
    except ValueError:
        return False
    return (said if said.tzinfo else said.replace(tzinfo=UTC)) < limit


def _change_of(order: Mapping[str, object]) -> str:
    attributes = _attributes(order)
    return f"{order.get('id')}@{attributes.get('updated_at') or ''}@{attributes.get('status_id') or ''}"
