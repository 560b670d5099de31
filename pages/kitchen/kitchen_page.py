"""Kitchen page: the rail of tickets, bound to the live board, and its dialogs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fastapi import Request
from markupsafe import Markup
from nicegui import APIRouter, ui

from pages.components import first_steps
from pages.components.dialogs import dialog
from pages.components.fragment import Fragment, keep_last_good
from pages.components.live_page import attach_staff_shell, live_page
from pages.components.staff_bar import toasts
from pages.kitchen import day_view
from pages.kitchen import dialogs_view as dialogs
from pages.kitchen import kitchen_view as view
from pages.kitchen import order_lists_view as lists
from pages.kitchen.guest_view import watched
from pages.kitchen.keys_view import keys
from pages.kitchen.rail import Rail
from pages.kitchen.script_texts import script_texts
from pages.kitchen.shelf_view import ready_ticket
from pages.kitchen.starts_view import starts
from pages.kitchen.stock_view import stock
from pages.kitchen.tap_handler import TapHandler
from pages.kitchen.ticket_view import ticket
from pages.security.changed_settings import reload_after_changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.estimation import Starts
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

_BUILT_WITH = (
    "ring_again_seconds", "shelf_amber_minutes", "shelf_red_minutes", "ready_by_expo", "start_next", "languages",
    "timezone",
)  # fmt: skip


def kitchen_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Register the kitchen's page."""
    router = APIRouter(include_in_schema=False)

    @live_page(router, "/kitchen", auth.require_staff)
    def kitchen(request: Request) -> None:
        t = context.translator_for_request(request)
        TapHandler(context, auth, t)
        _draw(t, context)
        attach_staff_shell(context, t, t.gettext("Kitchen"), "kitchen/start.js", script_texts(t))

    reload_after_changes(context, "/kitchen", *_BUILT_WITH)
    return router


def _draw(t: Translator, context: AppContext) -> None:
    _draw_bar(t, context)
    _draw_alerts(t, context)
    with ui.element("main").classes("kitchen"):
        Fragment(view.title(t), tag="h1").classes("unseen")
        _draw_shelf(t, context)
        Rail(ticket, t).follow(context.board.rail, "tickets").classes("rail").props("role=list id=rail")
        Fragment(view.nothing_to_do(t, is_new=first_steps.remain(context))).classes("quiet-rail")
    _draw_marks(context)
    _draw_day(t, context)
    _draw_all_day(t, context)
    _draw_order_lists(t, context)
    _dialog_of("more", dialogs.more(t))
    _dialog_of("cancel", dialogs.cancel(t))
    _dialog_of("busy", dialogs.busy(t))
    _dialog_of("kitchen-more", dialogs.kitchen_more(t))
    _dialog_of("keys", keys(t))
    _dialog_of("stock", stock(t))
    with ui.element("div").classes("kitchen-foot"):
        _draw_banners(t, context)
        toasts(t)


def _draw_shelf(t: Translator, context: AppContext) -> None:
    with ui.element("div").classes("shelf-line"):
        shelf = Rail(ready_ticket, t).follow(context.board.rail, "ready")
        shelf.classes("shelf").props("role=list id=shelf data-testid=shelf")
        shelf.props.update({"aria-label": t.gettext("Ready"), "data-empty": t.gettext("Ready orders stand here.")})
        shelf.props.update(
            {"data-amber": context.settings.shelf_amber_minutes, "data-red": context.settings.shelf_red_minutes}
        )
        Fragment(view.more_ready(), tag="button").props("type=button id=more-ready hidden")


