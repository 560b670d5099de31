"""Webhooks out to a receiver that fails half: `uv run python -m tests.benchmarks.webhooks_out`.

1,000 messages go to a receiver that answers 503 to every second attempt; then 1,000 more, and as many to one that is
always down. Each must arrive once, or be seen as failed. Taps are measured with and without them, at a pace that no
kitchen reaches; back to back they would measure how the two share a process. The receivers are processes of their own,
as they are elsewhere.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from domain.commands import Tap
from domain.connections import Connection, ConnectionType, OrderNews
from storage.outgoing.webhooks import WebhookSender
from tests.support.waiting import until
from tests.support.webhook_receiver import serve_receiver
from tests.support.world import EVENING, Restaurant, restaurant_on, settings_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection as Pipe

ORDERS = 500
ORDER_PAUSE_SECONDS = 0.05
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


async def measure_taps(restaurant: Restaurant) -> list[float]:
    """Place orders and bump each; return the seconds of each bump."""
    spans = []
    for _ in range(ORDERS):
        order = await restaurant.order()
        began = time.perf_counter()
        await restaurant.tap(Tap.BUMP, order.id)
        spans.append(time.perf_counter() - began)
        await restaurant.tap(Tap.HAND_OVER, order.id)
        await asyncio.sleep(ORDER_PAUSE_SECONDS)
    return spans


class Receiver(NamedTuple):
    """A receiver in a process of its own."""

    address: str
    pipe: Pipe

    def count(self) -> tuple[int, int]:
        """Return how many messages have arrived, and how many attempts were made."""
        self.pipe.send("count")
        return self.pipe.recv()


@contextmanager
def receiver(share_of_failures: float) -> Iterator[Receiver]:
    """Serve a receiver that answers this share of all attempts by 503."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(share_of_failures, theirs), daemon=True)
    process.start()
    try:
        yield Receiver(ours.recv(), ours)
    finally:
        process.terminate()
        process.join()


def serve(share_of_failures: float, pipe: Pipe) -> None:
    """Serve a receiver, and answer its figures."""
    asyncio.run(_serve(share_of_failures, pipe))


async def _serve(share_of_failures: float, pipe: Pipe) -> None:
    chance = random.Random(1)
    async with serve_receiver() as serving:
        serving.secret = SECRET
        serving.answer = lambda _, __: (503 if chance.random() < share_of_failures else 204, {})
        pipe.send(serving.address)
        while await asyncio.to_thread(pipe.recv):
            pipe.send((len(serving.taken), serving.attempts.total()))


async def connect(restaurant: Restaurant, address: str) -> Connection:
    restaurant.outgoing._http._named |= {address}
    options = {"url": f"{address}/hook", "secret": SECRET}
    news = frozenset({OrderNews.PLACED, OrderNews.READY})
    made = Connection(type=ConnectionType.WEBHOOK, name="", options=options, news=news, made_at=EVENING)
    return await restaurant.outgoing.connections.add(made)


async def outcomes(restaurant: Restaurant, connection: Connection) -> Counter[str]:
    return Counter(one.outcome for one in await restaurant.outgoing.read_log(connection.id, None, 6 * ORDERS))


async def settled(restaurant: Restaurant, *connections: Connection) -> None:
    """Wait until each message has arrived or is seen as failed."""

    async def are_settled() -> bool:
        return not any([(await outcomes(restaurant, one))[""] for one in connections])

    await until(are_settled, pause_seconds=1, max_seconds=200)


async def run() -> None:
    """Print the figures."""
    WebhookSender.pauses = (0.2,) * 5
    with tempfile.TemporaryDirectory() as folder, receiver(0.5) as half, receiver(1) as down:
        async with restaurant_on(settings_in(Path(folder), ready_hold_seconds=0)) as restaurant:
            spans = {"without webhooks": await measure_taps(restaurant)}
            restaurant.clock.now = lambda: EVENING.__class__.now(EVENING.tzinfo)
            await restaurant.outgoing.open()
            good = await connect(restaurant, half.address)
            spans["with one, which fails half"] = await measure_taps(restaurant)
            await settled(restaurant, good)
            bad = await connect(restaurant, down.address)
            spans["with that and one that is down"] = await measure_taps(restaurant)
            await settled(restaurant, good, bad)
            for name, one, at in (("fails half", good, half), ("always down", bad, down)):
                arrived, attempts = at.count()
                print(f"{name}: {dict(await outcomes(restaurant, one))}, {arrived} arrived, {attempts} attempts")
            for name, of_one in spans.items():
                print(f"a tap {name}: p50 {1000 * statistics.median(of_one):.2f} ms, ", end="")
                print(f"p95 {1000 * statistics.quantiles(of_one, n=20)[-1]:.2f} ms")


if __name__ == "__main__":
    sys.exit(asyncio.run(run()))
