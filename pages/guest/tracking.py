"""Tracking page of a guest: every part of it is bound to the live order."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from fastapi import Depends, Request
from markupsafe import Markup
from nicegui import APIRouter
from starlette.responses import JSONResponse, Response

from pages.components.fragment import Fragment, Landmark
from pages.components.labels import icon
from pages.components.live_page import connection_texts, live_page
from pages.components.logo import logo_image
from pages.components.page_shell import PageShell
from pages.components.qr_code import qr_svg
from pages.guest import estimate_view
from pages.guest import tracking_view as view
from pages.guest.contact_view import contact
from pages.guest.notify_view import notify
from pages.guest.push_routes import app_links
from pages.guest.signals_view import signals
from pages.guest.watching import watch_order
from pages.i18n import translator_for
from pages.live import events
from pages.schemas.order_out import order_status
from pages.security.changed_settings import reload_after_changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.live import LiveOrder
    from pages.security.auth import Auth
    from pages.security.client_limit import ClientLimiter

ASK_AGAIN_SECONDS = 20
# What is not bound to the order is drawn once.
_BUILT_WITH = (
    "restaurant_name", "phone", "whatsapp", "address", "opening_hours", "public_url", "languages", "timezone",
    "vapid_subject",
)  # fmt: skip


def guest_pages(context: AppContext, auth: Auth, limiter: ClientLimiter) -> APIRouter:
    """Register the tracking page and the plain routes that go with it."""
    router = APIRouter(include_in_schema=False)

    # Once for all pages: a live order keeps what it has drawn by the presenter.
    def hero(order: Order, t: Translator) -> Markup:
        return view.hero(order, t, estimate_view.estimate(order, t, context.board.count_ahead(order)))

    # A presenter for each key of push: what a live order has drawn stays as it is while the order does.
    @functools.cache
    def actions_with(key: str) -> Callable[[Order, Translator], Markup]:
        # The notice first: with it, a guest can put the phone away.
        return lambda order, t: notify(order, t, key) + signals(order, t)

    async def guard(token: str, request: Request) -> None:
        live = await auth.guest_order(token)
        limiter.check_room(token, request, context.translator_for_request(request, live.order))

    @live_page(router, "/t/{token}", guard)
    async def track(token: str, request: Request) -> Response | None:
        live = await auth.guest_order(token)
        t = context.translator_for_request(request, live.order)
        with Landmark(live).classes("guest"):
            Fragment(tag="section").follow(live, hero, t).classes("card hero")
            Fragment().follow(live, actions_with(context.push.public_key), t).classes("through")
            Fragment().follow(live, view.dishes_and_timeline, t, events).classes("through")
        watch_order(context.board, live.order.id)
        await context.reach.note_visit(request.client.host if request.client else "", context.now())
        title = f"{live.order.pickup_code} · {context.name}"
        return limiter.admit(token, request, _shell(live.order, t, context), title)

    @router.get("/t/{token}/status.json")
    def status(live: LiveOrder = Depends(auth.guest_order)) -> Response:  # noqa: B008  FastAPI's way
        return JSONResponse(order_status(live.order))

    @router.get("/t/{token}/qr.svg")
    def qr(live: LiveOrder = Depends(auth.guest_order)) -> Response:  # noqa: B008  FastAPI's way
        return Response(qr_svg(context.tracking_url(live.order)), media_type="image/svg+xml")

    reload_after_changes(context, "/t/{token}", *_BUILT_WITH, shows_logo=True)
    return router


def _shell(order: Order, t: Translator, context: AppContext) -> PageShell:
    return PageShell(
        translator=t,
        now=context.now(),
        is_for_guests=True,
        refresh_seconds=ASK_AGAIN_SECONDS,
        start_script="guest/start.js",
        header=view.top(context.name, logo_image(context.settings_store.logo), context.now(), t),
        footer=view.foot(
            context.tracking_url(order),
            order.token,
            t,
            _languages(t, context.languages),
            contact(order, context.settings, t),
        ),
        links=app_links(order, t),
        script_texts=connection_texts(t) | {"asof": t.gettext("As of {time}, {age}", time="{time}", age="{age}")},
    )


@functools.cache
def _languages(t: Translator, codes: tuple[str, ...]) -> Markup:
    links = (
        Markup('<a href="?lang={0}" lang="{0}" hreflang="{0}">{1}</a>').format(
            code, translator_for(code, t.zone.key).own_name
        )
        for code in codes
        if code != t.language
    )
    return Markup('<details class="languages"><summary>{}{}</summary><nav aria-label="{}">{}</nav></details>').format(
        icon("globe"), t.own_name, t.gettext("Language"), Markup(" ").join(links)
    )
