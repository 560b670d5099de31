"""Scoreboard: how well promises were kept in the last week, for everybody, if the owner wants it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from fastapi import APIRouter, HTTPException, Request
from markupsafe import Markup
from starlette.responses import Response

from domain.reports import promise_stats
from pages.components.page_shell import PageShell, static_page

if TYPE_CHECKING:
    from domain.reports import PromiseStats
    from pages.context import AppContext
    from pages.i18n import Translator

SPAN = timedelta(days=7)


def scoreboard_pages(context: AppContext) -> APIRouter:
    """Return the route of the scoreboard: 404 until the owner shows it."""
    router = APIRouter(include_in_schema=False)

    @router.get("/scoreboard")
    async def scoreboard(request: Request) -> Response:
        if not context.settings.public_scoreboard:
            raise HTTPException(404)
        t = context.translator_for_request(request)
        now = context.now()
        stats = promise_stats((await context.report_queries.placed(now - SPAN, now + timedelta.resolution)).finished)
        html = _page(context.name, _tiles(stats, t), t)
        shell = PageShell(translator=t, now=context.now(), first_html=html, is_live=False)
        return static_page(request, shell, context.name)

    return router


def _page(name: str, body: Markup, t: Translator) -> Markup:
    return Markup('<main class="reports"><h1>{}</h1><p>{}</p>{}</main>').format(
        name, t.gettext("The last seven days"), body
    )


def _tiles(stats: PromiseStats, t: Translator) -> Markup:
    if stats.kept is None:
        return Markup('<p class="card empty">{}</p>').format(
            t.gettext("No order has become ready in this time. Figures appear here with the first one.")
        )
    figures = (
        (t.number(stats.orders), t.ngettext("order became ready", "orders became ready", stats.orders)),
        (t.percent(stats.kept), t.gettext("were ready by their promise")),
    )
    tiles = (
        Markup('<div class="card tile"><b class="num">{}</b><span>{}</span></div>').format(*one) for one in figures
    )
    return Markup('<div class="tiles">{}</div>').format(Markup("").join(tiles))
