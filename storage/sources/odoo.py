"""Odoo by JSON-RPC: reads an order with its lines, and leaves a message at the order."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from domain.sources import NotReachable, SourceClient, with_own_line
from storage.sources.api import VendorApi, signing_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from domain.stages import Stage
    from storage.outgoing.http import GuardedHttp

_NOTE = "general_note"
_ORDER_FIELDS = [
    "id",
    "state",
    "write_date",
    "date_order",
    "partner_id",
    "table_id",
    "tracking_number",
    _NOTE,
    "general_customer_note",
    "internal_note",
    "floating_order_name",
    "preset_time",
    "lines",
]
_LINE_FIELDS = ["full_product_name", "qty", "customer_note", "note"]


class OdooClient(SourceClient):
    """The way out to an Odoo database. `database`, `key` (the user) and `token` (an API key) sign it in."""

    def __init__(self, http: GuardedHttp, options: Mapping[str, str]) -> None:
        self._api, self._options = VendorApi(http, options["address"]), options

    @override
    async def fetch(self, external_id: str) -> bytes:
        order = await self._read(external_id, await self._known_fields("pos.order", _ORDER_FIELDS))
        fields = await self._known_fields("pos.order.line", _LINE_FIELDS)
        lines = await self._execute("pos.order.line", "read", [order["lines"], fields])
        return json.dumps(order | {"lines": lines}).encode()

    @override
    async def find_missed(self, since: datetime) -> list[tuple[str, bytes]]:
        changed = [["write_date", ">", since.strftime("%Y-%m-%d %H:%M:%S")]]
        found = await self._execute("pos.order", "search_read", [changed, ["id", "write_date"]])
        return [
            (f"{one['id']}@{one['write_date']}", json.dumps({"_model": "pos.order", "_id": one["id"]}).encode())
            for one in found
        ]

    @override
    async def write_back(self, external_id: str, stage: Stage, note: str) -> None:
        del stage
        if not await self._known_fields("pos.order", [_NOTE]):
            return
        before = (await self._read(external_id, [_NOTE]))[_NOTE] or ""
        await self._execute("pos.order", "write", [[int(external_id)], {_NOTE: with_own_line(before, note)}])

    async def _read(self, external_id: str, fields: list[str]) -> dict[str, Any]:
        orders = await self._execute("pos.order", "read", [[int(external_id)], fields])
        if not orders:
            raise NotReachable(f"Odoo has no order {external_id}", HTTPStatus.NOT_FOUND)
        return dict(orders[0])

    # Fields differ between versions, and a field that is not known would refuse the whole call.
    async def _known_fields(self, model: str, names: list[str]) -> list[str]:
        known = await self._execute(model, "fields_get", [names, ["type"]])
        return [name for name in names if name in known]

    async def _execute(self, model: str, method: str, arguments: list[object]) -> Any:
        database, user, key = (self._options.get(name, "") for name in ("database", "key", "token"))
        with signing_in():
            uid = await self._call("common", "login", [database, user, key])
        if not uid:
            raise NotReachable("Odoo does not know this user and key")
        return await self._call("object", "execute_kw", [database, uid, key, model, method, arguments])

    async def _call(self, service: str, method: str, arguments: list[object]) -> Any:
        params = {"service": service, "method": method, "args": arguments}
        answer = await self._api.call("POST", "/jsonrpc", {"jsonrpc": "2.0", "method": "call", "params": params})
        if "error" in answer:  # the status of HTTP is 200 all the same
            raise NotReachable(f"Odoo refused {method}", HTTPStatus.UNPROCESSABLE_ENTITY)
        return answer.get("result")
