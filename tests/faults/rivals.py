"""Two tablets that tap the same ticket at the same time."""

from __future__ import annotations

import http.client
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.support.world import API_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.server_process import ServerProcess

# What two cooks may want of a new ticket.
VERBS = ("start", "bump", "cancel")


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
    seen, start = Rivalry(), threading.Barrier(2)
    wishes = list(product(VERBS, VERBS))
    with ThreadPoolExecutor(2) as cooks, _tablet(server, start) as one, _tablet(server, start) as other:
        for n in range(rounds):
            order = server.order("Garlic Naan")
            verbs = wishes[n % len(wishes)]
            taps = list(cooks.map(lambda tap, verb, order=order: tap(order, verb), (one, other), verbs))
            after = server.api("GET", f"/orders/{order['id']}")
            seen.rounds += 1
            seen.at_once += max(tap.sent for tap in taps) < min(tap.answered for tap in taps)
            seen.fair += _is_fair(order, taps, after)
    return seen


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
