"""One real evening of a takeaway's order book, as the till would send it."""

from __future__ import annotations

import csv
import gzip
import zlib
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MOST_ITEMS, _MOST_PORTIONS = 100, 99


@dataclass(frozen=True)
class Placement:
    """One order: `share` of the evening that has passed when it comes in, and what the till sends."""

    share: float
    body: dict[str, Any]


def evening_of(book: Path, day: str, stations: Sequence[str] = ()) -> list[Placement]:
    """Read the orders of a day (like 2018-04-29) from a gzipped CSV, in the order of their coming.

    Each dish is always cooked at the same one of these stations.
    """
    with gzip.open(book, "rt", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["placed_at"].startswith(day)]
    rows.sort(key=lambda row: (row["placed_at"], int(row["order_number"])))
    orders = [(number, list(lines)) for number, lines in groupby(rows, key=lambda row: row["order_number"])]
    if not orders:
        raise SystemExit(f"There is no order on {day} in {book.name}.")
    times = [datetime.fromisoformat(lines[0]["placed_at"]) for _, lines in orders]
    span = (times[-1] - times[0]).total_seconds() or 1.0
    return [
        Placement((at - times[0]).total_seconds() / span, _sent(day, number, lines, stations))
        for at, (number, lines) in zip(times, orders, strict=True)
    ]


def _sent(day: str, number: str, lines: list[dict[str, str]], stations: Sequence[str]) -> dict[str, Any]:
    items = [{"name": row["item_name"], "quantity": min(_MOST_PORTIONS, int(row["quantity"]))} for row in lines]
    for item in items if stations else ():
        item["station"] = stations[zlib.crc32(item["name"].encode()) % len(stations)]
    return {"external_ref": f"{day}-{number}", "items": items[:_MOST_ITEMS]}
