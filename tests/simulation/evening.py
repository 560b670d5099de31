"""One evening: three processes, a few orders, and what goes wrong, all drawn from one seed.

`play(seed)` raises Violation when an invariant does not hold; the same seed does so again.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import random
import secrets
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from domain import intake
from domain.commands import Tap, TapCommand
from domain.errors import KitchenError
from domain.notices import FORESEEN, NoticeKind
from domain.stages import UNREADY, Stage
from tests.simulation.ledger import Ledger
from tests.simulation.process import EVENING_SECONDS, Lease, SimulatedProcess
from tests.simulation.virtual_loop import VirtualLoop
from tests.support.world import EVENING, draft

if TYPE_CHECKING:
    from datetime import datetime

    from domain.order import Order

PROCESSES = 3
# Longer than two clocks differ, and the hold and the retries of a notice.
QUIET_SECONDS = 90.0
MAX_ORDERS = 4
# Of all that tablets do: each moves every estimate.
BUSY_SHARE = 0.2
TAPS = (
    Tap.START,
    Tap.BUMP,
    Tap.BUMP,
    Tap.BUMP,
    Tap.RECALL,
    Tap.RECALL,
    Tap.HAND_OVER,
    Tap.CANCEL,
    Tap.REOPEN,
    Tap.RUSH,
)


class Violation(AssertionError):
    """An invariant that does not hold."""


class MachineClock:
    """The clock of a process' machine: the virtual time, and how far it is off."""

    def __init__(self) -> None:
        self.off = timedelta()

    def now(self) -> datetime:
        return EVENING + timedelta(seconds=asyncio.get_running_loop().time()) + self.off


