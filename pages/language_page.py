"""Language page of a tablet: the staff choose what its pages speak, whatever its browser wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from pages.components.page_shell import PageShell, static_page
from pages.components.templates import render_template
from pages.context import LANGUAGE_COOKIE
from pages.i18n import translator_for
from pages.security.form_body import read_form

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.security.auth import Auth

LANGUAGE = "/language"
_YEAR_SECONDS = 365 * 24 * 3600
_SEE_OTHER = 303


def language_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes on which a device chooses its language; they need no PIN."""
    router = APIRouter(include_in_schema=False)

    @router.get(LANGUAGE)
    def show(request: Request) -> Response:
        t = context.translator_for_request(request)
        languages = [(code, translator_for(code, context.timezone).own_name) for code in context.languages]
        before = _page_before(request)
        html = render_template("language.html", t, languages=languages, spoken=t.language, back=before)
        shell = PageShell(translator=t, now=context.now(), first_html=html, is_live=False)
        return static_page(request, shell, t.gettext("Language") + f" · {context.name}")

    @router.post(LANGUAGE, dependencies=[Depends(auth.require_own_origin)])
    async def choose(request: Request) -> Response:
        form = await read_form(request)
        back = form.get("back", "")
        response = RedirectResponse(back if _is_own_path(back) else "/", _SEE_OTHER)
        if form.get("language") in context.languages:
            response.set_cookie(LANGUAGE_COOKIE, form["language"], max_age=_YEAR_SECONDS, httponly=True, samesite="lax")
        return response

    return router


# With its query: the kitchen's station is in it.
def _page_before(request: Request) -> str:
    before = urlsplit(request.headers.get("referer", ""))
    is_own = before.netloc == request.headers.get("host", "") and before.path != LANGUAGE
    return f"{before.path}?{before.query}".rstrip("?") if is_own else "/"


# Two slashes, or one and a backslash, lead to another host (WHATWG URL, relative state).
def _is_own_path(path: str) -> bool:
    return path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
