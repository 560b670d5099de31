"""Deliveries: each body that was sent as an order, with its outcome, so that none is lost unseen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.ports import Board, Clock, DeliveryStore

# An order that could not be taken before this, nobody waits for any more.
REMINDER_LIFE = timedelta(hours=24)


class Outcome(StrEnum):
    """Outcome of a delivery. An ignored one is not to be cooked, such as a basket that nobody has paid."""

    TAKEN = "taken"
    REPAIRED = "repaired"
    REPEATED = "repeated"
    REFUSED = "refused"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One delivery. `body` is as it came; `at` and `settled_at` are UTC.

    `problem` says what was refused, or what was repaired. `readable` is JSON in the form of an order, with as much of
    a refused body as could be read. `settled_at` is when somebody dealt with a refused one.
    """

    id: int = 0
    at: datetime
    source: str
    outcome: Outcome
    body: bytes
    problem: str = ""
    readable: str = ""
    order_id: str | None = None
    settled_at: datetime | None = None

    @property
    def digest(self) -> str:
        """Equal for the same body of the same source: a sender that repeats itself is one matter, not many.

        Some sources send the id of an order only. So what is wrong with one that the kitchen has counts, too.
        """
        about = f"\0{self.problem}" if self.order_id else ""
        return hashlib.sha256(self.source.encode() + b"\0" + self.body + about.encode()).hexdigest()


class DeliveryLog:
    """Keeps all deliveries, and shows the kitchen those that were refused until somebody has dealt with them."""

    def __init__(self, store: DeliveryStore, board: Board, clock: Clock) -> None:
        """Keep deliveries in this store; `refresh` shows what is open from before."""
        self._store, self._board, self._clock = store, board, clock

    async def record(self, delivery: Delivery) -> None:
        """Keep a delivery; raises NotSaved."""
        await self._store.add(delivery)
        if delivery.outcome is Outcome.REFUSED:
            await self.refresh()

    async def settle(self, delivery_id: int) -> None:
        """Say that somebody has dealt with a refused delivery, and with all that are the same; raises NotSaved."""
        if delivery := await self._store.find(delivery_id):
            await self._store.settle(delivery.digest, self._clock.now())
            await self.refresh()

    async def find(self, delivery_id: int) -> Delivery | None:
        """Return a delivery, or None."""
        return await self._store.find(delivery_id)

    async def read(self, outcomes: Collection[Outcome], before: int | None, limit: int) -> list[Delivery]:
        """Return the newest deliveries, of some outcomes or of all; `before` is the id that they must be below."""
        return await self._store.read(outcomes, before, limit)

    async def find_latest(self, source: str) -> Delivery | None:
        """Return the latest delivery of a source, or None."""
        return await self._store.find_latest(source)

    async def refresh(self) -> None:
        """Show the refused deliveries that nobody has dealt with."""
        self._board.show_refused(await self._store.read_open(self._clock.now() - REMINDER_LIFE))
