"""Staff sign-in and sign-out: a plain HTML form, which works without scripts and renews the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from pages.components.error_pages import restaurant_name
from pages.components.page_cache import PageCache
from pages.components.page_shell import PageShell, static_page
from pages.components.templates import render_template
from pages.security.cookies import delete_session_cookies, set_cookies
from pages.security.form_body import read_form
from pages.security.return_address import KITCHEN, OWNER_PATHS, path_of, return_address, sign_in_address
from pages.security.socket_guards import disconnect_signed_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth
    from pages.security.pin_check import SignIn

SEE_OTHER = 303


def login_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of sign-in and sign-out."""
    router, form_page = APIRouter(include_in_schema=False), _FormPage(context)

    @router.get("/")
    def index(request: Request) -> Response:
        return RedirectResponse(KITCHEN if auth.is_staff(request) else "/login")

    @router.get("/login")
    def show_form(request: Request) -> Response:
        t, address = context.translator_for_request(request), return_address(request)
        if not auth.is_staff(request):
            return form_page.answer(request, t, "")
        if path_of(address) in OWNER_PATHS and not auth.is_owner(request):
            return form_page.answer(request, t, t.gettext("This page opens with the owner’s PIN."))  # noqa: RUF001
        return RedirectResponse(address, SEE_OTHER)

    @router.post("/login", dependencies=[Depends(auth.require_own_origin)])
    async def sign_in(request: Request) -> Response:
        form = await read_form(request)
        tried = await auth.try_pin(request, form.get("pin", ""), is_alone="alone" in form)
        if not tried.is_right:
            return form_page.refuse(request, tried)
        await context.credentials.close_session(auth.find_session(request))
        await disconnect_signed_out(auth)
        response = RedirectResponse(return_address(request), SEE_OTHER)
        set_cookies(
            response, tried.token, await auth.remember_device(request), is_secure=is_secure_request(request, context)
        )
        return response

    @router.post("/logout", dependencies=[Depends(auth.require_own_origin)])
    async def sign_out(request: Request) -> Response:
        await context.credentials.close_session(auth.find_session(request))
        await disconnect_signed_out(auth)
        response = RedirectResponse("/login", SEE_OTHER)
        delete_session_cookies(response)
        return response

    return router


def redirect_to_login(address: str) -> Response:
    """Redirect to the sign-in, and from there back to this address."""
    return RedirectResponse(sign_in_address(address), SEE_OTHER)


# While the internet is down, tablets use plain http on the local network. A browser drops Secure cookies there, and
# would be redirected to the sign-in without an explanation.
def is_secure_request(request: Request, context: AppContext) -> bool:
    """Whether cookies of this request's browser are to be Secure."""
    return context.is_secure and not request.headers.get("origin", "").startswith("http:")


class _FormPage:
    """The form, with what was wrong. It is kept once rendered: a flood of guesses would take the CPU from taps."""

    def __init__(self, context: AppContext) -> None:
        self._context, self._cache = context, PageCache()

    def refuse(self, request: Request, tried: SignIn) -> Response:
        """Say that a PIN was wrong, and for how many seconds no other is tried."""
        t = self._context.translator_for_request(request)
        says = [t.gettext("That is not the PIN. Please try again.")]
        if wait := tried.wait:
            says.append(t.ngettext("You can try again in {n} second.", "You can try again in {n} seconds.", wait))
        elif n := tried.owners_wait:
            says.append(
                t.ngettext(
                    "You can try the owner’s PIN again in {n} second.",  # noqa: RUF001
                    "You can try the owner’s PIN again in {n} seconds.",  # noqa: RUF001
                    n,
                )
            )
        headers = {"Retry-After": str(wait)} if wait else None
        return self.answer(request, t, " ".join(says), 429 if wait else 403, headers)

    def answer(
        self,
        request: Request,
        t: Translator,
        says: str,
        status_code: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Answer with the form and this text."""
        key = says, t, self._context.name
        return self._cache.answer(request, status_code, key, lambda: self._render(request, t, says), headers)

    def _render(self, request: Request, t: Translator, says: str) -> Response:
        name = restaurant_name(self._context)
        html = render_template("login.html", t, restaurant_name=name, says=says, language=t.own_name)
        shell = PageShell(translator=t, now=self._context.now(), first_html=html, is_live=False)
        return static_page(request, shell, t.gettext("Staff sign-in") + f" · {self._context.name}")
