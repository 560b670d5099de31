"""Cost of the estimator: microseconds an open order and look when little changes, and microseconds a quote.

python -m tests.benchmarks.estimator_speed

Times are CPU times of this process: the fastest of the rounds, and their median in brackets. Bounds that fail the run:
30 us an order and look, 300 us a quote, and a quote that grows with the queue.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from statistics import median
from time import process_time_ns

from domain.estimation import Estimator
from domain.item import Item
from domain.menu import Dish, Menu, Station
from domain.order import Order

SIZES = (50, 500, 2000)
ROUNDS = 15
QUOTES_A_ROUND = 20
LOOK_SECONDS = 2
MAX_LOOK_US, MAX_QUOTE_US = 30, 300
# A quote at 2,000 open orders costs this many times one at 50 at most.
MAX_QUOTE_GROWTH = 2.0
FIRST = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
DISHES = tuple(Dish(name=f"Dish {n}", station=f"station {n % 6}", minutes=3 + n % 15) for n in range(40))
MENU = Menu(DISHES, tuple(Station(f"station {n}", 4) for n in range(6)))


class Board:
    """Open orders of one to four items, a third of them started, all of them shown."""

    def __init__(self, size: int) -> None:
        self.chance, self.now, self.estimator = random.Random(4), FIRST, Estimator()
        self.placed = 0
        self.orders = [self.draw_order() for _ in range(size)]
        for place, order in enumerate(self.orders):
            if place % 3 == 0:
                self.orders[place] = order.start(self.now).order
        self.show()

    def draw_order(self) -> Order:
        self.placed += 1
        dishes = self.chance.sample(DISHES, self.chance.randint(1, 4))
        items = tuple(
            Item(id=str(k), name=dish.name, station=dish.station, prep_minutes=dish.minutes)
            for k, dish in enumerate(dishes)
        )
        at = self.now
        return Order(id=f"{self.placed:06}", token="", pickup_code="", items=items, placed_at=at, quoted_for=at)

    def show(self) -> int:
        """Look once and show the news; return the nanoseconds of the look."""
        begun = process_time_ns()
        look = self.estimator.look(self.orders, MENU, self.now)
        for _ in look:
            pass
        took = process_time_ns() - begun
        self.orders = [o.estimated(look.news[o.id]) if o.id in look.news else o for o in self.orders]
        return took

    def look(self) -> float:
        """Return the microseconds an order of one look."""
        self.now += timedelta(seconds=LOOK_SECONDS)
        return self.show() / 1000 / len(self.orders)

    def quote(self) -> float:
        """Return the microseconds a quote; each new order is behind the one before."""
        drafts = [self.draw_order() for _ in range(QUOTES_A_ROUND)]
        begun = process_time_ns()
        for draft in drafts:
            self.estimator.quote(draft, MENU, self.now)
        took = process_time_ns() - begun
        self.show()
        return took / 1000 / QUOTES_A_ROUND


def measure(size: int) -> tuple[float, float]:
    """Print a line for this many open orders; return the fastest look and quote."""
    board = Board(size)
    looks = [board.look() for _ in range(ROUNDS)]
    quotes = [board.quote() for _ in range(ROUNDS)]
    print(f"{size:5} {min(looks):14.1f} ({median(looks):5.1f}) {min(quotes):14.1f} ({median(quotes):5.1f})")
    return min(looks), min(quotes)


def main() -> bool:
    """Print the table; return whether all figures are within their bounds."""
    print(" open   us/order/look (median)       us/quote (median)")
    looks, quotes = zip(*(measure(size) for size in SIZES), strict=True)
    return max(looks) <= MAX_LOOK_US and max(quotes) <= MAX_QUOTE_US and quotes[-1] <= MAX_QUOTE_GROWTH * quotes[0]


if __name__ == "__main__":
    sys.exit(not main())
