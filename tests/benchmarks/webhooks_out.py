"""Webhooks out to a receiver that fails half: `uv run python -m tests.benchmarks.webhooks_out`.

1,000 messages go to a receiver that answers 500 to every second attempt, and to one that is always down. Each must
arrive once, or be seen as failed. Taps are measured with and without them, at a pace that no kitchen reaches; back to
back they would measure how the two share a process.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from domain.commands import Tap
from domain.connections import Connection, ConnectionType, OrderNews
from storage.outgoing.webhooks import WebhookSender
from tests.support.waiting import until
from tests.support.webhook_receiver import WebhookReceiver, serve_receiver
from tests.support.world import EVENING, Restaurant, restaurant_on, settings_in

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


async def connect(restaurant: Restaurant, receiver: WebhookReceiver, fail) -> Connection:
    receiver.secret, receiver.answer = SECRET, fail
    restaurant.outgoing._http._named |= {receiver.address}
    options = {"url": f"{receiver.address}/hook", "secret": SECRET}
    news = frozenset({OrderNews.PLACED, OrderNews.READY})
    made = Connection(type=ConnectionType.WEBHOOK, name="", options=options, news=news, made_at=EVENING)
    return await restaurant.outgoing.connections.add(made)


async def outcomes(restaurant: Restaurant, connection: Connection) -> Counter[str]:
    return Counter(one.outcome for one in await restaurant.outgoing.read_log(connection.id, None, 3 * ORDERS))


async def run() -> None:
    """Print the figures."""
    WebhookSender.pauses = (0.2,) * 5
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            restaurant_on(settings_in(Path(folder), ready_hold_seconds=0)) as restaurant,
            serve_receiver() as half,
            serve_receiver() as down,
        ):
            before = await measure_taps(restaurant)
            good = await connect(restaurant, half, lambda _, __: (500 if chance.random() < 0.5 else 204, {}))
            bad = await connect(restaurant, down, lambda _, __: (503, {}))
            restaurant.clock.now = lambda: EVENING.__class__.now(EVENING.tzinfo)
            await restaurant.outgoing.open()
            during = await measure_taps(restaurant)

            async def are_settled() -> bool:
                return not any([(await outcomes(restaurant, one))[""] for one in (good, bad)])

            await until(are_settled, pause_seconds=1, max_seconds=200)
            print(f"fails half:  {dict(await outcomes(restaurant, good))}, {len(half.taken)} arrived, ", end="")
            print(f"{sum(half.attempts.values())} attempts")
            print(f"always down: {dict(await outcomes(restaurant, bad))}, {sum(down.attempts.values())} attempts")
            for name, spans in (("without", before), ("with", during)):
                print(f"a tap {name:8} p50 {1000 * statistics.median(spans):.2f} ms, ", end="")
                print(f"p95 {1000 * statistics.quantiles(spans, n=20)[-1]:.2f} ms")


if __name__ == "__main__":
    sys.exit(asyncio.run(run()))
