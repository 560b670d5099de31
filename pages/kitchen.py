"""The kitchen's page: the rail of tickets, bound to the live board, and the taps that go from there to the kitchen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from nicegui import ui

from pages import kitchen_view as view
from pages.dressing import Dressing, static_url, wear
from pages.fragment import Fragment, calm
from pages.rail import Rail
from pages.staff_bar import toasts
from pages.taps import Taps

if TYPE_CHECKING:
    from markupsafe import Markup

    from pages.access import Access
    from pages.house import House
    from pages.text import Words

# A tablet that loses its network for this long finds its page as it left it; after it, the page loads anew.
RECONNECT_SECONDS = 120.0


def kitchen_pages(house: House, access: Access) -> APIRouter:
    """Register the kitchen's page."""

    @ui.page("/kitchen", dependencies=[Depends(access.staff)], reconnect_timeout=RECONNECT_SECONDS)
    def kitchen(request: Request) -> None:
        words = house.words_for(request)
        Taps(house, access, words)
        _draw(words, house)
        wear(_dressing(words, house), f"{words('Kitchen')} · {house.name}")

    return APIRouter(include_in_schema=False)


def _draw(words: Words, house: House) -> None:
    with ui.element("header").classes("bar"):
        Fragment(view.bar_before(words)).classes("through")
        pace = Fragment(tag="button").classes("pill").props("type=button data-open=busy")
        pace.bind_content_from(
            house.board.pace, "busy", backward=calm(lambda busy: view.pace(busy, words, house.now()))
        )
        Fragment(view.bar_after(words)).classes("through")
    Fragment(view.banner(words)).classes("offline").props("role=alert hidden")
    Fragment(view.unsaved(words)).classes("unsaved").props("role=alert hidden")
    with ui.element("main").classes("kitchen"):
        Fragment(view.title(words), tag="h1").classes("unseen")
        Rail(words).follow(house.board.rail).classes("rail").props("role=list id=rail")
        Fragment(view.nothing_to_do(words)).classes("quiet-rail")
    with _dialog("all-day"):
        Fragment(view.all_day_title(words)).classes("through")
        with ui.element("div").classes("halves"):
            Fragment(view.to_make(words), tag="section")
            with ui.element("section"):
                Fragment(view.sold_out(words))
                dishes = Fragment(tag="ul").classes("switches").props("role=list")
        dishes.bind_content_from(house.board.live_menu, "menu", backward=calm(partial(view.dishes, words=words)))
    with _dialog("left"):
        Fragment(view.left_title(words))
        gone = Fragment(tag="ul").classes("gone").props("role=list")
        gone.bind_content_from(
            house.board.rail, "left", backward=calm(lambda orders: view.left(orders, words, house.now()))
        )
    _dialog_of("more", view.more(words))
    _dialog_of("cancel", view.cancel(words))
    _dialog_of("busy", view.busy(words))
    toasts(words)


def _dialog(name: str) -> ui.element:
    return ui.element("dialog").classes("sheet").props(f"id={name} aria-labelledby={name}-title")


def _dialog_of(name: str, content: Markup) -> None:
    with _dialog(name):
        Fragment(content)


def _dressing(words: Words, house: House) -> Dressing:
    return Dressing(
        words=words,
        now=house.now(),
        scripts=(static_url("connection.js"), static_url("kitchen.js"), static_url("awake.js")),
        script_words={
            "live": words("Live"),
            "stale": words("Last news {time}, reconnecting", time="{time}"),
            "zone": house.timezone,
            "due": words("due {time}", time="{time}"),
            "due-soon": words("due in {n} min", n="{n}"),
            "late": words("late by {n} min", n="{n}"),
            "ready-for": words("ready for {n} min", n="{n}"),
            "just-ready": words("ready now"),
            "everything": words("All"),
            "to-make": words("{waiting} waiting, {cooking} cooking", waiting="{waiting}", cooking="{cooking}"),
            "undo": words("Undo"),
            "more-of": words("Ticket {code}", code="{code}"),
            "cancel-of": words("Cancel {code}?", code="{code}"),
            "take-off": words("Take off {dish}", dish="{dish}"),
            "offline-tap": words("Not connected: that tap was not taken. Please tap again in a moment."),
            "moved-on": words("{code} was changed on another screen. Look again, then tap.", code="{code}"),
            "double-tap": words("{code}: that was a double tap, so only the first one counts.", code="{code}"),
            "unsure": words("No answer about {code}. Look at the ticket, then tap again.", code="{code}"),
            "new-order": words("New order {code}", code="{code}"),
            "new-orders": words("{n} new orders", n="{n}"),
            "sound-on": words("Sound is on"),
            "sound-off": words("Sound is off"),
            "sound-locked": words("Tap for sound"),
        },
    )
