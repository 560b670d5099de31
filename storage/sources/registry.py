"""The clients of all vendors by the name of their source; writes the stage back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from domain.sources import NotReachable, SourceClient
from domain.stages import Stage
from storage.outgoing.errors import SendDeferred, SendRejected
from storage.retry_after import MAX_RETRY_AFTER_SECONDS, seconds_until
from storage.sources.api import reading_answers
from storage.sources.deliverect import DeliverectClient
from storage.sources.odoo import OdooClient
from storage.sources.open_delivery import OpenDeliveryClient
from storage.sources.shopify import ShopifyClient
from storage.sources.square import SquareClient
from storage.sources.tastyigniter import TastyIgniterClient
from storage.sources.woocommerce import WooCommerceClient

if TYPE_CHECKING:
    from domain.connections import Connection
    from domain.ports import Clock
    from domain.sources import SourceStore
    from storage.database.connection_store import ConnectionStore
    from storage.outgoing.http import GuardedHttp
    from storage.outgoing.outbox import ClaimedMessage

_CLIENTS: Mapping[str, Callable[[GuardedHttp, Mapping[str, str]], SourceClient]] = {
    "woocommerce": WooCommerceClient,
    "square": SquareClient,
    "shopify": ShopifyClient,
    "deliverect": DeliverectClient,
    "opendelivery": OpenDeliveryClient,
    "tastyigniter": TastyIgniterClient,
    "odoo": OdooClient,
}
# A source without an address has no way out; these know it themselves.
_WITH_OWN_ADDRESS = {"square", "deliverect"}
_MINUTE = 60.0
# A stage that is refused as such, not for the moment, is given up soon: the next stage of its order waits for it.
_REFUSALS = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.GONE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}
MAX_REFUSED_ATTEMPTS = 3


class SourceClients:
    """The ways out of all order sources; sends their messages."""

    pauses = (5.0, 15.0, _MINUTE, 5 * _MINUTE, 15 * _MINUTE, *(30 * _MINUTE,) * 4, *(60 * _MINUTE,) * 20)
    max_in_flight = 1

    def __init__(self, http: GuardedHttp, connections: ConnectionStore, store: SourceStore, clock: Clock) -> None:
        self._http, self._connections, self._store, self._clock = http, connections, store, clock
        self._clients: dict[int, tuple[Mapping[str, str], SourceClient]] = {}

    async def fetch(self, source: str, external_id: str) -> bytes:
        """Read an order at its source; raises NotReachable."""
        if (connection := await self._connections.find_source(source)) is None:
            raise NotReachable("the source is not connected any more")
        with reading_answers():
            return await self.client_of(connection).fetch(external_id)

    def client_of(self, connection: Connection) -> SourceClient:
        """Return the client of a source; raises NotReachable for one that has no address."""
        if not connection.options.get("address") and connection.name not in _WITH_OWN_ADDRESS:
            raise NotReachable("no address is set for this source")
        known = self._clients.get(connection.id)
        if known is None or known[0] != connection.options:  # a client keeps its token
            known = connection.options, _CLIENTS[connection.name](self._http, connection.options)
            self._clients[connection.id] = known
        return known[1]

    def sends(self, connection: Connection) -> bool:  # noqa: ARG002  every source is called
        """Return that it calls the vendor by itself."""
        return True

    async def send(self, claimed: ClaimedMessage) -> None:
        """Write a stage back; raises SendDeferred, SendRejected or NotSaved."""
        said, order_id = json.loads(claimed.message.payload), claimed.message.order_id
        stage, echoed = Stage(said["stage"]), ""
        try:
            client = self.client_of(claimed.connection)
            with reading_answers():
                if stage is Stage.CANCELLED and order_id and await client.echoes_cancellation(said["external_id"]):
                    await self._store.expect_echo(order_id)  # before the vendor can tell of it
                    echoed = order_id
                await client.write_back(said["external_id"], stage, said["note"])
        except NotReachable as error:
            if error.status in _REFUSALS and claimed.message.attempts >= MAX_REFUSED_ATTEMPTS:
                if echoed:
                    await self._store.forget_echo(echoed)
                raise SendRejected(str(error)) from error
            wait = seconds_until(error.retry_after, self._clock.now())
            raise SendDeferred(str(error), min(wait, MAX_RETRY_AFTER_SECONDS)) from error
