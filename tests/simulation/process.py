"""One simulated process: the product's kitchen, estimate keeper, board and dispatcher, on the ledger double."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from domain.errors import NotSaved
from domain.estimation import Estimator
from domain.kitchen import Kitchen
from domain.notices import NoticeKind, Wording
from domain.updates import Announcement
from pages.live import LiveBoard
from storage.push.client import PushDeferred
from storage.push.dispatcher import MessageBuilder, OutboxDispatcher
from tests.simulation.ledger import LedgerStore, Line
from tests.simulation.notices import LedgerOutbox

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from domain.order import Order
    from tests.simulation.ledger import Ledger

# Then nothing is tapped or disturbed, and the push service has time for all.
EVENING_SECONDS = 60.0
LOOK_SECONDS = 15.0
BEAT_SECONDS = 2.0
TERM_SECONDS = 5.0
MAX_SILENCE_SECONDS = 8.0


class WatchedBoard(LiveBoard):
    """The board, which tells what it shows to those who judge it."""

    def __init__(self, judge: Callable[[Order, Order | None], None]) -> None:
        super().__init__()
        self._judge = judge

    def show(self, order: Order) -> None:
        before = self.watch(order.id)
        was = before.order if before else None
        super().show(order)
        live = self.watch(order.id)
        assert live is not None
        self._judge(live.order, was)


class Lease:
    """The advisory lock: one process holds it, for as long as its line stands."""

    def __init__(self) -> None:
        self.holder: SimulatedProcess | None = None
        self.heard_at = 0.0

    def ask(self, process: SimulatedProcess, now: float) -> bool:
        """Return whether the process holds the lock from now on."""
        is_free = self.holder is None or self.holder.line.is_dead or now - self.heard_at > MAX_SILENCE_SECONDS
        if is_free or self.holder is process:
            self.holder, self.heard_at = process, now
        return self.holder is process


class SimulatedProcess:
    """It lives until `kill`; `clock` is its machine's."""

    def __init__(self, ledger: Ledger, lease: Lease, clock, phones, judge) -> None:
        self.ledger, self.lease, self.clock, self._phones, self._chance = ledger, lease, clock, phones, ledger.chance
        self.line = Line(ledger.chance, self._hear, self._hear_notes)
        ledger.lines.append(self.line)
        self.board = WatchedBoard(judge)
        messages = MessageBuilder(lambda order, kind, _: Wording(kind, order.id, "en"), lambda _: "", lambda _: "")
        self.dispatcher = OutboxDispatcher(LedgerOutbox(ledger, self.line), self, clock, messages, self)
        store = LedgerStore(ledger, self.line)
        self.kitchen = Kitchen(store, self.board, clock, self.dispatcher, Estimator(), leadership=self)
        self._held_until = float("-inf")
        self._heard: list[Announcement] = []
        self._arrived, self._is_stale, self._has_notes = asyncio.Event(), True, False
        work = (self._follow(), self._lead(), self._look(), self.kitchen.keep_estimates(), self.dispatcher.run())
        self._tasks = [asyncio.create_task(self._survive(one)) for one in work]

    @property
    def is_held(self) -> bool:
        """Whether this process leads."""
        return asyncio.get_running_loop().time() < self._held_until

    def kill(self) -> None:
        """End it at once: what it awaits does not come back."""
        self.line.is_dead = True
        self._held_until = float("-inf")
        for task in self._tasks:
            task.cancel()

    def cut(self) -> None:
        self.line.is_cut = True

    def mend(self) -> None:
        self.line.is_cut, self._is_stale = False, True
        self._arrived.set()

    async def send(self, subscription: str, message: bytes, *, ttl: int, topic: str, urgent: bool) -> None:  # noqa: ARG002
        """Send to a phone: the product's push client. The push service may take it and the answer be lost."""
        await asyncio.sleep(self._chance.uniform(0.01, 0.5))
        self.line.check()
        kind = next(kind for kind in sorted(NoticeKind, key=len, reverse=True) if f'"{kind}"'.encode() in message)
        if asyncio.get_running_loop().time() < EVENING_SECONDS and self._chance.random() < 0.1:
            raise PushDeferred("busy")
        self._phones.append((subscription, kind))
        if self._chance.random() < 0.1:
            raise PushDeferred("the answer was lost")

    def _hear(self, order_id: str, version: int, looks: int) -> None:
        self._heard.append(Announcement(order_id, version, looks))
        self._arrived.set()

    def _hear_notes(self) -> None:
        self._has_notes = True
        self._arrived.set()

    async def _survive(self, work: Coroutine[None, None, None]) -> None:
        with suppress(NotSaved):
            await work

    # As the listener does: after a line was opened all is read, then what is heard.
    async def _follow(self) -> None:
        while True:
            await self._arrived.wait() if not self._is_stale else None
            try:
                if self._is_stale:
                    await self.kitchen.open()
                    self._is_stale = self.line.is_cut
                self._arrived.clear()
                heard, self._heard = self._heard, []
                await self.kitchen.updates.read_orders(heard)
                if self._has_notes:
                    self._has_notes = False
                    await self.kitchen.updates.read_notes()
            except NotSaved:
                self._is_stale = True
                await asyncio.sleep(0.3)

    async def _lead(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            asked_at = loop.time()
            with suppress(NotSaved):
                await self.line.call()
                was_held = self.is_held
                if self.lease.ask(self, loop.time()):
                    self._held_until = asked_at + TERM_SECONDS
                    if not was_held:
                        await self._take_over()
            await asyncio.sleep(BEAT_SECONDS if self.is_held else 0.5)

    async def _take_over(self) -> None:
        await self.kitchen.take_over()
        await LedgerOutbox(self.ledger, self.line).open()
        self.dispatcher.wake()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            with suppress(NotSaved):
                await self.kitchen.refresh_estimates()
