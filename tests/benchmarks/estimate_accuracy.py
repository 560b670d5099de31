"""Accuracy on real orders: replays them through the estimator, which knows only what had happened at each moment.

Bounds (must, stretch): mean absolute error against constant 15 -14 %, -18 %; against the running median -3 %, -7 %;
range held 77-84 %, of the first five orders 75 % or more, mean width up to 24 min; at 15 min -8 %, -15 % against the
frozen estimate; under 60 s. PATH is a CSV file with restaurant_id, acknowledged_at, ready_at, number_of_items
(domain/estimation/README.md, "Data").

python -m tests.benchmarks.estimate_accuracy --orders PATH [--predictions OUT.csv]
"""

from __future__ import annotations

import argparse
import csv
import gzip
import math
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING, TextIO

from domain.estimation import Estimate, Estimator
from domain.events import Event, EventKind
from domain.item import Item
from domain.menu import Menu
from domain.order import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

AGES_SECONDS = (600, 900, 1200)
CONFIGURED_MINUTES = 15.0
MIN_MATURE_ORDERS, MAX_YOUNG_ORDERS = 20, 5
MENU = Menu()


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the file; `taken` is the kitchen's acknowledgement as it is written there."""

    restaurant: str
    taken: str
    placed_at: datetime
    ready_at: datetime
    items: int

    @property
    def minutes(self) -> float:
        return (self.ready_at - self.placed_at).total_seconds() / 60


@dataclass(slots=True)
class Verdict:
    """The predictions for one order: quantiles in minutes by age in seconds, and those of the baselines."""

    record: Record
    earlier: int
    baselines: dict[str, float]
    said: dict[int, tuple[float, float, float]] = field(default_factory=dict)


