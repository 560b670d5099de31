"""Report files: the tables of the reports as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from domain.reports import by_hour, by_item
from pages.components.csv_cells import escape_formula

if TYPE_CHECKING:
    from datetime import datetime

    from domain.reports import CompletedOrder, Line
    from pages.i18n import Translator

ReportTable = Literal["promises", "dishes", "stations", "hours"]


def report_file(table: ReportTable, finished: Sequence[CompletedOrder], t: Translator) -> str:
    """Write a table as CSV, times in the restaurant's zone (ISO 8601)."""
    rows = _promises(finished, t) if table == "promises" else _lines(minutes_by(table, finished, t))
    sheet = io.StringIO()
    sheet.write("\ufeff")  # with its mark, spreadsheets read the file as what it is: UTF-8
    csv.writer(sheet, quoting=csv.QUOTE_ALL).writerows(rows)
    return sheet.getvalue()


def minutes_by(table: ReportTable, finished: Sequence[CompletedOrder], t: Translator) -> list[Line]:
    """Return the minutes of a table, by what it is named for."""
    if table == "hours":
        return by_hour(finished, lambda at: at.astimezone(t.zone).hour)
    return by_item(finished, lambda item: item.name if table == "dishes" else item.station)


def _promises(finished: Sequence[CompletedOrder], t: Translator) -> Iterable[Sequence[object]]:
    yield ("code", "placed_at", "promised_for", "first_range_from", "first_range_to", "ready_at", "minutes", "late_by")
    for one in finished:
        order = one.order
        times = (order.placed_at, order.quoted_for, one.shown_from, one.shown_to, one.ready_at)
        yield (order.pickup_code, *(_local(at, t) for at in times), f"{one.minutes:.1f}", f"{one.minutes_late:.1f}")


def _lines(lines: list[Line]) -> Iterable[Sequence[object]]:
    yield ("name", "count", "typical_minutes", "slow_minutes")
    for line in lines:
        yield (escape_formula(line.name), line.count, f"{line.typical:.1f}", f"{line.slow:.1f}")


def _local(at: datetime | None, t: Translator) -> str:
    return at.astimezone(t.zone).isoformat(timespec="seconds") if at else ""
