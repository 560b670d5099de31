"""The staff's way in and out: a plain form, so that it works everywhere and renews the session as it should."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from pages.access import COOKIE, KITCHEN, Access, set_cookies
from pages.calm import house_mark
from pages.dressing import Dressing, plain_page
from pages.sockets import send_away

if TYPE_CHECKING:
    from pages.house import House
    from pages.text import Words

STAFF_PATHS = ("/kitchen", "/orders/new", "/menu", "/reports", "/settings", "/board")
SEE_OTHER = 303


def login_pages(house: House, access: Access) -> APIRouter:
    """Return the routes of signing in and out."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def front_door(request: Request) -> Response:
        return RedirectResponse(KITCHEN if access.is_staff(request) else "/login")

    @router.get("/login")
    def sign_in(request: Request) -> Response:
        if access.is_staff(request):
            return RedirectResponse(_way_back(request), SEE_OTHER)
        return _form(request, house, house.words_for(request), "")

    @router.post("/login", dependencies=[Depends(access.from_own_page)])
    async def try_pin(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=4)
        token, wait = await access.try_pin(request, str(form.get("pin", "")), is_alone="alone" in form)
        if token is None:
            return _refused(request, house, wait)
        await house.keys.close_session(request.cookies.get(COOKIE, ""))
        await send_away(access)
        response = RedirectResponse(_way_back(request), SEE_OTHER)
        set_cookies(response, token, await access.device(request), is_secure=_is_secure(request, house))
        return response

    @router.post("/logout", dependencies=[Depends(access.from_own_page)])
    async def sign_out(request: Request) -> Response:
        await house.keys.close_session(request.cookies.get(COOKIE, ""))
        await send_away(access)
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
def _is_secure(request: Request, house: House) -> bool:
    return house.is_secure and not request.headers.get("origin", "").startswith("http:")


def _refused(request: Request, house: House, wait: int) -> Response:
    words = house.words_for(request)
    says = words("That is not the PIN. Please try again.")
    if wait:
        says += " " + words.counted("You can try again in {n} second.", "You can try again in {n} seconds.", wait)
    response = _form(request, house, words, says, 429 if wait else 403)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _form(request: Request, house: House, words: Words, says: str, status_code: int = 200) -> Response:
    title = words("Staff sign-in")
    html = Markup(
        '<main class="login"><form class="card" method="post">{house}<h1>{title}</h1>'
        '<label class="field">{label}<input name="pin" type="password" inputmode="numeric"'
        ' autocomplete="current-password" required autofocus maxlength="20" aria-describedby="says"{invalid}></label>'
        '<label class="choice"><input type="checkbox" name="alone"><span>{alone}</span></label>'
        '<p id="says" class="wrong" role="alert">{says}</p><button class="primary" type="submit">{button}</button>'
        "</form></main>"
    ).format(
        house=house_mark(house),
        title=title,
        label=words("PIN"),
        says=says,
        invalid=Markup(' aria-invalid="true"') if says else "",
        alone=words("Sign all other devices out"),
        button=words("Sign in"),
    )
    dressing = Dressing(words=words, now=house.now(), first_html=html, is_live=False)
    return plain_page(request, dressing, f"{title} · {house.name}", status_code)
