"""Open Delivery (Abrasel), TAKEOUT: reads the order, and tells each stage by a path of its own.

Version 2 (2.0.0-rc.2: discovery, authentication and orders) is found by its manifest; an app without one is called by
version 1.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from typing_extensions import override

from domain.sources import NotReachable, SourceClient
from domain.stages import Stage
from storage.sources.api import VendorApi
from storage.sources.open_delivery_manifest import Manifest, read_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.outgoing.http import GuardedHttp

# A manifest may change, so it is read again after an hour. A token is used until shortly before it expires.
MAX_MANIFEST_AGE_SECONDS = 3600.0
TOKEN_MARGIN_SECONDS = 30.0
_UNAUTHORIZED = 401
_CONFIRM = "confirmOrder"
_OPERATIONS = {
    Stage.RECEIVED: _CONFIRM,
    Stage.SCHEDULED: _CONFIRM,
    Stage.PREPARING: "setOrderPreparing",
    Stage.READY: "setOrderReadyForPickup",
    Stage.COLLECTED: "setOrderDelivered",
    Stage.CANCELLED: "requestCancellation",
}


class OpenDeliveryClient(SourceClient):
    """The way out to an ordering app. `key` and `token` are our client id and client secret there."""

    def __init__(self, http: GuardedHttp, options: Mapping[str, str]) -> None:
        self._http, self._options = http, options
        self._known: tuple[Manifest, float] | None = None
        self._token: tuple[str, float] | None = None

    @override
    async def check(self, now: datetime) -> None:
        await self._sign_in(await self._manifest())
        await self.find_missed(now)

    @override
    async def fetch(self, external_id: str) -> bytes:
        return json.dumps(await self._call("GET", _order_path(external_id))).encode()

    @override
    async def find_missed(self, since: datetime) -> list[tuple[str, bytes]]:
        del since  # the app keeps count itself
        if not (await self._manifest()).can_poll:
            return []
        merchant = self._options.get("merchant", "")
        ours = {"x-polling-merchants": merchant} if merchant else {}
        events = await self._call("GET", "/events:polling", headers=ours) or []
        return [(str(one["eventId"]), json.dumps(one).encode()) for one in events]

    @override
    async def acknowledge(self, received: list[tuple[str, bytes]]) -> None:
        if received:
            events = [json.loads(body) for _, body in received]
            await self._call("POST", "/events/acknowledgment", (await self._manifest()).acknowledgment(events))

    @override
    async def echoes_cancellation(self, external_id: str) -> bool:
        is_refused = _OPERATIONS[Stage.CANCELLED] in (await self._manifest()).refused_operations
        return not is_refused and not await self._is_cancelled(external_id)

    @override
    async def write_back(self, external_id: str, stage: Stage, note: str) -> None:
        manifest, operation = await self._manifest(), _OPERATIONS.get(stage)
        if operation is None or operation in manifest.refused_operations:
            return
        if stage is Stage.CANCELLED and await self._is_cancelled(external_id):
            return  # by the app, which needs no request
        body: dict[str, str] = {}
        if stage is Stage.CANCELLED:
            body = {"reason": note, "code": "INTERNAL_DIFFICULTIES_OF_THE_RESTAURANT", "mode": "MANUAL"}
        elif operation == _CONFIRM and not manifest.is_v2:
            body = {"createdAt": _written_now(), "orderExternalCode": external_id}
        await self._call("POST", f"{_order_path(external_id)}/{manifest.path_of(operation)}", body)

    # Version 1 has no status.
    async def _is_cancelled(self, external_id: str) -> bool:
        order = json.loads(await self.fetch(external_id))
        return bool((order.get("status") or order.get("lastEvent")) == "CANCELLED")

    async def _call(self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> Any:
        manifest = await self._manifest()
        said = {"Authorization": f"Bearer {await self._sign_in(manifest)}", **(headers or {})}
        try:
            return await VendorApi(self._http, manifest.orders_address, said).call(method, path, body)
        except NotReachable as error:
            if error.status == _UNAUTHORIZED:
                self._token = None
            raise

    async def _manifest(self) -> Manifest:
        if self._known is None or self._known[1] < time.monotonic():
            manifest = await read_manifest(self._http, self._options["address"])
            self._known = manifest, time.monotonic() + MAX_MANIFEST_AGE_SECONDS
        return self._known[0]

    async def _sign_in(self, manifest: Manifest) -> str:
        if self._token is None or self._token[1] < time.monotonic():
            asked = {
                "grant_type": "client_credentials",
                "client_id": self._options.get("key", ""),
                "client_secret": self._options.get("token", ""),
                **({"scope": "od.orders"} if manifest.is_v2 else {}),
            }
            api = VendorApi(self._http, manifest.address)
            token, seconds = await api.fetch_token("/oauth/token", urlencode(asked).encode())
            self._token = token, time.monotonic() + seconds - TOKEN_MARGIN_SECONDS
        return self._token[0]


def _order_path(external_id: str) -> str:
    return f"/orders/{quote(external_id, safe='')}"


def _written_now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
