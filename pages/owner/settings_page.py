"""Settings page: push and its deliveries, the learned estimates, and the signed-in devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, RedirectResponse, Response

from domain.errors import SubscriptionRefused
from domain.notices import Wording
from pages.components.page_shell import PageShell, static_page
from pages.components.staff_bar import bar
from pages.owner import settings_view as view
from pages.security.auth import GuardedRoute
from pages.security.login import SEE_OTHER
from pages.security.socket_guards import disconnect_signed_out

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.security.auth import Auth

SETTINGS = "/settings"


class Device(BaseModel):
    """A browser's `PushSubscription.toJSON()`: what it needs beyond this is checked where it is used."""

    model_config = ConfigDict(extra="ignore")

    endpoint: str = Field(max_length=2048)
    keys: dict[str, str] = Field(max_length=4)


def settings_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of the settings."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)

    @router.get(SETTINGS, dependencies=[Depends(auth.require_staff)])
    async def settings(request: Request) -> Response:
        t = context.translator_for_request(request)
        html = Markup(
            '<header class="bar">{}</header><main class="reports settings"><h1>{}</h1>{}{}{}{}</main>'
        ).format(
            bar(SETTINGS, t, is_live=False),
            t.gettext("Settings"),
            view.push(context.is_secure, context.push.public_key, await context.push.report(), t),
            view.board(f"{context.address}/board", t),
            view.learning(t),
            view.devices(auth.throttle.guesses, t),
        )
        shell = PageShell(
            translator=t,
            now=context.now(),
            first_html=html,
            start_script="owner/settings_start.js",
            script_texts=view.script_texts(t),
            is_live=False,
        )
        title = t.gettext("Settings")
        return static_page(request, shell, f"{title} · {context.name}")

    @router.post(f"{SETTINGS}/test-push", dependencies=[Depends(auth.require_staff_form)])
    async def test_push(device: Device, request: Request) -> Response:
        t = context.translator_for_request(request)
        says = t.gettext("Notices from {name} arrive on this device.", name=context.name)
        return JSONResponse({"why": await _ring(context, device, Wording(t.gettext("It works"), says, t.language))})

    @router.post(f"{SETTINGS}/unlearn", dependencies=[Depends(auth.require_staff_form)])
    async def unlearn() -> Response:
        await context.kitchen.unlearn()
        return RedirectResponse(SETTINGS, SEE_OTHER)

    @router.post(f"{SETTINGS}/sign-all-out", dependencies=[Depends(auth.require_staff_form)])
    async def sign_all_out() -> Response:
        await context.credentials.close_all_sessions()
        await disconnect_signed_out(auth)
        return RedirectResponse("/login", SEE_OTHER)

    return router


async def _ring(context: AppContext, device: Device, told: Wording) -> str:
    try:
        return await context.push.ring(device.model_dump(), told, f"{context.address}{SETTINGS}")
    except SubscriptionRefused as error:
        return str(error)
