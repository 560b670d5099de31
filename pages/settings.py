"""The owner's settings: what push can do here and did, what the kitchen has learnt, and who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, RedirectResponse, Response

from domain.errors import SubscriptionRefused
from domain.notices import Wording
from pages import settings_view as view
from pages.access import GuardedRoute
from pages.dressing import Dressing, plain_page, static_url
from pages.login import SEE_OTHER
from pages.sockets import send_away
from pages.staff_bar import bar

if TYPE_CHECKING:
    from pages.access import Access
    from pages.house import House

SETTINGS = "/settings"


class Device(BaseModel):
    """A browser's `PushSubscription.toJSON()`: what it needs beyond this is checked where it is used."""

    model_config = ConfigDict(extra="ignore")

    endpoint: str = Field(max_length=2048)
    keys: dict[str, str] = Field(max_length=4)


def settings_pages(house: House, access: Access) -> APIRouter:
    """Return the routes of the settings."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)

    @router.get(SETTINGS, dependencies=[Depends(access.staff)])
    async def settings(request: Request) -> Response:
        words = house.words_for(request)
        html = Markup('<header class="bar">{}</header><main class="reports settings"><h1>{}</h1>{}{}{}</main>').format(
            bar(SETTINGS, words, is_live=False),
            words("Settings"),
            view.push(house.is_secure, house.bell.public_key, await house.bell.report(), words),
            view.learning(words),
            view.devices(words),
        )
        dressing = Dressing(
            words=words,
            now=house.now(),
            first_html=html,
            scripts=(static_url("settings.js"),),
            script_words=view.script_words(words),
            is_live=False,
        )
        return plain_page(request, dressing, f"{words('Settings')} · {house.name}")

    @router.post(f"{SETTINGS}/test-push", dependencies=[Depends(access.staff_form)])
    async def test_push(device: Device, request: Request) -> Response:
        words = house.words_for(request)
        says = words("Notices from {name} arrive on this device.", name=house.name)
        return JSONResponse({"why": await _ring(house, device, Wording(words("It works"), says, words.language))})

    @router.post(f"{SETTINGS}/unlearn", dependencies=[Depends(access.staff_form)])
    async def unlearn() -> Response:
        await house.kitchen.unlearn()
        return RedirectResponse(SETTINGS, SEE_OTHER)

    @router.post(f"{SETTINGS}/sign-all-out", dependencies=[Depends(access.staff_form)])
    async def sign_all_out() -> Response:
        await house.keys.close_all_sessions()
        await send_away(access)
        return RedirectResponse("/login", SEE_OTHER)

    return router


async def _ring(house: House, device: Device, told: Wording) -> str:
    try:
        return await house.bell.ring(device.model_dump(), told, f"{house.address}{SETTINGS}")
    except SubscriptionRefused as error:
        return str(error)
