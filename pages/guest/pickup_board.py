"""Pickup board: the codes that are cooking and the codes that are ready. No names, no dishes."""

from __future__ import annotations

import functools
import json
from functools import partial
from typing import TYPE_CHECKING

from fastapi import Request
from markupsafe import Markup
from nicegui import APIRouter, ui
from starlette.responses import Response

from domain.stages import OPEN, UNFINISHED, Stage
from pages.components.fragment import Fragment, keep_last_good
from pages.components.labels import icon
from pages.components.live_page import connection_texts, live_page
from pages.components.logo import logo_image
from pages.components.page_shell import PageShell
from pages.i18n import translator_for
from pages.security.changed_settings import reload_after_changes
from pages.security.client_limit import BOARD

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.live_kitchen import RailCode
    from pages.security.auth import Auth
    from pages.security.client_limit import ClientLimiter

_BUILT_WITH = ("board_for_staff", "board_speaks", "restaurant_name", "languages", "timezone")


def board_pages(context: AppContext, auth: Auth, limiter: ClientLimiter) -> APIRouter:
    """Register the screen."""
    router = APIRouter(include_in_schema=False)

    async def guard(request: Request) -> None:
        if context.settings.board_for_staff:
            await auth.require_staff(request)
        limiter.check_room(BOARD, request, context.translator_for_request(request))

    @live_page(router, "/board", guard)
    def board(request: Request) -> Response | None:
        t = context.translator_for_request(request)
        _draw(context, t)
        shell = PageShell(
            translator=t,
            now=context.now(),
            is_for_guests=True,
            refresh_seconds=20,
            start_script="guest/board_start.js",
            script_texts=connection_texts(t),
        )
        return limiter.admit(BOARD, request, shell, context.name)

    reload_after_changes(context, "/board", *_BUILT_WITH, shows_logo=True)
    return router


def _draw(context: AppContext, t: Translator) -> None:
    with ui.element("header").classes("top wide"):
        Fragment(logo_image(context.settings_store.logo)).classes("through")
        Fragment(Markup("{}").format(context.name), tag="b")
        fresh = Fragment(Markup('<i class="dot"></i><span>{}</span>').format(t.clock(context.now())), tag="span")
        fresh.classes("fresh").props["data-testid"] = "freshness"
        Fragment(_chime(t)).classes("through")
    with ui.element("main").classes("room") as room:
        room.props["id"] = "board"
        # The list of ready codes is the live region; the large code is for the eyes.
        calling = Markup('<p id="calling" aria-hidden="true" data-speak="{}" hidden></p>').format(_spoken(context))
        Fragment(calling).classes("through")
        for stages, title, tone in (
            (OPEN - UNFINISHED, t.gettext("Ready to collect"), "ready"),
            (UNFINISHED, t.gettext("Being prepared"), "preparing"),
        ):
            with ui.element("section").classes(f"card called {tone}"):
                Fragment(Markup("{}").format(title), tag="h1" if tone == "ready" else "h2")
                codes = Fragment(tag="ul")
                codes.props.update({"role": "list", "aria-live": "polite"} if tone == "ready" else {"role": "list"})
                render_codes = keep_last_good(partial(_codes, stages, t))
                codes.bind_content_from(context.board.rail, "codes", backward=render_codes)


def _spoken(context: AppContext) -> str:
    """Return as JSON what the board speaks of a code, by language; nothing unless the owner wishes it."""
    languages = context.languages if context.settings.board_speaks else ()
    texts = {language: translator_for(language, context.timezone) for language in languages}
    return json.dumps({language: t.gettext("Order {code} is ready", code="{code}") for language, t in texts.items()})


def _chime(t: Translator) -> Markup:
    return Markup('<button type="button" class="quiet" id="chime" hidden>{}{}</button>').format(
        icon("bell-off"), t.gettext("Turn the chime on")
    )


# Once for all boards: NiceGUI draws them all whenever another one joins, and at each tap.
@functools.lru_cache(maxsize=64)
def _codes(stages: frozenset[Stage], t: Translator, codes: tuple[RailCode, ...]) -> Markup:
    called = [one for one in codes if one.stage in stages]
    if not called:
        return Markup('<li class="none">{}</li>').format(t.gettext("None at the moment"))
    code = Markup('<li id="code-{0}" class="num" data-calls="{1}">{0}</li>')
    return Markup("").join(code.format(one.code, one.calls) for one in called)
