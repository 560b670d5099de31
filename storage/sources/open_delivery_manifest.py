"""Manifest of an Open Delivery app: what it offers and where, at /.well-known/opendelivery (2.0.0-rc, discovery)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from domain.sources import NotReachable
from storage.sources.api import VendorApi

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.outgoing.http import GuardedHttp

WELL_KNOWN = "/.well-known/opendelivery"
_BUSY = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
_PATHS = {
    "confirmOrder": "confirm",
    "setOrderPreparing": "preparing",
    "setOrderReadyForPickup": "ready-for-pickup",
    "setOrderDelivered": "delivered",
    "requestCancellation": "requestCancellation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """How to call an app. `address` signs in, `orders_address` is the base of the paths of orders and events."""

    address: str
    orders_address: str
    is_v2: bool
    can_poll: bool = True
    refused_operations: frozenset[str] = frozenset()

    def path_of(self, operation: str) -> str:
        """Return the last part of the path that tells a stage."""
        path = _PATHS[operation]
        return path if self.is_v2 else path.replace("ready-for-pickup", "readyForPickup")

    def acknowledgment(self, events: list[Mapping[str, Any]]) -> object:
        """Return the body that says that these events are stored."""
        if self.is_v2:
            return {"eventIds": [one["eventId"] for one in events]}
        return [{"id": one["eventId"], "orderId": one["orderId"], "eventType": one["eventType"]} for one in events]


async def read_manifest(http: GuardedHttp, address: str) -> Manifest:
    """Read the manifest below an address; an app without one speaks version 1. Raises NotReachable."""
    address = address.rstrip("/").removesuffix(WELL_KNOWN)
    try:
        said = await VendorApi(http, address).call("GET", WELL_KNOWN)
    except NotReachable as error:
        is_missing = 0 < error.status < HTTPStatus.INTERNAL_SERVER_ERROR and error.status not in _BUSY
        if not is_missing:
            raise
        said = None
    if not isinstance(said, dict):
        return Manifest(address=address, orders_address=f"{address}/v1", is_v2=False)
    return _manifest_of(said, address)


def _manifest_of(said: Mapping[str, Any], address: str) -> Manifest:
    versions = _part(said, "openDelivery").get("supportedVersions") or ["2.0"]
    grants = _part(said, "authentication").get("supportedGrantTypes") or ["client_credentials"]
    orders = _part(_part(said, "capabilities"), "orders")
    if not any(str(one).startswith("2") for one in versions):
        if any(str(one).startswith("1") for one in versions):
            return Manifest(address=address, orders_address=f"{address}/v1", is_v2=False)
        raise NotReachable(f"the app speaks version {', '.join(map(str, versions))}; versions 1 and 2 are known here")
    if "client_credentials" not in grants:
        raise NotReachable(f"the app does not take client_credentials, only {', '.join(map(str, grants))}")
    if not orders or orders.get("supported") is False:
        raise NotReachable("the app's manifest offers no orders")
    return Manifest(
        address=address,
        orders_address=str(orders.get("endpoint") or orders.get("baseUrl") or address),
        is_v2=True,
        can_poll=_part(orders, "originator").get("supportsPolling") is not False,
        refused_operations=frozenset(map(str, _part(orders, "receiver").get("unsupportedOperations") or ())),
    )


def _part(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = said.get(name)
    return found if isinstance(found, dict) else {}
