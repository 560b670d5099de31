"""Tablets that tap without end, each again until it is answered; what was acknowledged is remembered."""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp

from tests.support.world import API_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.order import Order

PAUSE_SECONDS = 0.2
RETRY_SECONDS = 0.3
MAX_ANSWER_SECONDS = 5.0
OK, CONFLICT, SERVER_ERROR = 200, 409, 500
# A finish is taken back at once, before its notice is sent.
VERBS = {"received": ("start",), "preparing": ("bump", "recall"), "ready": ("recall",)}


@dataclass
class Acknowledged:
    """Taps that were answered with success: the order of each, and its version then.

    `latest` is when (monotonic) the latest tap of each order was answered, `answered` when each of its versions was.
    """

    taps: dict[str, tuple[str, int]] = field(default_factory=dict)
    latest: dict[str, float] = field(default_factory=dict)
    answered: dict[tuple[str, int], float] = field(default_factory=dict)

    def lost(self, kept: Mapping[str, str], orders: Mapping[str, Order]) -> int:
        """Return how many of them the database does not hold."""
        return sum(
            kept.get(tap_id) != order_id or version not in {event.version for event in orders[order_id].events}
            for tap_id, (order_id, version) in self.taps.items()
        )


class Tablet:
    """Taps its orders in turn. It stays on one process by Caddy's cookie, and moves on when that fails."""

    def __init__(self, http: aiohttp.ClientSession, address: str, orders: Iterable[str], seen: Acknowledged) -> None:
        self._http, self._address, self._orders, self._seen = http, address, list(orders), seen
        self._cookies: dict[str, str] = {}
        self._stages = dict.fromkeys(self._orders, "received")
        self._stopped = asyncio.Event()

    async def work(self) -> None:
        """Tap until `stop`; a pair of a finish and its recall is not torn."""
        self._stopped.clear()
        while not self._stopped.is_set():
            for order_id in self._orders:
                for verb in VERBS[self._stages[order_id]]:
                    await self.tap(order_id, verb)
                await asyncio.sleep(PAUSE_SECONDS)
                if self._stopped.is_set():
                    return

    def stop(self) -> None:
        """Let it come to the end of its pair."""
        self._stopped.set()

    async def finish(self, orders: Iterable[str]) -> None:
        """Make those of its orders ready that are among these."""
        for order_id in orders:
            if self._stages.get(order_id) == "preparing":
                await self.tap(order_id, "bump")

    async def tap(self, order_id: str, verb: str) -> None:
        """Tap until it is answered, as the kitchen's script does."""
        tap_id = secrets.token_hex(8)
        while not await self._is_answered(order_id, verb, tap_id):  # noqa: ASYNC110  another process answers it
            await asyncio.sleep(RETRY_SECONDS)

    async def _is_answered(self, order_id: str, verb: str, tap_id: str) -> bool:
        address = f"{self._address}/api/v1/orders/{order_id}/{verb}"
        said = {"json": {"tap_id": tap_id}, "headers": {"Authorization": f"Bearer {API_KEY}"}, "cookies": self._cookies}
        try:
            async with asyncio.timeout(MAX_ANSWER_SECONDS), self._http.post(address, **said) as answer:
                self._cookies |= {name: morsel.value for name, morsel in answer.cookies.items()}
                if answer.status >= SERVER_ERROR:
                    return False
                says = await answer.json()
        except (aiohttp.ClientError, OSError, TimeoutError):
            return False
        self._take(answer.status, order_id, tap_id, says)
        return True

    def _take(self, status: int, order_id: str, tap_id: str, says: dict[str, Any]) -> None:
        assert status in {OK, CONFLICT}, says
        order = says if status == OK else says["order"]
        self._stages[order_id] = order["stage"]
        if status == OK:
            self._seen.taps[tap_id] = order_id, order["version"]
            self._seen.latest[order_id] = self._seen.answered[order_id, order["version"]] = time.monotonic()
