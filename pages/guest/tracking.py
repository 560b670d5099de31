"""Tracking page of a guest: every part of it is bound to the live order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from nicegui import ui
from starlette.responses import JSONResponse, Response

from pages.components.fragment import Fragment, Landmark
from pages.components.labels import icon
from pages.components.live_page import connection_texts, live_page
from pages.components.page_shell import PageShell
from pages.components.qr_code import qr_svg
from pages.guest import estimate_view
from pages.guest import tracking_view as view
from pages.guest.notify_view import notify
from pages.guest.push_routes import app_links
from pages.guest.signals_view import signals
from pages.guest.watching import watch_order
from pages.i18n import translator_for
from pages.live import events, whole
from pages.schemas.order_out import order_status

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.live import LiveOrder
    from pages.security.auth import Auth
    from pages.security.client_limit import ClientLimiter

    Presenter = Callable[[Order, Translator], Markup]
    Source = Callable[[Order], object]

ASK_AGAIN_SECONDS = 20


def guest_pages(context: AppContext, auth: Auth, limiter: ClientLimiter) -> APIRouter:
    """Register the tracking page; returns the plain routes that go with it."""
    router = APIRouter(include_in_schema=False)

    # Once for all pages: a live order keeps what it has drawn by the presenter.
    def estimate(order: Order, t: Translator) -> Markup:
        return estimate_view.estimate(order, t, context.board.count_ahead(order))

    @live_page("/t/{token}", auth.guest_order)
    async def track(token: str, request: Request) -> Response | None:
        live = await auth.guest_order(token)
        t = context.translator_for_request(request, live.order)
        _draw(live, t, context, estimate)
        watch_order(context.board, live.order.id)
        title = f"{live.order.pickup_code} · {context.name}"
        return limiter.admit(token, request, _shell(t, context, token), title)

    @router.get("/t/{token}/status.json")
    def status(live: LiveOrder = Depends(auth.guest_order)) -> Response:  # noqa: B008, FAST002  FastAPI's way
        return JSONResponse(order_status(live.order))

    @router.get("/t/{token}/qr.svg")
    def qr(live: LiveOrder = Depends(auth.guest_order)) -> Response:  # noqa: B008, FAST002  FastAPI's way
        return Response(qr_svg(context.tracking_url(live.order)), media_type="image/svg+xml")

    return router


def _shell(t: Translator, context: AppContext, token: str) -> PageShell:
    return PageShell(
        translator=t,
        now=context.now(),
        is_for_guests=True,
        refresh_seconds=ASK_AGAIN_SECONDS,
        start_script="guest/start.js",
        links=app_links(token),
        script_texts=connection_texts(t) | {"asof": t.gettext("As of {time}, {age}", time="{time}", age="{age}")},
    )


# As few elements as there are parts that change apart: each costs a visit 0.2 ms, and memory while the page is open.
def _draw(live: LiveOrder, t: Translator, context: AppContext, estimate: Presenter) -> None:
    def part(presenter: Presenter, tag: str, classes: str, source: Source = whole) -> Fragment:
        return Fragment(tag=tag).follow(live, presenter, t, source).classes(classes)

    # Not bound: an update of the order must not overwrite what the script says of the connection.
    Fragment(view.top(context.name, context.now(), t), tag="header").classes("top")
    with Landmark(live.order.stage.value).follow(live).classes("guest"):
        with ui.element("section").classes("card hero"):
            part(view.headline, "h1", "")
            part(estimate, "div", "eta").props["data-testid"] = "estimate"
            steps = part(view.stepper, "ol", "steps", events)
            steps.props.update({"role": "list", "aria-label": t.gettext("Progress")})
            Fragment(view.code(live.order, t))
        section = Fragment(notify(live.order, t, context.push.public_key), tag="section").classes("card notify")
        section.props.update({"id": "notify", "hidden": not live.order.is_open, "data-online": True})
        part(signals, "section", "card signals").props["data-online"] = True
        part(view.dishes_and_timeline, "div", "through", events)
    part(view.spoken, "p", "unseen").props.update({"role": "status", "aria-live": "polite"})
    share = view.share(context.tracking_url(live.order), live.order.token, t)
    Fragment(share + _languages(t, context), tag="footer").classes("foot")


def _languages(t: Translator, context: AppContext) -> Markup:
    links = (
        Markup('<a href="?lang={0}" lang="{0}" hreflang="{0}">{1}</a>').format(
            code, translator_for(code, context.timezone).own_name
        )
        for code in context.languages
        if code != t.language
    )
    return Markup('<details class="languages"><summary>{}{}</summary><nav aria-label="{}">{}</nav></details>').format(
        icon("globe"), t.own_name, t.gettext("Language"), Markup(" ").join(links)
    )
