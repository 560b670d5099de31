"""The simulated kitchen with cooks who follow "start next", beside the same evenings with cooks who do not.

python -m tests.benchmarks.paced_kitchen [SEEDS]

Orders, true dish times and forgotten taps are the same in both, drawn by order and item. Minutes stood: from a dish's
end to the end of its order's last one; spread: from the first dish's end to the last one's.
"""

from __future__ import annotations

import math
import random
import sys
from statistics import fmean
from typing import TYPE_CHECKING, Any, NamedTuple

from domain.estimation import Starts
from tests.benchmarks import simulated_kitchen as kitchen
from tests.support.world import pending

if TYPE_CHECKING:
    from collections.abc import Generator

    from domain.item import Item

    Steps = Generator[Any, Any, None]

LOOK_SECONDS = 30
# Bounds that fail the run, for cooks who follow against cooks who do not.
MAX_STAND_RATIO, MAX_READY_RATIO = 0.6, 1.02


class Figures(NamedTuple):
    """Means in minutes: stood and spread of orders with several dishes, ready time and error of all."""

    stood: float
    spread: float
    ready: float
    error: float


class PacedService(kitchen.Service):
    """Evenings of a kitchen whose cooks look at the rail every 30 s, and follow it or not."""

    def __init__(self, seed: int, *, follow: bool) -> None:
        super().__init__(seed, taps=True)
        self.seed, self.follow = seed, follow
        self.ends: dict[str, list[float]] = {}
        self.opened: dict[str, Any] = {}
        self.planned: tuple[float, Starts] = (-1.0, Starts())

    def luck(self, order_id: str, item: Item) -> random.Random:
        return random.Random(f"{self.seed}-{order_id}-{item.id}")

    def waits(self, order_id: str, item: Item) -> bool:
        """Whether the rail says to start this dish later."""
        if self.planned[0] != self.world.now:
            plan = self.estimator.plan_starts(self.board.values(), self.menu, self.now)
            for _ in plan:
                pass
            self.planned = self.world.now, plan.starts
        return (order_id, item.id) in self.planned[1].later

    def ticket(self) -> Steps:
        """Take an order, cook its dishes, and say that it is ready."""
        order = self.draw_order()
        self.board[order.id] = order
        self.guests[order.id] = kitchen.Guest(order, max(item.prep_minutes for item in order.items))
        luck = random.Random(f"{self.seed}-{order.id}")
        rank = 0 if luck.random() < kitchen.RUSHED_SHARE else 1
        if rank == 0:
            self.board[order.id] = order.rush(self.now).order
        self.show()
        yield self.world.all_of([self.world.process(self.cook(order.id, item, rank)) for item in order.items])
        yield self.world.timeout(luck.uniform(20, 90))
        self.guests[order.id].ready = self.minutes_since(order.placed_at)
        if luck.random() < kitchen.FORGOTTEN_TICKET_SHARE:
            yield self.world.timeout(luck.uniform(1200, 3600))
        self.board[order.id] = self.board[order.id].bump(self.now).order
        self.show()

    def cook(self, order_id: str, item: Item, rank: int) -> Steps:
        while self.follow and self.waits(order_id, item):
            opened = self.opened.setdefault(item.name, self.world.event())
            until = (math.floor(self.world.now / LOOK_SECONDS) + 1) * LOOK_SECONDS
            yield self.world.any_of([self.world.timeout(max(1.0, until - self.world.now)), opened])
        luck = self.luck(order_id, item)
        if pan := self.pans.get(item.name):
            yield pan
        else:
            self.pans[item.name] = done = self.world.event()
            if opened := self.opened.pop(item.name, None):
                opened.succeed()
            yield from self.fry(order_id, item, rank)
            done.succeed()
        self.ends.setdefault(order_id, []).append(self.world.now)
        if luck.random() > kitchen.FORGOTTEN_ITEM_SHARE and len(pending(self.board[order_id])) > 1:
            self.board[order_id] = self.board[order_id].bump(self.now, item.id).order
            self.show()

    def fry(self, order_id: str, item: Item, rank: int) -> Steps:
        # Tickets are worked off in their order, whenever a cook comes to them.
        luck, place = self.luck(order_id, item), rank * 1_000_000 + int(order_id)
        takes = item.prep_minutes * 60 * self.truth[item.name] * math.exp(luck.gauss(0, 0.25))
        with self.slots[item.station].request(place) as slot:
            yield slot
            with self.cooks.request(place) as cook:
                yield cook
                hurry = 1 - kitchen.HURRY_SHARE * (len(self.cooks.queue) > 3)
                del self.pans[item.name]
                if luck.random() > kitchen.FORGOTTEN_START_SHARE:
                    self.board[order_id] = self.board[order_id].start(self.now, item.id).order
                    self.show()
                yield self.world.timeout(takes * 0.4 * hurry)
            yield self.world.timeout(takes * 0.6)


def measure(seed: int, *, follow: bool) -> Figures:
    """Simulate the evenings of one kitchen."""
    service = PacedService(seed, follow=follow)
    guests = service.run()
    several = [ends for g in guests if len(ends := service.ends[g.order.id]) > 1]
    return Figures(
        stood=fmean(fmean(max(ends) - end for end in ends) / 60 for ends in several),
        spread=fmean((max(ends) - min(ends)) / 60 for ends in several),
        ready=fmean(g.ready for g in guests),
        error=fmean(abs(g.first - g.ready) for g in guests),
    )


def main(seeds: int) -> bool:
    """Print a line for each kind of cooks; return whether the figures are within their bounds."""
    print("cooks            stood  spread  ready  error of the first estimate, minutes")
    means = {}
    for follow in (False, True):
        every = [measure(seed, follow=follow) for seed in range(seeds)]
        means[follow] = Figures(*(fmean(column) for column in zip(*every, strict=True)))
        print(f"{'follow' if follow else 'do not':15} " + " ".join(f"{one:6.2f}" for one in means[follow]), flush=True)
    stood, ready = means[True].stood / means[False].stood, means[True].ready / means[False].ready
    print(f"stood {stood - 1:+.1%}, spread {means[True].spread / means[False].spread - 1:+.1%}, ready {ready - 1:+.1%}")
    return stood <= MAX_STAND_RATIO and ready <= MAX_READY_RATIO


if __name__ == "__main__":
    kitchen.EVENINGS = 2
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else len(kitchen.SEEDS)))