def main() -> None:
    """Replay, print the table, write the predictions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--orders", type=Path, required=True)
    parser.add_argument("--predictions", type=Path)
    asked = parser.parse_args()
    records = list(read(asked.orders))
    begun = time.process_time()
    verdicts = replay_all(records)
    print(f"{len(records)} orders in {time.process_time() - begun:.1f} s of one core")
    print_table(verdicts)
    if asked.predictions:
        with asked.predictions.open("w", newline="") as out:
            write(verdicts, out)


def read(path: Path) -> Iterator[Record]:
    with gzip.open(path, "rt", newline="") if path.suffix == ".gz" else path.open(newline="") as lines:
        for line in csv.DictReader(lines):
            placed, ready = (datetime.fromisoformat(line[c]).astimezone(UTC) for c in ("acknowledged_at", "ready_at"))
            items = int(line["number_of_items"])
            yield Record(line["restaurant_id"], line["acknowledged_at"], placed, max(placed, ready), max(1, items))


def replay_all(records: Iterable[Record]) -> list[Verdict]:
    by_restaurant: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_restaurant[record.restaurant].append(record)
    return [verdict for own in by_restaurant.values() for verdict in Replay(own).run()]


class Replay:
    """One restaurant, from its first order to its last."""

    def __init__(self, records: list[Record]) -> None:
        self.records = sorted(records, key=lambda record: record.placed_at)
        self.estimator = Estimator()
        self.open: dict[str, Order] = {}
        self.ready: dict[str, Order] = {}
        self.verdicts: dict[str, Verdict] = {}
        self.baselines = Baselines()

    def run(self) -> list[Verdict]:
        for at, step, order_id in sorted(self._steps()):
            record = self.records[int(order_id)]
            if step == "0 ready":
                self._finish(order_id, record)
            elif step == "1 settled":
                self._learn(order_id, at)
            elif step == "3 placed":
                self._place(order_id, record)
            elif order_id in self.open:
                self._look(order_id, record, at)
        return list(self.verdicts.values())

    def _steps(self) -> Iterator[tuple[datetime, str, str]]:
        """All events. An order counts as ready a microsecond after its placing at the earliest."""
        for place, record in enumerate(self.records):
            ready_at = max(record.ready_at, record.placed_at + timedelta(microseconds=1))
            yield ready_at, "0 ready", str(place)
            yield ready_at + timedelta(minutes=1), "1 settled", str(place)
            yield record.placed_at, "3 placed", str(place)
            for age in AGES_SECONDS:
                yield record.placed_at + timedelta(seconds=age), "2 look", str(place)

    def _place(self, order_id: str, record: Record) -> None:
        self.open[order_id] = order_of(order_id, record)
        self.verdicts[order_id] = Verdict(record, self.baselines.finished, self.baselines.predict())
        self._look(order_id, record, record.placed_at)

    def _look(self, order_id: str, record: Record, at: datetime) -> None:
        estimate = self.estimator.predict(self.open.values(), MENU, at)[order_id]
        age = round((at - record.placed_at).total_seconds())
        self.verdicts[order_id].said[age] = quantiles(estimate, record)

    def _finish(self, order_id: str, record: Record) -> None:
        self.ready[order_id] = self.open.pop(order_id).bump(record.ready_at).order
        self.baselines.learn(record)

    def _learn(self, order_id: str, at: datetime) -> None:
        self.estimator.learn([*self.open.values(), *self.ready.values()], MENU, at)
        del self.ready[order_id]


class Baselines:
    """Baselines: always 15, the median of the last 200, and an exponentially weighted mean (of logs, 5 % an order)."""

    def __init__(self) -> None:
        self.last: deque[float] = deque(maxlen=200)
        self.average = math.log(CONFIGURED_MINUTES)
        self.finished = 0

    def predict(self) -> dict[str, float]:
        running = median(self.last) if self.last else CONFIGURED_MINUTES
        return {"constant 15": CONFIGURED_MINUTES, "running median": running, "EWMA": math.exp(self.average)}

    def learn(self, record: Record) -> None:
        self.last.append(record.minutes)
        self.finished += 1
        if record.minutes >= 1:
            self.average += 0.05 * (math.log(min(record.minutes, 90.0)) - self.average)


def order_of(order_id: str, record: Record) -> Order:
    items = tuple(Item(id=str(k), name="dish", prep_minutes=CONFIGURED_MINUTES) for k in range(record.items))
    at = record.placed_at
    placed = Event(kind=EventKind.PLACED, at=at, version=1)
    return Order(id=order_id, token="", pickup_code="", items=items, placed_at=at, quoted_for=at, events=(placed,))


def quantiles(estimate: Estimate, record: Record) -> tuple[float, float, float]:
    times = (estimate.earliest, estimate.likely, estimate.latest)
    earliest, likely, latest = ((time - record.placed_at).total_seconds() / 60 for time in times)
    return earliest, likely, latest


def print_table(verdicts: list[Verdict]) -> None:
    scored = [v for v in verdicts if 1 <= v.record.minutes <= 90]
    mature = [v for v in scored if v.earlier >= MIN_MATURE_ORDERS]
    young = [v for v in scored if v.earlier < MAX_YOUNG_ORDERS]
    if not mature:
        print("no restaurant has 20 finished orders")
        return
    own = error(mature, lambda v: v.said[0][1])
    print(f"orders of 1-90 min after at least {MIN_MATURE_ORDERS} finished ones: {len(mature)}")
    print(f"mean absolute error {own:.3f} min, median {median(abs(miss(v, v.said[0][1])) for v in mature):.2f}")
    for name in mature[0].baselines:
        other = error(mature, lambda v, name=name: v.baselines[name])
        print(f"  against {name:15} {other:6.3f}  {100 * (own / other - 1):+6.1f} %")
    for name, some in (("mature", mature), ("first five", young)):
        held = fmean(v.said[0][0] <= v.record.minutes <= v.said[0][2] for v in some)
        width = fmean(v.said[0][2] - v.said[0][0] for v in some)
        print(f"80 % range, {name:10}: held {100 * held:.1f} %, mean width {width:.1f} min ({len(some)} orders)")
    for age in AGES_SECONDS:
        print_age(age, [v for v in mature if age in v.said])


def print_age(age: int, some: list[Verdict]) -> None:
    """Compare with the first estimate, frozen: as it was, and moved up to the age where that has passed already."""
    if not some:
        return
    live = error(some, lambda v: v.said[age][1])
    frozen = error(some, lambda v: v.said[0][1])
    raised = error(some, lambda v: max(age / 60, v.said[0][1]))
    print(
        f"at {age // 60} min ({len(some)} open): {live:.2f} min;"
        f" frozen {frozen:.2f} ({100 * (live / frozen - 1):+.1f} %),"
        f" frozen but not past {raised:.2f} ({100 * (live / raised - 1):+.1f} %)"
    )


def error(some: list[Verdict], said: Callable[[Verdict], float]) -> float:
    return fmean(abs(miss(v, said(v))) for v in some)


def miss(verdict: Verdict, said: float) -> float:
    return said - verdict.record.minutes


def write(verdicts: list[Verdict], out: TextIO) -> None:
    rows = csv.writer(out)
    rows.writerow(["restaurant_id", "acknowledged_at", "age_seconds", "earliest_s", "likely_s", "latest_s"])
    for verdict in verdicts:
        for age, minutes in sorted(verdict.said.items()):
            seconds = (f"{60 * one:.1f}" for one in minutes)
            rows.writerow([verdict.record.restaurant, verdict.record.taken, age, *seconds])


if __name__ == "__main__":
    main()
