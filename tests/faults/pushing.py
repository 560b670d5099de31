"""A push service with each kind of failure, while the kitchen taps."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from storage.database.sqlite_file import open_database_file
from tests.faults.outages import database
from tests.faults.watcher import percentile
from tests.support.fake_phone import Phone
from tests.support.fake_push_service import Answer, FakePushService
from tests.support.push_restaurant import pushing_to
from tests.support.server_process import running_server
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.support.server_process import ServerProcess

PAUSE = 0.03
QUIET_SECONDS = 8
RETRY_AFTER = 7


class Behaviour(NamedTuple):
    """What a push service does once, and what must become of the notice and its subscription."""

    name: str
    answer: Answer
    tries: int
    arrives: bool
    stays: bool = True


WELL = Behaviour("well", Answer(201), tries=1, arrives=True)
BEHAVIOURS = (
    Behaviour("slow", Answer(201, hang=3), tries=1, arrives=True),
    Behaviour("hanging", Answer(hang=60), tries=2, arrives=True),
    Behaviour("404", Answer(404), tries=1, arrives=False, stays=False),
    Behaviour("410", Answer(410), tries=1, arrives=False, stays=False),
    Behaviour("413", Answer(413), tries=1, arrives=False),
    Behaviour("429", Answer(429, {"Retry-After": str(RETRY_AFTER)}), tries=2, arrives=True),
    Behaviour("500", Answer(500), tries=2, arrives=True),
    Behaviour("reset", Answer(reset=True), tries=2, arrives=True),
)


@dataclass
class Pushing:
    """By behaviour, how many of the phones it was shown to were treated as they must be; and how long taps took."""

    phones: int
    right: dict[str, int] = field(default_factory=dict)
    quiet: list[float] = field(default_factory=list)
    troubled: list[float] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return set(self.right.values()) == {self.phones}

    @property
    def is_quick(self) -> bool:
        # Below a twentieth of a second it is the machine that is measured.
        return percentile(self.troubled, 0.99) <= max(0.05, 2 * percentile(self.quiet, 0.99))

    def __str__(self) -> str:
        right = ", ".join(f"{name} {count}" for name, count in self.right.items())
        return (
            f"treated as they must be, of {self.phones} phones each: {right}; "
            f"taps meanwhile p99 {percentile(self.troubled, 0.99) * 1000:.0f} ms of {len(self.troubled)}, "
            f"against {percentile(self.quiet, 0.99) * 1000:.0f} ms quiet"
        )


async def pushing(folder: Path, phones: int) -> Pushing:
    """Ring so many phones for each behaviour, and tap until all of it is settled."""
    async with FakePushService().running() as service:
        opened = running_server(folder, **pushing_to(service))
        server = await asyncio.to_thread(opened.__enter__)
        try:
            return await _pushing(server, service, phones)
        finally:
            await asyncio.to_thread(opened.__exit__, None, None, None)


async def _pushing(server: ServerProcess, service: FakePushService, phones: int) -> Pushing:
    seen = Pushing(phones)
    orders = [await asyncio.to_thread(server.order, "Dal") for _ in range(10)]
    # Ringing takes its time too, so taps beside it are compared with taps beside ringing that goes well.
    await _rung(server, service, [WELL] * len(BEHAVIOURS) * phones)
    seen.quiet = await _tapping(server, orders, asyncio.sleep(QUIET_SECONDS))
    rung = await _rung(server, service, BEHAVIOURS * phones)
    settled = until(lambda: all(_is_right(server, *one) for one in rung), max_seconds=90)
    waiting = asyncio.ensure_future(settled)
    seen.troubled = await _tapping(server, orders, waiting)
    await asyncio.gather(waiting, return_exceptions=True)  # what is not settled is counted
    for behaviour in BEHAVIOURS:
        seen.right[behaviour.name] = sum(_is_right(server, *one) for one in rung if one[0] is behaviour)
    return seen


async def _rung(
    server: ServerProcess, service: FakePushService, behaviours: Sequence[Behaviour]
) -> list[tuple[Behaviour, Phone]]:
    rung, orders = [], [await asyncio.to_thread(server.order, "Dal") for _ in behaviours]
    key = _public_key(server, orders[0])
    for behaviour, order in zip(behaviours, orders, strict=True):
        phone = Phone(service, key)
        service.plans[phone.endpoint] = [behaviour.answer]
        await asyncio.to_thread(_follow, server, order, phone)
        rung.append((behaviour, phone))
    for order in orders:
        await asyncio.to_thread(server.tap, order, "bump")
    return rung


def _public_key(server: ServerProcess, order: dict[str, Any]) -> str:
    return server.see(f"/t/{order['token']}")[1].split('data-key="', 1)[1].split('"', 1)[0]


def _follow(server: ServerProcess, order: dict[str, Any], phone: Phone) -> None:
    path = f"/t/{order['token']}/subscriptions"
    status, _, says = server.ask("POST", path, phone.subscription | {"kinds": ["ready"]}, Origin=server.address)
    assert status == 204, says


async def _tapping(server: ServerProcess, orders: list[dict[str, Any]], while_this: Any) -> list[float]:
    until_then, took, n = asyncio.ensure_future(while_this), [], 0
    while not until_then.done():
        verb = "bump" if n // len(orders) % 2 == 0 else "recall"
        took.append(await asyncio.to_thread(_timed, server.tap, orders[n % len(orders)], verb))
        n += 1
        await asyncio.sleep(PAUSE)
    while n % (2 * len(orders)):  # as it was found
        await asyncio.to_thread(server.tap, orders[n % len(orders)], "bump" if n // len(orders) % 2 == 0 else "recall")
        n += 1
    return took


def _timed(tap: Callable[..., Any], *said: Any) -> float:
    begun = time.monotonic()
    tap(*said)
    return time.monotonic() - begun


# 429 came with a wish, which must be respected.
def _is_right(server: ServerProcess, behaviour: Behaviour, phone: Phone) -> bool:
    posts = [post for post in phone._service.received if phone.endpoint.endswith(post.path)]
    if (len(posts), bool(phone.notes())) != (behaviour.tries, behaviour.arrives):
        return False
    waited = posts[-1].at - posts[0].at
    is_patient = behaviour.answer.status != 429 or waited >= RETRY_AFTER - 0.1
    with open_database_file(database(server)) as db:
        kept = db.execute("SELECT count(*) FROM subscriptions WHERE endpoint = ?", (phone.endpoint,)).fetchone()[0]
        outbox = "SELECT count(*) FROM outbox JOIN subscriptions s ON s.id = subscription_id WHERE endpoint = ?"
        waits = db.execute(outbox, (phone.endpoint,)).fetchone()[0]
    return is_patient and bool(kept) is behaviour.stays and not waits
