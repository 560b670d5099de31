"""Guests' phones beside the faults: which notices came, and whether one came that a recall had taken back."""

from __future__ import annotations

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

# Until a notice that was claimed is at the push service.
SENDING_SECONDS = 1.0
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

    def taken_back(self, orders: Mapping[str, Order]) -> int:
        """Count the notices that an order is ready which came when it was not, or not for as long as they are held."""
        return sum(
            kind is NoticeKind.READY
            and not any(begin + self._hold <= at <= end for begin, end in _ready_spans(orders[order_id]))
            for order_id in self._by_order
            for kind, at in self._received(order_id)
        )

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

    # Epoch seconds, as the events' times are.
    def _received(self, order_id: str) -> list[tuple[NoticeKind, float]]:
        phone, epoch = self._by_order[order_id], time.time() - time.monotonic()
        path = phone.endpoint.removeprefix(self._service.origin)
        posts = [post for post in self._service.received if post.path == path and post.status == 201]
        kinds = (next(kind for end, kind in TITLES.items() if note["title"].endswith(end)) for note in phone.notes())
        return [(kind, post.at + epoch) for kind, post in zip(kinds, posts, strict=True)]


# From when it was ready, and until when a notice of that may come (epoch seconds).
def _ready_spans(order: Order) -> Iterator[tuple[float, float]]:
    begun, state = None, replay(order, order.events[:1])
    for event in order.events[1:]:
        state = apply_events(state, [event])
        is_ready, at = state.stage is Stage.READY, event.at.timestamp()
        if is_ready and begun is None:
            begun = at
        elif not is_ready and begun is not None:
            yield begun, at + SENDING_SECONDS
            begun = None
    if begun is not None:
        yield begun, float("inf")


async def settle(phones: Phones, orders: Mapping[str, Order], seconds: float) -> None:
    """Wait until each phone was told what is true, for so long at most."""
    with suppress(TimeoutError):
        await until(lambda: not phones.count_wrong(orders), pause_seconds=0.2, max_seconds=seconds)
