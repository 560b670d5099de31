"""The room's screen: the codes that are cooking and the codes that are ready. No names, no dishes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from nicegui import ui
from starlette.responses import Response

from domain.stages import OPEN, UNFINISHED, Stage
from pages.dressing import Dressing, static_url
from pages.fragment import Fragment, calm

if TYPE_CHECKING:
    from pages.access import Access
    from pages.house import House
    from pages.seats import Seats
    from pages.text import Words


def board_pages(house: House, access: Access, seats: Seats) -> APIRouter:
    """Register the screen; returns no further routes."""
    guards = [Depends(access.staff)] if house.board_for_staff else []

    @ui.page("/board", dependencies=guards, reconnect_timeout=120.0)
    def board(request: Request) -> Response | None:
        words = house.words_for(request)
        _draw(house, words)
        news = {"live": words("Live"), "stale": words("Last news {time}, reconnecting", time="{time}")}
        dressing = Dressing(
            words=words,
            now=house.now(),
            is_for_guests=True,
            refresh_seconds=20,
            scripts=(static_url("connection.js"), static_url("awake.js")),
            script_words=news | {"zone": house.timezone},
        )
        return seats.show("board", request, dressing, house.name)

    return APIRouter()


def _draw(house: House, words: Words) -> None:
    with ui.element("header").classes("top wide"):
        Fragment(Markup("{}").format(house.name), tag="b")
        fresh = Fragment(Markup('<i class="dot"></i><span>{}</span>').format(words.clock(house.now())), tag="span")
        fresh.classes("fresh").props["data-testid"] = "freshness"
    with ui.element("main").classes("room"):
        for stages, title, tone in (
            (OPEN - UNFINISHED, words("Ready to collect"), "ready"),
            (UNFINISHED, words("Being prepared"), "preparing"),
        ):
            with ui.element("section").classes(f"card called {tone}"):
                Fragment(Markup("{}").format(title), tag="h1" if tone == "ready" else "h2")
                codes = Fragment(tag="ul")
                codes.props.update({"role": "list", "aria-live": "polite"} if tone == "ready" else {"role": "list"})
                codes.bind_content_from(house.board.rail, "codes", backward=calm(partial(_codes, stages, words)))


def _codes(stages: frozenset[Stage], words: Words, codes: tuple[tuple[str, Stage], ...]) -> Markup:
    called = [code for code, stage in codes if stage in stages]
    if not called:
        return Markup('<li class="none">{}</li>').format(words("None at the moment"))
    return Markup("").join(Markup('<li id="code-{0}" class="num">{0}</li>').format(code) for code in called)
