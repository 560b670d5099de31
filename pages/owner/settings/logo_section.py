"""Logo: the picture that guests see beside the name. The script makes it small enough before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, HTTPException, Request
from markupsafe import Markup
from starlette.responses import JSONResponse, RedirectResponse, Response

from pages.owner.settings.advice_texts import advice_text
from pages.owner.settings.section import Attempt, Render, Section
from pages.security.login import SEE_OTHER

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth


def logo_section(context: AppContext, auth: Auth) -> Section:
    """Return the section."""

    async def draw(t: Translator, _: Attempt | None) -> Markup:
        return Markup(
            '{shown}<label class="field" for="logo-file">{choose}</label>'
            '<input class="input" id="logo-file" type="file" accept="image/*" data-max-bytes="{max_bytes}"'
            ' aria-describedby="logo-says">'
            '<p class="hint">{hint}</p><p class="wrong" id="logo-says" role="alert"></p>'
        ).format(
            shown=_shown(context, t),
            choose=t.gettext("Choose a picture"),
            max_bytes=context.settings_store.max_logo_bytes,
            hint=t.gettext("Guests see it beside the name. A square one looks best."),
        )

    def add_routes(router: APIRouter, _: Render) -> None:
        owners = [Depends(auth.require_owner_form)]

        @router.get("/logo")
        async def logo() -> Response:
            if not (picture := context.settings_store.logo):
                raise HTTPException(404)
            return Response(
                picture.content, media_type=picture.media_type, headers={"Cache-Control": "public, max-age=86400"}
            )

        @router.post("/settings/logo", dependencies=owners)
        async def take(request: Request) -> Response:
            wrong = await context.settings_store.save_logo(await request.body())
            if wrong:
                t = context.translator_for_request(request)
                return JSONResponse({"says": advice_text(wrong, t)}, 422)
            return JSONResponse({})

        @router.post("/settings/logo/remove", dependencies=owners)
        async def remove() -> Response:
            await context.settings_store.save_logo(b"")
            return RedirectResponse("/settings#logo", SEE_OTHER)

    return Section(id="logo", title=lambda t: t.gettext("Logo"), draw=draw, add_routes=add_routes)


def script_texts(t: Translator) -> dict[str, str]:
    """Return the words of the script that sends a picture."""
    return {"logo-unreadable": t.gettext("This picture could not be read or sent. Please try another.")}


def _shown(context: AppContext, t: Translator) -> Markup:
    if not (logo := context.settings_store.logo):
        return Markup()
    return Markup(
        '<form method="post" action="/settings/logo/remove"><img class="logo" src="/logo?v={}" alt="{}">'
        '<button class="quiet">{}</button></form>'
    ).format(logo.digest, t.gettext("The logo"), t.gettext("Remove it"))
