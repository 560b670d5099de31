"""Reports page: promised against actual times, and cooking minutes. Plain HTML and CSV files."""

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
from pages.components.csv_cells import escape_formula
from pages.components.page_shell import PageShell, static_page
from pages.components.staff_bar import bar
from pages.owner import reports_view as view

if TYPE_CHECKING:
    from datetime import datetime

    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

Days = Annotated[int, Query(ge=1, le=366)]
Table = Literal["promises", "dishes", "stations", "hours"]
_SPANS = (1, 7, 30)


def report_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of the reports."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(auth.require_owner)])

    async def past(days: int) -> list[CompletedOrder]:
        return await context.report_queries.finished(context.kitchen.day.began - timedelta(days=days - 1))

    @router.get("/reports")
    async def reports(request: Request, days: Days = 7) -> Response:
        t = context.translator_for_request(request)
        html = Markup('<header class="bar">{}</header><main class="reports"><h1>{}</h1>{}{}</main>').format(
            bar("/reports", t, is_live=False),
            t.gettext("Reports"),
            _spans(days, t),
            _body(await past(days), days, t)
            + view.ratings(await context.ratings.since(context.now() - timedelta(days=days)), t)
            + Markup('<a class="quiet" href="/deliveries">{}</a>').format(t.gettext("Orders from other systems")),
        )
        shell = PageShell(translator=t, now=context.now(), first_html=html, is_live=False)
        title = t.gettext("Reports")
        return static_page(request, shell, f"{title} · {context.name}")

    @router.get("/reports/{table}.csv")
    async def download(table: Table, request: Request, days: Days = 7) -> Response:
        t, finished = context.translator_for_request(request), await past(days)
        rows = _promises(finished, t) if table == "promises" else _lines(_by(table, finished, t))
        headers = {"Content-Disposition": f'attachment; filename="orderbell-{table}.csv"', "Cache-Control": "no-store"}
        return Response(_written(rows), media_type="text/csv; charset=utf-8", headers=headers)

    return router


def _body(finished: list[CompletedOrder], days: int, t: Translator) -> Markup:
    if not finished:
        return view.nothing(t)
    word = promise_stats(finished)
    return Markup("").join(
        (
            view.summary(word, t),
            view.lateness(word, days, t),
            view.legend(t),
            *(
                view.minutes(title, view.sheet_of(table, days), _by(table, finished, t), t)
                for table, title in _titles(t).items()
            ),
        )
    )


def _titles(t: Translator) -> dict[Table, str]:
    return {
        "hours": t.gettext("Minutes by hour"),
        "stations": t.gettext("Minutes by station"),
        "dishes": t.gettext("Minutes by dish"),
    }


def _by(table: Table, finished: list[CompletedOrder], t: Translator) -> list[Line]:
    if table == "hours":
        return by_hour(finished, lambda at: at.astimezone(t.zone).hour)
    return by_item(finished, lambda item: item.name if table == "dishes" else item.station)


def _spans(days: int, t: Translator) -> Markup:
    names = {1: t.gettext("One day"), 7: t.gettext("One week"), 30: t.gettext("One month")}
    links = (
        Markup('<a href="?days={}"{}>{}</a>').format(
            span, Markup(' aria-current="page"') if span == days else Markup(), names[span]
        )
        for span in _SPANS
    )
    return Markup('<nav class="places" aria-label="{}">{}</nav>').format(t.gettext("Time span"), Markup("").join(links))


def _promises(finished: list[CompletedOrder], t: Translator) -> Iterable[Sequence[object]]:
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


def _written(rows: Iterable[Sequence[object]]) -> str:
    sheet = io.StringIO()
    sheet.write("\ufeff")  # with its mark, spreadsheets read the file as what it is: UTF-8
    csv.writer(sheet, quoting=csv.QUOTE_ALL).writerows(rows)
    return sheet.getvalue()