class Evening:
    """The restaurant of one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.ledger, self.lease = Ledger(self.chance), Lease()
        self.clocks = [MachineClock() for _ in range(PROCESSES)]
        self.processes: list[SimulatedProcess | None] = [None] * PROCESSES
        self.phones: list[tuple[str, NoticeKind]] = []
        self.answered: list[Order] = []
        self.violations: list[Violation] = []
        self._numbers = itertools.count(1)

    async def play(self) -> None:
        for place in range(PROCESSES):
            self._start(place)
        await asyncio.sleep(1)
        await asyncio.gather(self._serve(), self._serve(), self._disturb())
        self._repair()
        await asyncio.sleep(QUIET_SECONDS)
        for violation in self.violations:
            raise violation
        self._judge_the_end()
        for process in filter(None, self.processes):
            process.kill()

    def _start(self, place: int) -> None:
        clock = self.clocks[place]
        self.processes[place] = SimulatedProcess(self.ledger, self.lease, clock, self.phones, self._judge_what_is_shown)

    # A tablet, and now and then a till: it speaks to whichever process its line leads to.
    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        while loop.time() < EVENING_SECONDS:
            await asyncio.sleep(self.chance.expovariate(0.35))
            process = self.chance.choice(self.processes)
            if process is None:
                continue
            with suppress(KitchenError, asyncio.CancelledError):
                if len(self.ledger.orders) < MAX_ORDERS and self.chance.random() < 0.5:
                    order, _ = await process.kitchen.place(
                        draft(external_ref=f"pos-{self.chance.randrange(MAX_ORDERS)}")
                    )
                    self.ledger.notices.follow(self.ledger.orders[order.id], process.clock.now())
                elif self.chance.random() < BUSY_SHARE:
                    extra = timedelta(minutes=self.chance.choice((0, 5, 10)))
                    await process.kitchen.be_busy(extra, timedelta(hours=1))
                else:
                    await self._tap(process)

    async def _tap(self, process: SimulatedProcess) -> None:
        if not (known := sorted(process.board.orders(), key=lambda order: order.pickup_code)):
            return
        order, number = self.chance.choice(known), next(self._numbers)
        seen = self.chance.choice((None, order.version))
        command = TapCommand(self.chance.choice(TAPS), order.id, seen_version=seen, tap_id=f"tap-{number}")
        self.answered.append(await process.kitchen.tap(command))

    async def _disturb(self) -> None:
        for _ in range(self.chance.randrange(5)):
            await asyncio.sleep(self.chance.uniform(2, EVENING_SECONDS / 4))
            place = self.chance.randrange(PROCESSES)
            process = self.processes[place]
            match self.chance.choice(("kill", "cut", "clock", "leader")):
                case "kill" if process:
                    process.kill()
                    self.processes[place] = None
                case "leader" if self.lease.holder in self.processes and self.lease.holder:
                    place = self.processes.index(self.lease.holder)
                    self.lease.holder.kill()
                    self.processes[place] = None
                case "cut" if process:
                    process.cut()
                    await asyncio.sleep(self.chance.uniform(0.1, 12))
                    process.mend()
                case "clock":
                    self.clocks[place].off = timedelta(seconds=self.chance.choice((-20, -1, 0, 1, 20)))
            await asyncio.sleep(self.chance.uniform(0, 5))
            if self.processes[place] is None:
                self._start(place)

    def _repair(self) -> None:
        for place, process in enumerate(self.processes):
            if process is None:
                self._start(place)
            elif process.line.is_cut:
                process.mend()

    def _judge_what_is_shown(self, order: Order, before: Order | None) -> None:
        committed = self.ledger.history.get((order.id, order.version, order.looks))
        if committed is None or committed.events != order.events:
            self.violations.append(Violation(f"version {order.version} is shown and was never committed"))
        if before and (before.version, before.looks) > (order.version, order.looks):
            said = f"look {before.looks} of version {before.version} is overwritten by an older one"
            self.violations.append(Violation(said))

    def _judge_the_end(self) -> None:
        for answered in self.answered:
            kept = self.ledger.orders[answered.id]
            if kept.events[: len(answered.events)] != answered.events:
                raise Violation(f"an acknowledged tap is lost: version {answered.version}")
        for order in self.ledger.orders.values():
            self._judge_watchers(order)
            self._judge_phone(order)

    def _judge_watchers(self, order: Order) -> None:
        for place, process in enumerate(self.processes):
            live = process.board.watch(order.id) if process else None
            if live is None or (live.order.version, live.order.looks) != (order.version, order.looks):
                raise Violation(f"process {place} shows another state than the database")
            if (live.order.estimate and live.order.estimate.likely) != (order.estimate and order.estimate.likely):
                raise Violation(f"process {place} shows another time than the database")

    def _judge_phone(self, order: Order) -> None:
        if order.id not in self.ledger.notices.told:
            return  # its sender never heard that it was taken, so that no phone could follow it
        got = [kind for order_id, kind in self.phones if order_id == order.id and kind not in FORESEEN]
        said = got[-1] if got else None
        if order.stage is Stage.READY and said is not NoticeKind.READY:
            raise Violation("the phone of a ready order was not told")
        if order.stage in UNREADY and said in {NoticeKind.READY, NoticeKind.CANCELLED}:
            raise Violation(f"the phone was told {said}, and never that it was taken back")


def play(seed: int) -> None:
    """Play the evening of a seed; raises Violation."""
    logging.disable(logging.CRITICAL)
    drawn = random.Random(-1 - seed)
    before = secrets.token_hex, secrets.token_urlsafe, intake.pickup_code, random.uniform
    secrets.token_hex = lambda size=8: drawn.randbytes(size).hex()
    secrets.token_urlsafe = lambda size=16: drawn.randbytes(size).hex()
    intake.pickup_code = lambda taken: next(
        code for code in iter(lambda: f"A{drawn.randrange(100)}", "") if code not in taken
    )
    random.uniform = drawn.uniform
    loop = VirtualLoop()
    loop.set_exception_handler(lambda *_: None)  # what was killed leaves tasks behind
    try:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(Evening(seed).play())
    finally:
        secrets.token_hex, secrets.token_urlsafe, intake.pickup_code, random.uniform = before
        logging.disable(logging.NOTSET)
