"""Ledger double: what PostgreSQL promises, in memory. Row locks, READ COMMITTED, all or nothing, NOTIFY at the commit.

Each call takes a random time. A line can be cut: then its process hears nothing, and its commits may be lost before
or after they have happened. A process that was killed does no further step.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from domain.errors import NotSaved, OrderNotFound, Outrun, StaleTap
from domain.menu import Menu
from domain.ports import OrderState
from tests.simulation.notices import NoticeTable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from random import Random

    from domain.order import Order

MAX_CALL_SECONDS = 0.01
# One call in fifty waits for the network, or for the server's disk.
SLOW_CALLS, MAX_SLOW_CALL_SECONDS = 0.02, 2.0
MAX_NOTIFY_SECONDS = 0.05


@dataclass
class Line:
    """A process' connections. `hear` takes the announcement of an order's commit, `hear_notes` that of a note's."""

    chance: Random
    hear: Callable[[str, int, int], None] = lambda *_: None
    hear_notes: Callable[[], None] = lambda: None
    is_cut: bool = False
    is_dead: bool = False

    async def call(self) -> None:
        """Spend the time of one statement; raises NotSaved while the line is cut."""
        is_slow = self.chance.random() < SLOW_CALLS
        await asyncio.sleep(self.chance.uniform(0.0005, MAX_SLOW_CALL_SECONDS if is_slow else MAX_CALL_SECONDS))
        self.check()

    def check(self) -> None:
        if self.is_dead:
            raise asyncio.CancelledError
        if self.is_cut:
            raise NotSaved("the network is cut")


@dataclass
class Ledger:
    """The tables. `history` has every state of every order that was ever committed."""

    chance: Random
    orders: dict[str, Order] = field(default_factory=dict)
    fingerprints: dict[str, str] = field(default_factory=dict)
    taps: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    observations: dict[str, object] = field(default_factory=dict)
    notes: dict[str, object] = field(default_factory=dict)
    menu: Menu = field(default_factory=Menu)
    history: dict[tuple[str, int, int], Order] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    notices: NoticeTable = field(default_factory=NoticeTable)
    locks: dict[str, asyncio.Lock] = field(default_factory=dict)

    def commit(self, changes: list[Callable[[], None]], shown: list[Order], *, has_notes: bool) -> None:
        for change in changes:
            change()
        for line in self.lines if has_notes else ():
            self._announce(line, line.hear_notes)
        for order in shown:
            self.orders[order.id] = order
            self.history[order.id, order.version, order.looks] = order
            for line in self.lines:
                self._announce(line, line.hear, order.id, order.version, order.looks)

    # Late and repeated, but in the order of the commits, and lost only by a line that is cut.
    def _announce(self, line: Line, hear: Callable[..., None], *said: object) -> None:
        if line.is_cut or line.is_dead:
            return
        for _ in range(self.chance.choice((1, 1, 1, 2))):
            loop = asyncio.get_running_loop()
            at = self.chance.uniform(0.0, MAX_NOTIFY_SECONDS)
            loop.call_later(at, hear, *said)