def _draw_bar(t: Translator, context: AppContext) -> None:
    with ui.element("header").classes("bar kitchen-bar"):
        Fragment(view.bar_before(t, has_expo=context.settings.ready_by_expo)).classes("through")
        pace = Fragment(tag="button").classes("pill").props("type=button data-open=busy")
        pace.bind_content_from(
            context.board.pace, "busy", backward=keep_last_good(lambda busy: view.pace(busy, t, context.now()))
        )
        later = Fragment(tag="button").classes("pill").props("type=button data-open=later")
        later.bind_content_from(context.board.rail, "later", backward=keep_last_good(partial(lists.later_count, t=t)))
        Fragment(view.bar_after(t)).classes("through")


# What comes and goes by itself lies over the page's foot: above the tickets, it would move them under a finger.
def _draw_banners(t: Translator, context: AppContext) -> None:
    Fragment(view.banner(t)).classes("offline").props("role=alert hidden")
    Fragment(view.unsaved(t)).classes("unsaved").props("role=alert hidden")
    ring = f"role=alert hidden data-ring-again={context.settings.ring_again_seconds}"
    Fragment(view.sound_locked(t)).classes("sound-locked").props(ring)


def _draw_alerts(t: Translator, context: AppContext) -> None:
    left_over = Fragment(tag="div").classes("left-over").props("role=status")
    left_over.bind_content_from(
        context.board.rail, "codes", backward=keep_last_good(lambda _: day_view.left_over(context.board, t))
    )
    printers = Fragment(tag="div").classes("left-over").props("role=status data-testid=printers")
    printers.bind_content_from(context.board.printers, "problems", backward=keep_last_good(partial(view.printers, t=t)))
    refused = Fragment(tag="div").classes("refused").props("role=alert")
    refused.bind_content_from(context.board.refused, "deliveries", backward=keep_last_good(partial(view.refused, t=t)))


def _draw_day(t: Translator, context: AppContext) -> None:
    with dialog("close-day"):
        Fragment(day_view.close_day_title(t)).classes("through")
        body = Fragment(tag="div")
    body.bind_content_from(
        context.board.rail,
        "codes",
        backward=keep_last_good(lambda _: day_view.close_day(context.kitchen.day.to_close(), t)),
    )


def _draw_marks(context: AppContext) -> None:
    plan = Fragment(tag="div").props("id=starts hidden")
    plan.bind_content_from(context.board.live_starts, "starts", backward=keep_last_good(_starts_of(context)))
    heard = Fragment(tag="div").props("id=heard hidden")
    heard.bind_content_from(
        context.board.heard, "count", backward=lambda count: Markup("<data>{}</data>").format(count)
    )
    watching = Fragment(tag="div").props("id=watching hidden")
    watching.bind_content_from(context.board.watching, "order_ids", backward=keep_last_good(watched))


def _starts_of(context: AppContext) -> Callable[[Starts], Markup]:
    return lambda plan: starts(plan) if context.settings.start_next else Markup()


def _draw_all_day(t: Translator, context: AppContext) -> None:
    with dialog("all-day"):
        Fragment(dialogs.all_day_title(t)).classes("through")
        with ui.element("div").classes("halves"):
            Fragment(dialogs.to_make(t), tag="section")
            with ui.element("section"):
                Fragment(dialogs.sold_out(t))
                dishes = Fragment(tag="ul").classes("switches").props("role=list")
        dishes.bind_content_from(context.board.live_menu, "menu", backward=keep_last_good(partial(dialogs.dishes, t=t)))


def _draw_order_lists(t: Translator, context: AppContext) -> None:
    with dialog("left"):
        Fragment(lists.left_title(t))
        gone = Fragment(tag="ul").classes("gone").props("role=list")
        gone.bind_content_from(context.board.rail, "left", backward=keep_last_good(partial(lists.left, t=t)))
    with dialog("later"):
        Fragment(lists.later_title(t)).classes("through")
        waiting = Fragment(tag="ul").classes("gone").props("role=list")
        waiting.bind_content_from(
            context.board.rail, "later", backward=keep_last_good(lambda orders: lists.later(orders, t, context.now()))
        )


def _dialog_of(name: str, content: Markup) -> None:
    with dialog(name):
        Fragment(content)
