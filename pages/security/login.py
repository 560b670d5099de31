"""The staff's way in and out: a plain form, so that it works everywhere and renews the session as it should."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from pages.components.error_pages import restaurant_name
from pages.components.page_shell import PageShell, static_page
from pages.security.auth import COOKIE, KITCHEN, Auth, set_cookies
from pages.security.socket_guards import disconnect_signed_out

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.i18n import Translator

STAFF_PATHS = ("/kitchen", "/orders/new", "/menu", "/reports", "/settings", "/board")
SEE_OTHER = 303


def login_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of signing in and out."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def front_door(request: Request) -> Response:
        return RedirectResponse(KITCHEN if auth.is_staff(request) else "/login")

    @router.get("/login")
    def sign_in(request: Request) -> Response:
        if auth.is_staff(request):
            return RedirectResponse(_way_back(request), SEE_OTHER)
        return _form(request, context, context.translator_for_request(request), "")

    @router.post("/login", dependencies=[Depends(auth.from_own_page)])
    async def try_pin(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=4)
        token, wait = await auth.try_pin(request, str(form.get("pin", "")), is_alone="alone" in form)
        if token is None:
            return _refused(request, context, wait)
        await context.credentials.close_session(request.cookies.get(COOKIE, ""))
        await disconnect_signed_out(auth)
        response = RedirectResponse(_way_back(request), SEE_OTHER)
        set_cookies(response, token, await auth.device(request), is_secure=_is_secure(request, context))
        return response

    @router.post("/logout", dependencies=[Depends(auth.from_own_page)])
    async def sign_out(request: Request) -> Response:
        await context.credentials.close_session(request.cookies.get(COOKIE, ""))
        await disconnect_signed_out(auth)
        response = RedirectResponse("/login", SEE_OTHER)
        response.delete_cookie(COOKIE, path="/")
        return response

    return router


def to_login(path: str) -> Response:
    """Send a visitor to the sign-in, and from there back."""
    return RedirectResponse(f"/login?next={quote(path, safe='')}", SEE_OTHER)


def _way_back(request: Request) -> str:
    path = request.query_params.get("next", KITCHEN)
    return path if path in STAFF_PATHS else KITCHEN


# With the internet away, tablets come by plain http to the address on the local network. A browser keeps no cookie
# there that is for https alone, and would be sent back to the sign-in without a word.
def _is_secure(request: Request, context: AppContext) -> bool:
    return context.is_secure and not request.headers.get("origin", "").startswith("http:")


def _refused(request: Request, context: AppContext, wait: int) -> Response:
    t = context.translator_for_request(request)
    says = t.gettext("That is not the PIN. Please try again.")
    if wait:
        says += " " + t.ngettext("You can try again in {n} second.", "You can try again in {n} seconds.", wait)
    response = _form(request, context, t, says, 429 if wait else 403)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _form(request: Request, context: AppContext, t: Translator, says: str, status_code: int = 200) -> Response:
    title = t.gettext("Staff sign-in")
    html = Markup(
        '<main class="login"><form class="card" method="post">{name}<h1>{title}</h1>'
        '<label class="field">{label}<input name="pin" type="password" inputmode="numeric"'
        ' autocomplete="current-password" required autofocus maxlength="20" aria-describedby="says"{invalid}></label>'
        '<label class="choice"><input type="checkbox" name="alone"><span>{alone}</span></label>'
        '<p id="says" class="wrong" role="alert">{says}</p><button class="primary" type="submit">{button}</button>'
        "</form></main>"
    ).format(
        name=restaurant_name(context),
        title=title,
        label=t.gettext("PIN"),
        says=says,
        invalid=Markup(' aria-invalid="true"') if says else "",
        alone=t.gettext("Sign all other devices out"),
        button=t.gettext("Sign in"),
    )
    shell = PageShell(translator=t, now=context.now(), first_html=html, is_live=False)
    return static_page(request, shell, f"{title} · {context.name}", status_code)
