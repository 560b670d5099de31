"""Guests' phones beside the faults: which notices came, and whether one came that a recall had taken back."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from domain.notices import NoticeKind
from domain.replay import apply_events, replay
from domain.stages import Stage
from tests.support.fake_phone import Phone
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import aiohttp

    from domain.order import Order
    from tests.support.fake_push_service import FakePushService

# Until a notice that was claimed is at the push service, on a quiet machine.
MIN_SENDING_SECONDS = 1.0
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

    def taken_back(self, orders: Mapping[str, Order], answered: Mapping[tuple[str, int], float]) -> int:
        """Count the notices that an order is ready which came when it was not, or not for as long as they are held.

        A recall holds from when it was answered (monotonic, by order and version). A notice that was claimed before may
        be as long under way as the slowest one that was still true when it came.
        """
        spans = {order_id: list(self._ready_spans(orders[order_id], answered)) for order_id in self._by_order}
        came = [(at, spans[id_]) for id_ in spans for kind, at in self._received(id_) if kind is NoticeKind.READY]
        under_way = [at - due for at, one in came for due, end in one if due <= at <= end]
        longest = max([MIN_SENDING_SECONDS, *under_way])
        return sum(not any(due <= at <= end + longest for due, end in one) for at, one in came)

    def count_wrong(self, orders: Mapping[str, Order]) -> int:
        """Count the phones whose latest notice is not true of their order."""
        return sum(self._is_wrong(orders[order_id]) for order_id in self._by_order)

    def count_notices(self) -> int:
        """Count all that came."""
        return sum(len(phone.notes()) for phone in self._by_order.values())

    def _is_wrong(self, order: Order) -> bool:
        kinds = [kind for kind, _ in self._received(order.id)]
        says_ready = bool(kinds) and kinds[-1] is NoticeKind.READY
        return says_ready is not (order.stage is Stage.READY)

    # From when its notice was due, and until when it was true (epoch seconds, as the events' times are).
    def _ready_spans(self, order: Order, answered: Mapping[tuple[str, int], float]) -> Iterator[tuple[float, float]]:
        begun, state = None, replay(order, order.events[:1])
        for event in order.events[1:]:
            state = apply_events(state, [event])
            if state.stage is Stage.READY:
                begun = begun or event.at.timestamp()
            elif begun is not None:
                known = answered.get((order.id, event.version), -math.inf) + _epoch()
                yield begun + self._hold, max(known, event.at.timestamp())
                begun = None
        if begun is not None:
            yield begun + self._hold, math.inf

    def _received(self, order_id: str) -> list[tuple[NoticeKind, float]]:
        phone = self._by_order[order_id]
        path = phone.endpoint.removeprefix(self._service.origin)
        posts = [post for post in self._service.received if post.path == path and post.status == 201]
        kinds = (next(kind for end, kind in TITLES.items() if note["title"].endswith(end)) for note in phone.notes())
        return [(kind, post.at + _epoch()) for kind, post in zip(kinds, posts, strict=True)]


def _epoch() -> float:
    return time.time() - time.monotonic()


async def settle(phones: Phones, orders: Mapping[str, Order], seconds: float) -> None:
    """Wait until each phone was told what is true, for so long at most."""
    with suppress(TimeoutError):
        await until(lambda: not phones.count_wrong(orders), pause_seconds=0.2, max_seconds=seconds)
