"""Reports page: what a day or some days were like, and its tables as files. Plain HTML and CSV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from domain.report_advice import suggest
from domain.report_causes import cancel_reasons, late_causes, late_orders
from domain.report_demand import best_sellers, quarter_hours, sold_out
from domain.reports import promise_stats
from pages.components.cancel_reasons import reason_translator
from pages.components.page_shell import PageShell, static_page
from pages.components.staff_bar import bar
from pages.owner import report_answers as answers
from pages.owner import reports_view as view
from pages.owner.report_advice import advice
from pages.owner.report_files import ReportTable, minutes_by, report_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, time

    from domain.report_demand import SoldOutDish
    from domain.reports import PlacedOrders
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

Days = Annotated[int, Query(ge=1, le=366)]
DaysAgo = Annotated[int, Query(ge=0, le=366)]
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Span:
    """So many business days in a row, the last of them `ago` days before the present one."""

    days: int
    ago: int = 0

    @property
    def query(self) -> str:
        """The span as a page's address says it."""
        return f"?days={self.days}&ago={self.ago}" if self.ago else f"?days={self.days}"

    def is_compared(self, keep_days: int) -> bool:
        """Whether there are figures a week before to compare with, none of them deleted after `keep_days`."""
        return self.days <= _WEEK_DAYS and self.ago + self.days + _WEEK_DAYS <= keep_days

    def bounds(self, context: AppContext, *, days_before: int = 0) -> tuple[datetime, datetime]:
        """Return when it begins and ends (UTC), or did so many days before; the present day ends now."""
        began = context.kitchen.day.began_before
        begins = began(self.ago + self.days - 1 + days_before)
        if self.ago:
            return begins, began(self.ago - 1 + days_before)
        # What was placed at this very moment belongs to the present day.
        return begins, context.now() - timedelta(days=days_before) + timedelta.resolution


@dataclass(frozen=True, slots=True)
class Past:
    """What the report of a span is made of."""

    placed: PlacedOrders
    sold_out: list[SoldOutDish]


def report_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of the reports."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(auth.require_owner)])
    placed = context.report_queries.placed

    @router.get("/reports")
    async def reports(request: Request, days: Days = 7, ago: DaysAgo = 0) -> Response:
        t, span = context.translator_for_request(request), Span(days, ago)
        begins, ends = span.bounds(context)
        past = await _read(context, begins, ends)
        is_compared = span.is_compared(context.settings.keep_days)
        before = await placed(*span.bounds(context, days_before=_WEEK_DAYS)) if is_compared else None
        rated = [rating for rating in await context.ratings.since(begins) if rating.at < ends]
        html = Markup('<header class="bar">{}</header><main class="reports"><h1>{}</h1>{}{}</main>').format(
            bar("/reports", t, is_live=False),
            t.gettext("Reports"),
            _spans(span, t),
            _body(past, before, span, context.settings.business_day_starts, t, reason_translator(context, t))
            + view.ratings(rated, t)
            + Markup('<a class="quiet" href="/deliveries">{}</a>').format(t.gettext("Orders from other systems")),
        )
        shell = PageShell(translator=t, now=context.now(), first_html=html, is_live=False)
        title = t.gettext("Reports")
        return static_page(request, shell, f"{title} · {context.name}")

    @router.get("/reports/{table}.csv")
    async def download(table: ReportTable, request: Request, days: Days = 7, ago: DaysAgo = 0) -> Response:
        past = await placed(*Span(days, ago).bounds(context))
        headers = {"Content-Disposition": f'attachment; filename="orderbell-{table}.csv"', "Cache-Control": "no-store"}
        content = report_file(table, past.finished, context.translator_for_request(request))
        return Response(content, media_type="text/csv; charset=utf-8", headers=headers)

    return router


async def _read(context: AppContext, begins: datetime, ends: datetime) -> Past:
    placed = await context.report_queries.placed(begins, ends)
    outages = await context.report_queries.outages(begins, ends)
    return Past(placed, sold_out(outages, placed.orders, begins, ends))


def _body(  # noqa: PLR0913, PLR0917  what a report is made of
    past: Past, before: PlacedOrders | None, span: Span, day_starts: time, t: Translator, name: Callable[[str], str]
) -> Markup:
    placed, stats = past.placed, promise_stats(past.placed.finished)
    late = late_orders(placed.finished, name)
    causes, reasons = late_causes(late), cancel_reasons(placed.cancelled, name)
    quarters = quarter_hours(placed.orders, lambda at: at.astimezone(t.zone), day_starts)
    return Markup("").join(
        (
            advice(suggest(stats, causes, reasons, past.sold_out, quarters), t),
            _promises(placed, before, t),
            answers.late(late, causes, t),
            answers.cancelled(reasons, t),
            answers.sold_out(past.sold_out, t),
            _all_well(past, is_late=bool(late), t=t),
            answers.busy(quarters, t),
            answers.sellers(best_sellers(placed.orders), t),
            _minutes(placed, span, t),
        )
    )


def _promises(past: PlacedOrders, before: PlacedOrders | None, t: Translator) -> Markup:
    if not past.finished:
        return view.nothing(t)
    return view.summary(
        promise_stats(past.finished), promise_stats(before.finished) if before and before.finished else None, t
    )


def _all_well(past: Past, *, is_late: bool, t: Translator) -> Markup:
    if not past.placed.finished:
        return Markup()
    is_cancelled, is_sold_out = bool(past.placed.cancelled), bool(past.sold_out)
    return answers.all_well(is_late=is_late, is_cancelled=is_cancelled, is_sold_out=is_sold_out, t=t)


def _minutes(past: PlacedOrders, span: Span, t: Translator) -> Markup:
    if not past.finished:
        return Markup()
    titles: dict[ReportTable, str] = {
        "hours": t.gettext("Minutes by hour"),
        "stations": t.gettext("Minutes by station"),
        "dishes": t.gettext("Minutes by dish"),
    }
    tables = (
        view.minutes(title, _sheet(table, span), minutes_by(table, past.finished, t), t, is_of_dishes=table == "dishes")
        for table, title in titles.items()
    )
    lateness = view.lateness(promise_stats(past.finished), _sheet("promises", span), t)
    return Markup("").join((lateness, view.legend(t), *tables))


def _sheet(table: ReportTable, span: Span) -> str:
    return f"/reports/{table}.csv{span.query}"


def _spans(chosen: Span, t: Translator) -> Markup:
    names = {
        Span(1): t.gettext("Today"),
        Span(1, ago=1): t.gettext("Yesterday"),
        Span(7): t.gettext("Last week"),
        Span(30): t.gettext("Last month"),
    }
    links = (
        Markup('<a href="/reports{}"{}>{}</a>').format(
            span.query, Markup(' aria-current="page"') if span == chosen else Markup(), name
        )
        for span, name in names.items()
    )
    return Markup('<nav class="places" aria-label="{}">{}</nav>').format(t.gettext("Time span"), Markup("").join(links))
