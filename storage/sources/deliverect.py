"""Deliverect, kitchen display interface: POST /kds/orderStatus/{orderId} with the stage as a code (kds.json 1.1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typing_extensions import override

from domain.sources import NotReachable, SourceClient
from domain.stages import Stage
from storage.sources.api import VendorApi, signing_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.outgoing.http import GuardedHttp

ADDRESS = "https://api.deliverect.com"
# 50 preparing, 70 ready for pickup, 80 in delivery.
_CODES = {Stage.PREPARING: 50, Stage.READY: 70, Stage.COLLECTED: 80}


class DeliverectClient(SourceClient):
    """The way out to Deliverect. `key` and `token` are the partner's client id and client secret."""

    def __init__(self, http: GuardedHttp, options: Mapping[str, str]) -> None:
        self._http, self._options = http, options
        self._address = options.get("address") or ADDRESS

    @override
    async def check(self, now: datetime) -> None:
        await self._token()

    @override
    async def write_back(self, external_id: str, stage: Stage, note: str) -> None:
        del note
        if (code := _CODES.get(stage)) is None:
            return
        token = await self._token()
        api = VendorApi(self._http, self._address, {"Authorization": f"Bearer {token}"})
        await api.call("POST", f"/kds/orderStatus/{external_id}", {"orderId": external_id, "status": code})

    async def _token(self) -> str:
        asked = {
            "client_id": self._options.get("key", ""),
            "client_secret": self._options.get("token", ""),
            "audience": self._address,
            "grant_type": "token",
        }
        with signing_in():
            answer = await VendorApi(self._http, self._address).call("POST", "/oauth/token", asked)
        if not isinstance(answer, dict) or "access_token" not in answer:
            raise NotReachable(f"Deliverect gave no token: {json.dumps(answer)[:100]}")
        return str(answer["access_token"])
