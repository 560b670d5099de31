"""PINs: one that the staff choose, and one of the owner's own for menu, reports and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from pages.owner.settings.advice_texts import advice_text
from pages.owner.settings.form_fields import draw_field
from pages.owner.settings.section import Attempt, Field, Render, Section
from pages.security.cookies import set_cookies
from pages.security.form_body import read_form
from pages.security.login import SEE_OTHER, is_secure_request
from pages.security.pin_digits import read_pin
from pages.security.socket_guards import disconnect_signed_out

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.owner_ports import Advice, Pins
    from pages.security.auth import Auth

STAFF_PIN, OWNER_PIN = "staff_pin", "owner_pin"


def pins_section(context: AppContext, auth: Auth) -> Section:
    """Return the section."""
    pins = context.credentials.pins

    async def draw(t: Translator, attempt: Attempt | None) -> Markup:
        return _draw(pins, attempt, t)

    def add_routes(router: APIRouter, render: Render) -> None:
        owners = [Depends(auth.require_owner_form)]

        async def answer(request: Request, name: str, wrong: Advice | None) -> Response:
            if wrong:
                t = context.translator_for_request(request)
                return await render(request, Attempt("pins", {}, {name: advice_text(wrong, t)}))
            return await _sign_in_again(request, context, auth)

        @router.post("/settings/pins/staff", dependencies=owners)
        async def change_staffs(request: Request) -> Response:
            pin = read_pin((await read_form(request)).get(STAFF_PIN, ""))
            return await answer(request, STAFF_PIN, None if pins.is_given else await pins.change_staffs(pin))

        @router.post("/settings/pins/owner", dependencies=owners)
        async def change_owners(request: Request) -> Response:
            pin = read_pin((await read_form(request)).get(OWNER_PIN, ""))
            return await answer(request, OWNER_PIN, None if pins.is_owners_given else await pins.change_owners(pin))

    return Section(id="pins", title=lambda t: t.gettext("PINs"), draw=draw, add_routes=add_routes)


def _draw(pins: Pins, attempt: Attempt | None, t: Translator) -> Markup:
    staffs = Field(
        STAFF_PIN, t.gettext("New PIN of the staff"), t.gettext("6 digits or more. Every tablet then needs it."), "pin"
    )
    says = (
        t.gettext("Menu, reports and settings take it. Leave it empty, and the staff’s PIN opens them again.")  # noqa: RUF001
        if pins.has_owners
        else t.gettext("With a PIN of your own, the staff’s no longer opens menu, reports and settings.")  # noqa: RUF001
    )
    owners = Field(OWNER_PIN, t.gettext("New PIN of the owner"), says, "pin")
    return _form("staff", staffs, pins.is_given, attempt, t) + _form("owner", owners, pins.is_owners_given, attempt, t)


def _form(who: str, field: Field, is_given: bool, attempt: Attempt | None, t: Translator) -> Markup:  # noqa: FBT001
    button = Markup() if is_given else Markup('<button class="quiet">{}</button>').format(t.gettext("Change the PIN"))
    return Markup('<form class="settings-form" method="post" action="/settings/pins/{}#pins">{}{}</form>').format(
        who, draw_field(field, "", is_given, attempt, t), button
    )


# Who has just changed a PIN stays signed in, as the owner.
async def _sign_in_again(request: Request, context: AppContext, auth: Auth) -> Response:
    await context.credentials.close_session(auth.find_session(request))
    token = await context.credentials.open_session(is_owner=True)
    await disconnect_signed_out(auth)
    response = RedirectResponse("/settings?saved=pins#pins", SEE_OTHER)
    device = await auth.remember_device(request)
    set_cookies(response, token, device, is_secure=is_secure_request(request, context))
    return response
