"""Estimate keeper: after each change it re-estimates the affected orders, outside the tap's transaction."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from domain.day_keeper import is_left_over
from domain.errors import NotSaved
from domain.estimation import Busy, Estimator
from domain.estimation.display import is_news
from domain.findings import Finding, compare, hide_past_times
from domain.slices import STEPS_A_SLICE, Slices
from domain.stages import UNFINISHED
from domain.updates import LINK_LIFE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from domain.command_queue import CommandQueue
    from domain.estimation import Estimate
    from domain.estimation.observation import Observation
    from domain.leadership import Leadership
    from domain.order import Order
    from domain.ports import Clock, OrderStore, PushGateway, UnitOfWork
    from domain.working_set import WorkingSet

_LEARNT, _BUSY = "learnt", "busy"

# In a rush the looks are this far apart.
MIN_PAUSE_SECONDS = 0.25
# A change's own guest is told first, which takes a few turns of the event loop.
HEAD_START_SECONDS = 0.02
# Orders written and shown in one turn of the kitchen, which a tap may wait for; each takes 0.3 ms a guest to show.
ORDERS_A_TURN = 8


class EstimateKeeper:
    """Keeps the estimates of the open orders, in transactions of its own. All times are UTC."""

    def __init__(  # noqa: PLR0913, PLR0917  its ports, and what it shares with the kitchen
        self,
        store: OrderStore,
        orders: WorkingSet,
        queue: CommandQueue,
        clock: Clock,
        gateway: PushGateway,
        estimator: Estimator,
        leadership: Leadership,
        day_begins: Callable[[], datetime],
    ) -> None:
        self._store, self._orders, self._queue, self._clock, self._gateway = store, orders, queue, clock, gateway
        self._estimator, self._leadership, self._day_begins = estimator, leadership, day_begins
        self._written: dict[str, Observation | None] = {}
        self._changed, self._stations = asyncio.Event(), set[str]()
        self._look_lock, self._slices = asyncio.Lock(), Slices(queue)

    async def open(self) -> None:
        """Remember what was learned, how busy the kitchen said it is, and what was shown of the orders.

        One that is not cooked any more may come back: its guest is not told twice that it is late.
        """
        await self.read_notes()
        kept = await self._store.read_observations(since=self._clock.now() - LINK_LIFE)
        for order in self._orders:
            observation = kept.get(order.id)
            if observation and order.stage in UNFINISHED:
                self._estimator.restore_observation(order.id, observation)
                self._written[order.id] = self._estimator.observation_of(order.id)
            elif observation:
                self._estimator.restore_promise(order.id, observation)

    async def read_notes(self) -> None:
        """Read what was learned, and how busy the kitchen says it is."""
        self._estimator.adopt(await self._store.read_note(_LEARNT))
        self._orders.show_busy(Busy.from_json(await self._store.read_note(_BUSY)))

    def quote(self, order: Order, *, is_kept: bool = True) -> Estimate:
        """Return the estimate of an order that comes onto the rail; its cost does not depend on the queue."""
        return self._estimator.quote(order, self._orders.menu, self._clock.now(), self._orders.busy, is_kept=is_kept)

    def cooking_time(self, order: Order) -> timedelta:
        """Return how long an order takes at most when the stations are free for it."""
        return self._estimator.cooking_time(order, self._orders.menu, self._clock.now(), self._orders.busy)

    def wake(self, *changed: Order) -> None:
        """Have `run` look at what these orders' change can have moved: orders with work at their stations."""
        self._stations.update(item.station for order in changed for item in order.items)
        self._changed.set()

    async def run(self) -> None:
        """Look after every change, until this is cancelled."""
        while True:
            await self._changed.wait()
            await asyncio.sleep(HEAD_START_SECONDS)
            stations = self._take_stations()
            with suppress(NotSaved):  # the store has logged it, and the next look tries again
                await self.look(stations)
            await asyncio.sleep(MIN_PAUSE_SECONDS)

    async def look(self, stations: AbstractSet[str] | None = None) -> None:
        """Re-estimate the open orders with work at these stations (None: all); record and show what is new.

        What was left over from an earlier day is in nobody's way: no other waits for it. It keeps its estimate, with
        words for a time that has passed. Taps go on meanwhile. An order that they change is left to the look that they
        cause. Where another process leads, nothing is recorded: quotes follow this look, and what is shown follows the
        clock. Raises NotSaved.
        """
        async with self._look_lock:
            if stations is None:
                self._take_stations()  # a look at all of them is one at these too
            looked = self._find_open(left_over=False)
            self._orders.end_busy(self._clock.now())
            menu, now, busy = self._orders.menu, self._clock.now(), self._orders.busy
            look = self._estimator.look(looked.values(), menu, now, busy, stations)
            await self._slices.run(look)
            plan = self._estimator.plan_starts(looked.values(), menu, now)
            await self._slices.run(plan)
            self._orders.show_starts(plan.starts)
            if not self._leadership.is_held:
                self._move_on(looked.values(), now)
                return
            hidden = hide_past_times(self._find_open(left_over=True).values(), self._estimator, now)
            found = chain(hidden, compare(looked, look, self._estimator, self._written))
            while slice_ := list(islice(found, STEPS_A_SLICE)):
                await self._record_in_turns([one for one in slice_ if one is not None])
                await self._slices.give_way()

    def is_foretold(self, order_id: str) -> bool:
        """Whether the guest of an order is told before its promise passes that it will be missed."""
        return (observation := self._estimator.observation_of(order_id)) is not None and observation.is_foretold

    def _find_open(self, *, left_over: bool) -> dict[str, Order]:
        began = self._day_begins()
        return {id_: order for id_, order in self._orders.open.items() if is_left_over(order, began) is left_over}

    async def _record_in_turns(self, found: Sequence[Finding]) -> None:
        for first in range(0, len(found), ORDERS_A_TURN):
            await self._queue.run(partial(self._record, found[first : first + ORDERS_A_TURN]))
            await self._slices.give_way()

    def _take_stations(self) -> AbstractSet[str]:
        stations, self._stations = self._stations, set()
        self._changed.clear()
        return stations

    async def learn(self) -> None:
        """Learn from the orders that have become ready, and look again if there were any."""
        has_learned = self._estimator.learn(self._orders, self._orders.menu, self._clock.now())
        if has_learned and self._leadership.is_held:
            self._written = {id_: one for id_, one in self._written.items() if self._estimator.observation_of(id_)}
            await self._record_note(_LEARNT, self._estimator.to_json())

    async def unlearn(self) -> None:
        """Forget what was learned, and look again."""
        self._estimator.reset()
        await self._record_note(_LEARNT, self._estimator.to_json())

    async def be_busy(self, extra: timedelta, span: timedelta) -> None:
        """Add to every estimate for a span from now, and look again; no extra ends it."""
        busy = Busy(extra.total_seconds() / 60, self._clock.now() + span) if extra else None
        await self._record_note(_BUSY, busy and busy.to_json())

    async def _record_note(self, name: str, value: object) -> None:
        await self._queue.run(partial(self._write_note, name, value))
        await self.look()

    async def _write_note(self, name: str, value: object) -> None:
        async with self._store.transaction() as work:
            await work.write_note(name, value)
        if name == _BUSY:
            self._orders.show_busy(Busy.from_json(value))

    def _move_on(self, looked: Iterable[Order], now: datetime) -> None:
        for order in looked:
            if order.estimate is None or self._orders.get(order.id) is not order:
                continue
            moved = replace(order.estimate, updated_at=now)
            if order.stage in UNFINISHED and is_news(order.estimate, moved):
                self._orders.show(order.estimated(moved))

    # Nobody sees what is not committed: there is no `await` between the commit and the showing.
    async def _record(self, found: Iterable[Finding]) -> None:
        current = [one for one in found if self._orders.open.get(one.before.id) is one.before]
        if written := [one for one in current if one.is_written]:
            async with self._store.transaction() as work:
                states = await work.lock([one.before.id for one in written])
                current = [one for one in current if not one.is_written or one.is_current(states)]
                if still_written := [one for one in current if one.is_written]:
                    await self._write(work, still_written)
        for one in current:
            if one.after is not one.before:
                self._orders.show(one.after)
        if any(one.notices for one in current):
            self._gateway.wake()

    async def _write(self, work: UnitOfWork, found: Sequence[Finding]) -> None:
        await work.write_estimates((one.after, one.observation and one.observation.to_json()) for one in found)
        for one in found:
            if one.notices:
                await work.enqueue_notices(one.after, one.notices)
            self._written[one.before.id] = one.observation
