"""The guest's tracking page: every part of it is bound to the live order."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno
from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from nicegui import ui
from starlette.responses import JSONResponse, Response

from pages import guest_view as view
from pages.dressing import Dressing, static_url
from pages.fragment import Fragment, Landmark
from pages.notify_view import notify
from pages.order_json import order_status
from pages.push import app_links
from pages.text import words_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.order import Order
    from pages.access import Access
    from pages.house import House
    from pages.live import LiveOrder
    from pages.seats import Seats
    from pages.text import Words

ASK_AGAIN_SECONDS = 20
# A phone that sleeps or loses its network for this long finds its page as it left it; after it, the page loads anew.
RECONNECT_SECONDS = 120.0


def guest_pages(house: House, access: Access, seats: Seats) -> APIRouter:
    """Register the tracking page; returns the plain routes that go with it."""
    router = APIRouter(include_in_schema=False)

    @ui.page("/t/{token}", dependencies=[Depends(access.guest)], reconnect_timeout=RECONNECT_SECONDS)
    async def track(token: str, request: Request) -> Response | None:
        live = await access.guest(token)
        words = house.words_for(request, live.order)
        _draw(live, words, house)
        title = f"{live.order.pickup_code} · {house.name}"
        return seats.show(token, request, _dressing(words, house, token), title)

    @router.get("/t/{token}/status.json")
    def status(live: LiveOrder = Depends(access.guest)) -> Response:  # noqa: B008, FAST002  FastAPI's way
        return JSONResponse(order_status(live.order))

    @router.get("/t/{token}/qr.svg")
    def qr(live: LiveOrder = Depends(access.guest)) -> Response:  # noqa: B008, FAST002  FastAPI's way
        return Response(qr_svg(house.tracking_url(live.order)), media_type="image/svg+xml")

    return router


def qr_svg(url: str) -> bytes:
    """Draw the QR code of an address: dark on white whatever the theme, with its quiet zone (ISO/IEC 18004, 9.1)."""
    picture = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        picture, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return picture.getvalue()


def _dressing(words: Words, house: House, token: str) -> Dressing:
    return Dressing(
        words=words,
        now=house.now(),
        is_for_guests=True,
        refresh_seconds=ASK_AGAIN_SECONDS,
        scripts=(static_url("connection.js"), static_url("guest.js"), static_url("push.js")),
        links=app_links(token),
        script_words={
            "live": words("Live"),
            "stale": words("Last news {time}, reconnecting", time="{time}"),
            "asof": words("As of {time}, {age}", time="{time}", age="{age}"),
            "zone": house.timezone,
        },
    )


def _draw(live: LiveOrder, words: Words, house: House) -> None:
    def part(presenter: Callable[[Order, Words], Markup], tag: str, classes: str, **attributes: str) -> Fragment:
        fragment = Fragment(tag=tag).follow(live, presenter, words)
        fragment.classes(classes)
        fragment.props.update({name.replace("_", "-"): value for name, value in attributes.items()})
        return fragment

    with ui.element("header").classes("top"):
        Fragment(Markup("{}").format(house.name), tag="b")
        # Not bound: what the script says of it must not be written over by news of the order.
        fresh = Fragment(view.freshness(live.order, words), tag="span").classes("fresh")
        fresh.props.update({"data-testid": "freshness", "data-live": "false"})
    with Landmark(live.order.stage.value).follow(live).classes("guest"):
        with ui.element("section").classes("card hero"):
            part(view.headline, "h1", "")
            part(view.estimate, "div", "eta", data_testid="estimate")
            part(view.stepper, "ol", "steps", role="list", aria_label=words("Progress"))
            Fragment(view.code(live.order, words))
        section = Fragment(notify(live.order, words, house.bell.public_key), tag="section").classes("card notify")
        section.props.update({"id": "notify", "hidden": not live.order.is_open, "data-online": True})
        with ui.element("section").classes("card"):
            Fragment(Markup("{}").format(words("Your dishes")), tag="h2")
            part(view.items, "ul", "items", role="list")
            Fragment(view.note(live.order, words))
        with ui.element("section").classes("card"):
            Fragment(Markup("{}").format(words("What happened")), tag="h2")
            part(view.timeline, "ol", "time", data_testid="timeline")
    part(view.spoken, "p", "unseen", role="status", aria_live="polite")
    if len(house.languages) > 1:
        Fragment(_languages(words, house), tag="footer").classes("foot")


def _languages(words: Words, house: House) -> Markup:
    links = (
        Markup('<a href="?lang={0}" lang="{0}" hreflang="{0}">{1}</a>').format(
            code, words_in(code, house.timezone).own_name
        )
        for code in house.languages
        if code != words.language
    )
    return Markup(" ").join(links)
