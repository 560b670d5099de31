"""The owner's reports: promised against actual, and where the minutes go. Plain pages and CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from domain.reports import CompletedOrder, Line, by_hour, by_item, promise_stats
from pages import report_view as view
from pages.dressing import Dressing, plain_page
from pages.menu_csv import harmless
from pages.staff_bar import bar

if TYPE_CHECKING:
    from datetime import datetime

    from pages.access import Access
    from pages.house import House
    from pages.text import Words

Days = Annotated[int, Query(ge=1, le=366)]
Table = Literal["promises", "dishes", "stations", "hours"]
_SPANS = (1, 7, 30)


def report_pages(house: House, access: Access) -> APIRouter:
    """Return the routes of the reports."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(access.staff)])

    async def past(days: int) -> list[CompletedOrder]:
        return await house.records.finished(house.now() - timedelta(days=days))

    @router.get("/reports")
    async def reports(request: Request, days: Days = 7) -> Response:
        words = house.words_for(request)
        html = Markup('<header class="bar">{}</header><main class="reports"><h1>{}</h1>{}{}</main>').format(
            bar("/reports", words, is_live=False),
            words("Reports"),
            _spans(days, words),
            _body(await past(days), days, words),
        )
        dressing = Dressing(words=words, now=house.now(), first_html=html, is_live=False)
        return plain_page(request, dressing, f"{words('Reports')} · {house.name}")

    @router.get("/reports/{table}.csv")
    async def download(table: Table, request: Request, days: Days = 7) -> Response:
        words, finished = house.words_for(request), await past(days)
        rows = _promises(finished) if table == "promises" else _lines(_by(table, finished, words))
        headers = {"Content-Disposition": f'attachment; filename="orderbell-{table}.csv"', "Cache-Control": "no-store"}
        return Response(_written(rows), media_type="text/csv; charset=utf-8", headers=headers)

    return router


def _body(finished: list[CompletedOrder], days: int, words: Words) -> Markup:
    if not finished:
        return view.nothing(words)
    word = promise_stats(finished)
    return Markup("").join(
        (
            view.summary(word, words),
            view.lateness(word, days, words),
            view.legend(words),
            *(
                view.minutes(title, view.sheet_of(table, days), _by(table, finished, words), words)
                for table, title in _titles(words).items()
            ),
        )
    )


def _titles(words: Words) -> dict[Table, str]:
    return {
        "hours": words("Minutes by hour"),
        "stations": words("Minutes by station"),
        "dishes": words("Minutes by dish"),
    }


def _by(table: Table, finished: list[CompletedOrder], words: Words) -> list[Line]:
    if table == "hours":
        return by_hour(finished, lambda at: at.astimezone(words.zone).hour)
    return by_item(finished, lambda item: item.name if table == "dishes" else item.station)


def _spans(days: int, words: Words) -> Markup:
    names = {1: words("One day"), 7: words("One week"), 30: words("One month")}
    links = (
        Markup('<a href="?days={}"{}>{}</a>').format(
            span, Markup(' aria-current="page"') if span == days else Markup(), names[span]
        )
        for span in _SPANS
    )
    return Markup('<nav class="places" aria-label="{}">{}</nav>').format(words("Time span"), Markup("").join(links))


def _promises(finished: list[CompletedOrder]) -> Iterable[Sequence[object]]:
    yield ("code", "placed_at", "promised_for", "first_range_from", "first_range_to", "ready_at", "minutes", "late_by")
    for one in finished:
        order = one.order
        times = (order.placed_at, order.quoted_for, one.shown_from, one.shown_to, one.ready_at)
        yield (order.pickup_code, *map(_utc, times), f"{one.minutes:.1f}", f"{one.minutes_late:.1f}")


def _lines(lines: list[Line]) -> Iterable[Sequence[object]]:
    yield ("name", "count", "typical_minutes", "slow_minutes")
    for line in lines:
        yield (harmless(line.name), line.count, f"{line.typical:.1f}", f"{line.slow:.1f}")


def _utc(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _written(rows: Iterable[Sequence[object]]) -> str:
    sheet = io.StringIO()
    csv.writer(sheet).writerows(rows)
    return sheet.getvalue()
