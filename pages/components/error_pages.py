"""The calm plain page that people read instead of an error; and made-up links, answered with it before all else."""

from __future__ import annotations

import gzip
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from pages.components.labels import icon
from pages.components.page_shell import PageShell, static_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.context import AppContext


class ErrorPages:
    """Answers with a plain page that says what happened and what to do. It makes no NiceGUI client.

    Each page is drawn once and kept, pressed too: it is what ten thousand made-up links would be answered.
    """

    def __init__(self, context: AppContext) -> None:
        """Speak for this house."""
        self._context = context
        self._kept: dict[tuple[int, str], tuple[bytes, bytes]] = {}

    def answer(self, request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
        """Return the page of this status, in the language of the request."""
        t = self._context.translator_for_request(request)
        if (status, t.language) not in self._kept:
            drawn = bytes(self._drawn(request, status).body)
            self._kept[status, t.language] = drawn, gzip.compress(drawn, mtime=0)
        plain, pressed = self._kept[status, t.language]
        said = {**(headers or {}), "Cache-Control": "no-store", "Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return HTMLResponse(plain, status, said)
        return HTMLResponse(pressed, status, {**said, "Content-Encoding": "gzip"})

    def _drawn(self, request: Request, status: int) -> Response:
        t = self._context.translator_for_request(request)
        if status == HTTPStatus.NOT_FOUND:
            title = t.gettext("There is nothing here")
            says = t.gettext("The link may be mistyped, or the order ended some time ago. The counter is glad to help.")
        else:
            title = t.gettext("That did not work")
            says = t.gettext("It is not your fault. Please try again in a moment.")
        html = Markup('<main class="calm"><div class="card">{}<h1>{}</h1><p>{}</p></div></main>').format(
            restaurant_name(self._context), title, says
        )
        shell = PageShell(translator=t, now=self._context.now(), first_html=html, is_live=False)
        return static_page(request, shell, title, status)


def restaurant_name(context: AppContext) -> Markup:
    """Say on a page that has nothing else whose it is."""
    return Markup('<p class="house">{}{}</p>').format(icon("bell"), context.name)