class LedgerWork:
    """One transaction: `domain.ports.UnitOfWork`."""

    def __init__(self, ledger: Ledger, line: Line, held: AsyncExitStack) -> None:
        self._ledger, self._line, self._held = ledger, line, held
        self._names: set[str] = set()
        self.changes: list[Callable[[], None]] = []
        self.shown: dict[str, Order] = {}
        self.has_notes = False

    async def _lock(self, name: str) -> None:
        await self._line.call()
        if name not in self._names:
            self._names.add(name)
            await self._held.enter_async_context(self._ledger.locks.setdefault(name, asyncio.Lock()))

    async def lock(self, order_ids: Any) -> dict[str, OrderState]:
        for order_id in sorted(order_ids):
            await self._lock(order_id)
        known = [self._current(order_id) for order_id in order_ids]
        return {order.id: OrderState(order.version, order.looks) for order in known if order}

    async def lock_intake(self, draft, key) -> None:
        for reference in filter(None, (key, draft.external_ref)):
            await self._lock(f"intake {reference}")

    async def lock_menu(self) -> Menu:
        await self._lock("menu")
        return self._ledger.menu

    async def load(self, order_id: str) -> Order:
        await self._line.call()
        if not (order := self._current(order_id)):
            raise OrderNotFound(order_id)
        return order

    def _current(self, order_id: str) -> Order | None:
        return self.shown.get(order_id) or self._ledger.orders.get(order_id)

    async def find_tap(self, tap_id: str):
        await self._line.call()
        return self._ledger.taps.get(tap_id)

    async def find_intake(self, draft, _key, _day, since):  # noqa: ARG002  the port's signature
        await self._line.call()
        known = self._ledger.orders.values()
        same = (order.id for order in known if draft.external_ref and order.external_ref == draft.external_ref)
        return next((("external_ref", order_id) for order_id in same), None)

    async def read_fingerprint(self, order_id: str) -> str:
        return self._ledger.fingerprints[order_id]

    async def add(self, order: Order, fingerprint: str, _key) -> None:
        await self._line.call()
        if any(other.pickup_code == order.pickup_code for other in self._ledger.orders.values() if not other.closed):
            raise Outrun("the pickup code is taken")
        self.changes.append(lambda: self._ledger.fingerprints.update({order.id: fingerprint}))
        self.shown[order.id] = order

    async def record(self, change, command) -> None:
        await self.lock([change.order.id])
        before = self._current(change.order.id)
        if before is None or before.version != change.order.version - 1:
            raise StaleTap(change.order.version - 1, before or change.order)
        if command is not None and command.tap_id is not None:
            tap = {command.tap_id: (change.order.id, command.digest)}
            self.changes.append(lambda: self._ledger.taps.update(tap))
        self.changes.append(lambda: self._ledger.notices.enqueue_change(change))
        self.shown[change.order.id] = change.order

    async def write_estimates(self, orders) -> None:
        await self._line.call()
        for order, observation in orders:
            self.changes.append(lambda i=order.id, o=observation: self._ledger.observations.update({i: o}))
            before = self._current(order.id)
            self.shown[order.id] = replace(before, estimate=order.estimate, looks=order.looks)

    async def enqueue_notices(self, order, notices) -> None:
        told = list(notices)
        self.changes.append(lambda: self._ledger.notices.enqueue(order, told, order.estimate.updated_at))

    async def write_menu(self, menu: Menu, at: object) -> None:  # noqa: ARG002
        self.changes.append(lambda: setattr(self._ledger, "menu", menu))

    async def write_note(self, name: str, value: object) -> None:
        self.has_notes = True
        self.changes.append(lambda: self._ledger.notes.update({name: value}))


class LedgerStore:
    """The ledger as one process reaches it: `domain.ports.OrderStore`."""

    max_writers = 4

    def __init__(self, ledger: Ledger, line: Line) -> None:
        self._ledger, self._line = ledger, line

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[LedgerWork]:
        async with AsyncExitStack() as held:
            work = LedgerWork(self._ledger, self._line, held)
            yield work
            await self._line.call()
            self._ledger.commit(work.changes, list(work.shown.values()), has_notes=work.has_notes)
            await self._line.call()  # cut now, the answer is lost: nobody knows that it was committed

    async def load_current(self, since) -> list[Order]:  # noqa: ARG002  an evening is shorter
        await self._line.call()
        return await self._answer(list(self._ledger.orders.values()))

    async def load(self, order_ids) -> list[Order]:
        await self._line.call()
        return await self._answer([one for order_id in sorted(order_ids) if (one := self._ledger.orders.get(order_id))])

    # A snapshot is of the moment of the question: what it says may be old when it comes.
    async def _answer(self, snapshot: list[Order]) -> list[Order]:
        await self._line.call()
        return snapshot

    async def read_observations(self, since) -> dict[str, object]:  # noqa: ARG002  an evening is shorter
        await self._line.call()
        return dict(self._ledger.observations)

    async def read_menu(self) -> Menu:
        await self._line.call()
        return self._ledger.menu

    async def read_note(self, name: str) -> object:
        await self._line.call()
        return self._ledger.notes.get(name)
