"""Push routes: subscriptions of phones, the service worker, and the web app manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import FileResponse, JSONResponse, Response

from domain.errors import SubscriptionRefused
from domain.notices import CHOICES, NoticeKind
from pages.components.error_pages import restaurant_name
from pages.components.page_shell import PageShell, static_page
from pages.components.problem_json import problem
from pages.components.scripts import static_url
from pages.components.static_files import STATIC
from pages.components.templates import render_template
from pages.guest.addresses import chosen_language, start_address
from pages.security.guarded_route import GuardedRoute

if TYPE_CHECKING:
    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.live import LiveOrder
    from pages.security.auth import Auth

_ICONS = (("192", "192x192", "any"), ("512", "512x512", "any"), ("maskable", "512x512", "maskable"))

Short = Annotated[str, StringConstraints(max_length=200)]
Endpoint = Annotated[str, StringConstraints(max_length=2048)]


class SubscriptionIn(BaseModel):
    """A browser's `PushSubscription.toJSON()`, with what the guest wants to hear and in which language."""

    model_config = ConfigDict(extra="ignore")

    endpoint: Endpoint
    keys: dict[Short, Short] = Field(max_length=4)
    kinds: list[NoticeKind] = Field(default=list(CHOICES), max_length=10)
    language: Short = ""


class EndpointIn(BaseModel):
    """Endpoint of a subscription that ends."""

    endpoint: Endpoint


def push_routes(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of push."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)

    @router.post("/t/{token}/subscriptions", dependencies=[Depends(auth.require_own_origin)])
    async def subscribe(wish: SubscriptionIn, live: LiveOrder = Depends(auth.guest_order)) -> Response:  # noqa: B008, FAST002  FastAPI's way
        if not live.order.is_open:
            return problem(409, "The order has ended; there is nothing to tell any more.")
        try:
            await context.push.subscribe(live.order.id, wish.model_dump(), wish.kinds, wish.language)
        except SubscriptionRefused as error:
            return problem(422, f"This subscription is not taken: {error}.")
        return Response(status_code=204)

    @router.delete("/t/{token}/subscriptions", dependencies=[Depends(auth.require_own_origin)])
    async def unsubscribe(ended: EndpointIn, live: LiveOrder = Depends(auth.guest_order)) -> Response:  # noqa: B008, FAST002  FastAPI's way
        await context.push.unsubscribe(live.order.id, ended.endpoint)
        return Response(status_code=204)

    @router.get("/sw.js")
    def worker() -> Response:
        headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
        return FileResponse(STATIC / "guest/sw.js", media_type="text/javascript", headers=headers)

    # This address stands in pages that phones keep for dead zones, so it stays whatever the file is called.
    @router.get("/static/offline.js")
    def offline_script() -> Response:
        return FileResponse(STATIC / "guest/offline.js", media_type="text/javascript")

    @router.get("/manifest.webmanifest")
    def manifest(request: Request, order: str = "") -> Response:
        says = _manifest(context, request, auth.find_order(order))
        headers = {"Cache-Control": "no-store"}
        return JSONResponse(says, headers=headers, media_type="application/manifest+json")

    @router.get("/offline")
    def offline(request: Request) -> Response:
        return _offline(context, request)

    return router


def app_links(order: Order, t: Translator) -> tuple[Markup, ...]:
    """Return what the head of an order's page needs to be installed as an app that opens with this order."""
    chosen = chosen_language(order, t)
    query = urlencode({"order": order.token} | ({"lang": chosen} if chosen else {}))
    return (
        Markup('<link rel="manifest" href="/manifest.webmanifest?{}" />').format(query),
        Markup('<link rel="apple-touch-icon" href="{}" />').format(static_url("icons/apple.png")),
        Markup('<meta name="apple-mobile-web-app-capable" content="yes" />'),
    )


# On a Home Screen of Apple's the app has no memory in common with the browser: its start must name the order.
def _manifest(context: AppContext, request: Request, live: LiveOrder | None) -> dict[str, object]:
    t = context.translator_for_request(request, live.order if live else None)
    icons = [
        {"src": static_url(f"icons/{name}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in _ICONS
    ]
    return {
        "id": "/guest" if live else "/kitchen",
        "name": context.name,
        "short_name": context.name[:12].rstrip(),
        "start_url": start_address(live.order, t) if live else "/kitchen",
        "scope": "/",
        "display": "standalone",
        "lang": t.language,
        "dir": t.direction,
        "background_color": "#faf7f2",
        "theme_color": "#a34a06",
        "icons": icons,
    }


def _offline(context: AppContext, request: Request) -> Response:
    t = context.translator_for_request(request)
    title = t.gettext("There is no network")
    says = t.gettext("Your order goes on all the same. This page comes back by itself with the network.")
    html = render_template("message.html", t, restaurant_name=restaurant_name(context), title=title, says=says)
    script = Markup('<script type="module" src="/static/offline.js"></script>')
    shell = PageShell(translator=t, now=context.now(), first_html=html, links=(script,), is_live=False)
    return static_page(request, shell, title)
