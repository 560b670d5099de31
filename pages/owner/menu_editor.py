"""Menu editor: the page of the menu, bound to the live menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from nicegui import APIRouter, ui

from domain.menu import Menu
from pages.components.dialogs import dialog
from pages.components.fragment import Fragment, keep_last_good
from pages.components.live_page import attach_staff_shell, live_page
from pages.components.staff_bar import bar, toasts
from pages.owner import menu_view as view
from pages.owner.menu_routes import add_menu_routes
from pages.security.body_limit import MAX_MENU_BYTES
from pages.security.guarded_route import GuardedRoute

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth


def menu_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Register the menu's page and the routes of its changes."""
    router = APIRouter(include_in_schema=False, prefix="/menu", route_class=GuardedRoute)

    @live_page(router, "", auth.require_owner)
    def menu(request: Request) -> None:
        t = context.translator_for_request(request)
        _draw(t, context)
        attach_staff_shell(context, t, t.gettext("Menu"), "owner/menu_start.js", _script_texts(t))

    add_menu_routes(router, context, auth)
    return router


def _draw(t: Translator, context: AppContext) -> None:
    def bound(presenter: Callable[[Menu, Translator], Markup], tag: str, classes: str) -> Fragment:
        part = Fragment(tag=tag).classes(classes)
        render = keep_last_good(lambda menu: presenter(menu, t))
        part.bind_content_from(context.board.live_menu, "menu", backward=render)
        return part

    Fragment(bar("/menu", t), tag="header").classes("bar")
    with ui.element("main").classes("menu-page"):
        Fragment(view.head(t)).classes("head")
        bound(view.dishes, "div", "card dishes")
        with ui.element("section").classes("card stations"):
            Fragment(view.stations_title(t))
            bound(view.stations, "ul", "").props("role=list id=stations-list")
    for name, form in (("dish", view.dish_form(t, context.currency)), ("import", view.import_form(t, MAX_MENU_BYTES))):
        with dialog(name):
            Fragment(form)
    ui.element("datalist").props("id=known-stations")
    ui.element("datalist").props("id=known-categories")
    toasts(t)


def _script_texts(t: Translator) -> dict[str, str]:
    return {
        "add": t.gettext("Add a dish"),
        "change": t.gettext("Change {dish}", dish="{dish}"),
        "remove-sure": t.gettext("Tap again to remove it"),
        "remove": t.gettext("Remove the dish"),
        "unreachable": t.gettext("The kitchen could not be reached. Nothing has changed; please try again."),
        "not-taken": t.gettext("That was not taken. Please look at it again."),
        "too-large": t.gettext("The file is too large: {n} KB at most.", n=MAX_MENU_BYTES // 1024),
        "file-changed": t.gettext("The file has changed since you chose it. Please choose it again."),
        "import": t.gettext("Import"),
        "preview": t.gettext("Show what it changes"),
        "no-change": t.gettext("The menu is like this already."),
        "would-change": t.gettext("This would change:"),
    }
