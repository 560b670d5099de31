"""Devices: sign all of them out; and whether somebody guesses the PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from pages.owner.settings.confirmed_action import confirmed_action
from pages.owner.settings.section import Attempt, Render, Section
from pages.security.login import SEE_OTHER
from pages.security.socket_guards import disconnect_signed_out

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

# Staff mistype a PIN once or twice.
MIN_SUSPICIOUS_GUESSES = 10


def devices_section(context: AppContext, auth: Auth) -> Section:
    """Return the section."""

    async def draw(t: Translator, _: Attempt | None) -> Markup:
        says = t.gettext(
            "A tablet was lost, or somebody left? Sign all out; each then needs the PIN again, this one too."
        )
        button = confirmed_action("/settings/sign-all-out", t.gettext("Sign all devices out"), t)
        return Markup("{}<p>{}</p>{}").format(_guessing(await auth.throttle.count_guesses(), t), says, button)

    def add_routes(router: APIRouter, _: Render) -> None:
        @router.post("/settings/sign-all-out", dependencies=[Depends(auth.require_owner_form)])
        async def sign_all_out() -> Response:
            await context.credentials.close_all_sessions()
            await disconnect_signed_out(auth)
            return RedirectResponse("/login", SEE_OTHER)

    return Section(id="devices", title=lambda t: t.gettext("Signed-in devices"), draw=draw, add_routes=add_routes)


def _guessing(guesses: int, t: Translator) -> Markup:
    if guesses < MIN_SUSPICIOUS_GUESSES:
        return Markup()
    says = t.ngettext(
        "Somebody is guessing the PIN: {n} wrong one in a short time. Each must wait longer for the next try.",
        "Somebody is guessing the PIN: {n} wrong ones in a short time. Each must wait longer for the next try.",
        guesses,
    )
    then = t.gettext("A longer PIN holds longer: 8 digits or more.")
    return Markup('<p class="wrong" id="guessing">{} {}</p>').format(says, then)
