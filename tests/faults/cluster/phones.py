"""Guests' phones beside the faults: which notices came, and whether each was true when it was claimed."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from domain.notices import NoticeKind
from domain.stages import Stage
from tests.faults.cluster.claims import count_true, ready_spans
from tests.support.fake_phone import Phone
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import aiohttp

    from domain.order import Order
    from tests.faults.cluster.claims import Claim
    from tests.support.fake_push_service import FakePushService

# Longer than a delivery takes on a busy machine, shorter than the long form halts a process that sends.
MAX_SENDING_SECONDS = 15.0
TITLES = {"is ready": NoticeKind.READY, "is not quite ready": NoticeKind.NOT_READY}


class Phones:
    """One phone for each order that a guest wants to be told of."""

    def __init__(self, service: FakePushService, public_key: str, hold_seconds: int) -> None:
        self._service, self._public_key, self._hold = service, public_key, hold_seconds
        self._by_order: dict[str, Phone] = {}

    async def follow(self, http: aiohttp.ClientSession, address: str, orders: Sequence[Mapping[str, Any]]) -> None:
        """Subscribe to each order."""
        for order in orders:
            phone = self._by_order[order["id"]] = Phone(self._service, self._public_key)
            said = phone.subscription | {"kinds": ["ready"]}
            place = f"{address}/t/{order['token']}/subscriptions"
            async with http.post(place, json=said, headers={"Origin": address}) as answer:
                assert answer.status == 204, await answer.text()

    def count_untrue(self, orders: Mapping[str, Order], claims: Sequence[Claim]) -> int:
        """Count the notices "is ready" claimed when the order was not ready, or not for as long as they are held."""
        return sum(
            max(0, self._kinds(order_id).count(NoticeKind.READY) - count_true(claims, orders[order_id], self._hold))
            for order_id in self._by_order
        )

    def count_stale(self, orders: Mapping[str, Order], answered: Mapping[tuple[str, int], float]) -> int:
        """Count the notices "is ready" that came long after a recall was answered (monotonic, by order and version)."""
        return sum(
            kind is NoticeKind.READY and not self._is_recent(at, orders[order_id], answered)
            for order_id in self._by_order
            for kind, at in zip(self._kinds(order_id), self._times(order_id), strict=True)
        )

    def _is_recent(self, at: float, order: Order, answered: Mapping[tuple[str, int], float]) -> bool:
        return any(
            at <= answered.get((order.id, int(end)), math.inf) + MAX_SENDING_SECONDS if end < math.inf else True
            for begun, _, end in ready_spans(order)
            if begun + time.monotonic() - time.time() <= at
        )

    def _times(self, order_id: str) -> list[float]:
        path = self._by_order[order_id].endpoint.removeprefix(self._service.origin)
        return [post.at for post in self._service.received if post.path == path and post.status == 201]

    def count_wrong(self, orders: Mapping[str, Order]) -> int:
        """Count the phones whose latest notice is not true of their order."""
        return sum(self._is_wrong(orders[order_id]) for order_id in self._by_order)

    def count_notices(self) -> int:
        """Count all that came."""
        return sum(len(phone.notes()) for phone in self._by_order.values())

    def _is_wrong(self, order: Order) -> bool:
        kinds = self._kinds(order.id)
        says_ready = bool(kinds) and kinds[-1] is NoticeKind.READY
        return says_ready is not (order.stage is Stage.READY)

    def _kinds(self, order_id: str) -> list[NoticeKind]:
        titles = [note["title"] for note in self._by_order[order_id].notes()]
        return [next(kind for end, kind in TITLES.items() if title.endswith(end)) for title in titles]


async def settle(phones: Phones, orders: Mapping[str, Order], seconds: float) -> None:
    """Wait until each phone was told what is true, for so long at most."""
    with suppress(TimeoutError):
        await until(lambda: not phones.count_wrong(orders), pause_seconds=0.2, max_seconds=seconds)
