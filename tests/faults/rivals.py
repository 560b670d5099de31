"""Two tablets that tap the same ticket at the same time."""

from __future__ import annotations

import http.client
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.support.world import API_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.support.server_process import ServerProcess

# What two cooks may want of a new ticket.
VERBS = ("start", "bump", "cancel")
MAX_HEARING_SECONDS = 10.0


@dataclass
class Rivalry:
    """How many rounds there were, in how many both taps were on their way at once, and in how many all went well.

    That is: one won, the other was given the ticket as it then stood, and the order changed once.
    """

    rounds: int = 0
    at_once: int = 0
    fair: int = 0

    def __str__(self) -> str:
        return (
            f"{self.fair} of {self.rounds} rounds ({self.at_once} with both taps under way): one won, "
            "the other was given the fresh ticket, the order changed once"
        )


def rivalry(server: ServerProcess, rounds: int) -> Rivalry:
    """Have two tablets tap on so many new orders, both on what they saw."""
    wishes = list(product(VERBS, VERBS))
    return _compete([server, server], ((server.order("Garlic Naan"), wishes[n % len(wishes)]) for n in range(rounds)))


def rivalry_on_one_ticket(one: ServerProcess, other: ServerProcess, rounds: int) -> Rivalry:
    """Have two tablets, on two processes, tap on one order so many times, both on what they saw."""
    order = one.order("Garlic Naan")
    verbs = ("start", *(("bump", "recall")[n % 2] for n in range(rounds - 1)))
    return _compete([one, other], ((one.api("GET", f"/orders/{order['id']}"), (verb, verb)) for verb in verbs))


def _compete(servers: list[ServerProcess], tickets: Iterable[tuple[dict[str, Any], tuple[str, str]]]) -> Rivalry:
    seen, start = Rivalry(), threading.Barrier(2)
    with ThreadPoolExecutor(2) as cooks, ExitStack() as stack:
        tablets = [stack.enter_context(_tablet(server, start)) for server in servers]
        for order, verbs in tickets:
            _wait_until_known(servers[1], order)
            taps = list(cooks.map(lambda tap, verb, order=order: tap(order, verb), tablets, verbs))
            after = [_wait_until_known(server, order, order["version"] + 1) for server in servers]
            seen.rounds += 1
            seen.at_once += max(tap.sent for tap in taps) < min(tap.answered for tap in taps)
            seen.fair += all(_is_fair(order, taps, one) for one in after)
    return seen


# Another process hears of a change a moment after its commit.
def _wait_until_known(server: ServerProcess, order: dict[str, Any], version: int = 1) -> dict[str, Any]:
    begun = time.monotonic()
    while time.monotonic() - begun < MAX_HEARING_SECONDS:
        status, _, says = server.ask("GET", f"/api/v1/orders/{order['id']}", Authorization=f"Bearer {API_KEY}")
        if status == http.client.OK and (known := json.loads(says))["version"] >= version:
            return known
        time.sleep(0.002)
    return order


class _Tap(NamedTuple):
    status: int
    says: dict[str, Any]
    sent: float
    answered: float


@contextmanager
def _tablet(server: ServerProcess, start: threading.Barrier) -> Iterator[Callable[[dict[str, Any], str], _Tap]]:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=15)

    def tap(order: dict[str, Any], verb: str) -> _Tap:
        headers = {"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json"}
        body = json.dumps({"seen_version": order["version"]})
        start.wait(10)
        line.request("POST", f"/api/v1/orders/{order['id']}/{verb}", body, headers)
        sent = time.monotonic()
        answer = line.getresponse()
        return _Tap(answer.status, json.loads(answer.read()), sent, time.monotonic())

    try:
        yield tap
    finally:
        line.close()


def _is_fair(order: dict[str, Any], taps: list[_Tap], after: dict[str, Any]) -> bool:
    winner, loser = sorted(taps, key=lambda tap: tap.status)
    if (winner.status, loser.status) != (http.client.OK, http.client.CONFLICT) or "order" not in loser.says:
        return False
    states = [_standing(winner.says), _standing(loser.says["order"]), _standing(after)]
    return after["version"] == order["version"] + 1 and states[0] == states[1] == states[2]


# All but the estimate, which moves on with the clock.
def _standing(order: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in order.items() if name != "estimate"}
