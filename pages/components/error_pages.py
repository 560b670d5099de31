"""Error pages for people: static HTML that says what happened and what to do, without a NiceGUI client."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.responses import HTMLResponse

from pages.components.labels import icon
from pages.components.page_cache import PageCache
from pages.components.page_shell import PageShell, static_page
from pages.components.templates import render_template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import Request
    from starlette.responses import Response

    from pages.context import AppContext
    from pages.i18n import Translator


class ErrorPages:
    """Renders each error page once, by status and language.

    Unknown guest links are answered with one of these pages, so it must cost next to nothing.
    """

    def __init__(self, context: AppContext) -> None:
        self._context = context
        self._cache = PageCache()

    def answer(self, request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
        """Return the page of this status in the language of the request."""
        t = self._context.translator_for_request(request)
        key = status, t, self._context.name, _names_html(request)
        return self._cache.answer(request, status, key, lambda: self._render(request, status, t), headers)

    def explain(self, request: Request, status: int, says: str, headers: Mapping[str, str] | None = None) -> Response:
        """Return a page of this status that says in words of its own what happened and what to do."""
        t = self._context.translator_for_request(request)
        answer = self._page(request, status, t, t.gettext("That did not work"), says)
        answer.headers.update(headers or {})
        return answer

    def _render(self, request: Request, status: int, t: Translator) -> Response:
        # An address that does not fit leads nowhere either, and trying again does not help.
        if status in {HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}:
            title = t.gettext("There is nothing here")
            says = t.gettext("The link may be mistyped, or the order ended some time ago. The counter is glad to help.")
        else:
            title = t.gettext("That did not work")
            says = t.gettext("It is not your fault. Please try again in a moment.")
        return self._page(request, status, t, title, says)

    def _page(self, request: Request, status: int, t: Translator, title: str, says: str) -> Response:
        if not _names_html(request):
            values = {"title": title, "says": says, "language": t.language, "direction": t.direction}
            return HTMLResponse(render_template("bare_message.html", t, **values), status)
        name = restaurant_name(self._context)
        html = render_template("message.html", t, restaurant_name=name, title=title, says=says)
        shell = PageShell(translator=t, now=self._context.now(), first_html=html, is_live=False)
        return static_page(request, shell, title, status)


# Browsers name it where a person reads the answer. Monitors, scripts and images that are missing need no style.
def _names_html(request: Request) -> bool:
    return "html" in request.headers.get("accept", "")


def restaurant_name(context: AppContext) -> Markup:
    """Return the restaurant's name as HTML, for pages that show nothing else of it."""
    return Markup('<p class="restaurant-name">{}{}</p>').format(icon("bell"), context.name)
