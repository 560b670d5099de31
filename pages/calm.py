"""The calm plain page that people read instead of an error; and made-up links, answered with it before all else."""

from __future__ import annotations

import gzip
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from pages.dressing import Dressing, plain_page
from pages.guest_view import icon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

    from pages.access import Access
    from pages.house import House

LINKS = "/t/"


class CalmPages:
    """Answers with a plain page that says what happened and what to do. It makes no NiceGUI client.

    Each page is drawn once and kept, pressed too: it is what ten thousand made-up links would be answered.
    """

    def __init__(self, house: House) -> None:
        """Speak for this house."""
        self._house = house
        self._kept: dict[tuple[int, str], tuple[bytes, bytes]] = {}

    def answer(self, request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
        """Return the page of this status, in the language of the request."""
        words = self._house.words_for(request)
        if (status, words.language) not in self._kept:
            drawn = bytes(self._drawn(request, status).body)
            self._kept[status, words.language] = drawn, gzip.compress(drawn, mtime=0)
        plain, pressed = self._kept[status, words.language]
        said = {**(headers or {}), "Cache-Control": "no-store", "Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return HTMLResponse(plain, status, said)
        return HTMLResponse(pressed, status, {**said, "Content-Encoding": "gzip"})

    def _drawn(self, request: Request, status: int) -> Response:
        words = self._house.words_for(request)
        if status == HTTPStatus.NOT_FOUND:
            title = words("There is nothing here")
            says = words("The link may be mistyped, or the order ended some time ago. The counter is glad to help.")
        else:
            title = words("That did not work")
            says = words("It is not your fault. Please try again in a moment.")
        html = Markup('<main class="calm"><div class="card">{}<h1>{}</h1><p>{}</p></div></main>').format(
            house_mark(self._house), title, says
        )
        dressing = Dressing(words=words, now=self._house.now(), first_html=html, is_live=False)
        return plain_page(request, dressing, title, status)


def house_mark(house: House) -> Markup:
    """Say on a page that has nothing else whose it is."""
    return Markup('<p class="house">{}{}</p>').format(icon("bell"), house.name)


class MadeUpLinks:
    """ASGI middleware: answers links that are not, or no longer, good, at a tenth of what the whole way would cost."""

    def __init__(self, app: ASGIApp, *, access: Access, calm: CalmPages) -> None:
        """Wrap the application."""
        self._app, self._access, self._calm = app, access, calm

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(LINKS):
            await self._app(scope, receive, send)
            return
        token = scope["path"].removeprefix(LINKS).partition("/")[0]
        request = Request(scope)
        if self._access.guest_order(token) or "json" in request.headers.get("accept", ""):
            await self._app(scope, receive, send)
        else:
            await self._calm.answer(request, 404)(scope, receive, send)
