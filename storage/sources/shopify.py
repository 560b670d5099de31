"""Shopify, Admin API (GraphQL): the fulfilment order is prepared for pickup, or the order gets a tag."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from domain.sources import NotReachable, SourceClient
from domain.stages import Stage
from storage.sources.api import VendorApi

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.outgoing.http import GuardedHttp

VERSION = "2026-07"
# A page of more could be longer than an answer may be.
PAGE_ORDERS, MAX_PAGES = 100, 10
_OPEN_FULFILMENTS = """query($id: ID!) { order(id: $id) { fulfillmentOrders(first: 10) { nodes { id status
deliveryMethod { methodType } } } } }"""
_PREPARED = """mutation($input: FulfillmentOrderLineItemsPreparedForPickupInput!) {
fulfillmentOrderLineItemsPreparedForPickup(input: $input) { userErrors { message } } }"""
_TAGGED = "mutation($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { message } } }"
# Errors that stand in an answer of 200 and say nothing against the stage: they are of the shop, its key or the moment.
_PASSING = {"THROTTLED", "INTERNAL_SERVER_ERROR", "ACCESS_DENIED", "SHOP_INACTIVE"}


class ShopifyClient(SourceClient):
    """The way out to a Shopify shop. `address` is https://NAME.myshopify.com, `token` the Admin API's access token."""

    def __init__(self, http: GuardedHttp, options: Mapping[str, str]) -> None:
        proof = {"X-Shopify-Access-Token": options.get("token", "")}
        self._api = VendorApi(http, options["address"], proof)
        self._rest = f"/admin/api/{VERSION}"

    @override
    async def fetch(self, external_id: str) -> bytes:
        answer = await self._api.call("GET", f"{self._rest}/orders/{external_id}.json")
        return json.dumps(answer["order"]).encode()

    @override
    async def find_missed(self, since: datetime) -> list[tuple[str, bytes]]:
        query = f"updated_at_min={since.strftime('%Y-%m-%dT%H:%M:%SZ')}&status=any&limit={PAGE_ORDERS}"
        found: list[tuple[str, bytes]] = []
        for _ in range(MAX_PAGES):
            page, query = await self._api.read_page(f"{self._rest}/orders.json", query)
            orders = (one for one in page["orders"] if not _is_handed_over(one))
            found += [(f"{one['id']}@{one['updated_at']}", json.dumps(one).encode()) for one in orders]
            if not query:
                break
        return found

    @override
    async def write_back(self, external_id: str, stage: Stage, note: str) -> None:
        del note  # Shopify writes its own words to the guest
        order = f"gid://shopify/Order/{external_id}"
        found = await self._ask(_OPEN_FULFILMENTS, {"id": order}) if stage is Stage.READY else {}
        nodes = ((found.get("order") or {}).get("fulfillmentOrders") or {}).get("nodes") or []
        open_ones = [one["id"] for one in nodes if _is_to_collect(one)]
        if open_ones:
            lines = [{"fulfillmentOrderId": one} for one in open_ones]
            await self._ask(_PREPARED, {"input": {"lineItemsByFulfillmentOrder": lines}})
        else:
            await self._ask(_TAGGED, {"id": order, "tags": [f"kitchen-{stage.value}"]})

    async def _ask(self, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        answer = await self._api.call("POST", f"{self._rest}/graphql.json", {"query": query, "variables": variables})
        told = answer.get("data") or {}
        wrong = [one for part in told.values() if isinstance(part, dict) for one in part.get("userErrors") or []]
        if errors := answer.get("errors") or wrong:
            status = 0 if any(map(_is_passing, errors)) else HTTPStatus.UNPROCESSABLE_ENTITY
            raise NotReachable(str(errors[0])[:200], status)
        return dict(told)


def _is_passing(error: object) -> bool:
    said = error.get("extensions") if isinstance(error, dict) else None
    return isinstance(said, dict) and said.get("code") in _PASSING


# A sale of the shop's own counter is cooked when it is told at once; hours later its food was eaten long ago.
def _is_handed_over(order: Mapping[str, Any]) -> bool:
    return order.get("source_name") == "pos" and order.get("fulfillment_status") == "fulfilled"


def _is_to_collect(fulfilment: Mapping[str, Any]) -> bool:
    method = (fulfilment.get("deliveryMethod") or {}).get("methodType")
    return fulfilment.get("status") in {"OPEN", "IN_PROGRESS"} and method == "PICK_UP"
