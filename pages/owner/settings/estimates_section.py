"""Estimates: forget what was learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from pages.owner.settings.confirmed_action import confirmed_action
from pages.owner.settings.section import Attempt, Render, Section
from pages.security.login import SEE_OTHER

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth


def estimates_section(context: AppContext, auth: Auth) -> Section:
    """Return the section."""

    async def draw(t: Translator, _: Attempt | None) -> Markup:
        says = t.gettext("They learn from each order how long dishes take. After a change in the kitchen, start again.")
        button = confirmed_action("/settings/unlearn", t.gettext("Forget what was learned"), t)
        return Markup("<p>{}</p>{}").format(says, button)

    def add_routes(router: APIRouter, _: Render) -> None:
        @router.post("/settings/unlearn", dependencies=[Depends(auth.require_owner_form)])
        async def unlearn() -> Response:
            await context.kitchen.unlearn()
            return RedirectResponse("/settings#estimates", SEE_OTHER)

    return Section(id="estimates", title=lambda t: t.gettext("Estimates"), draw=draw, add_routes=add_routes)
