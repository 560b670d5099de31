"""Notices to guests' phones: whether they can be sent from here, what became of them, and a test on this device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from domain.errors import SubscriptionRefused
from domain.notices import Wording
from pages.owner.settings import section
from pages.owner.settings.section import Attempt, Render, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.notices import Delivered
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth


class Device(BaseModel):
    """A browser's `PushSubscription.toJSON()`: what it needs beyond this is checked where it is used."""

    model_config = ConfigDict(extra="ignore")

    endpoint: str = Field(max_length=2048)
    keys: dict[str, str] = Field(max_length=4)


def push_section(context: AppContext, auth: Auth) -> Section:
    """Return the section."""

    async def draw(t: Translator, _: Attempt | None) -> Markup:
        key = context.push.public_key
        outcomes = _outcomes(await context.push.report(), t)
        return _possible(context.is_secure, key, t) + outcomes + _test(key, t)

    def add_routes(router: APIRouter, _: Render) -> None:
        @router.post("/settings/test-push", dependencies=[Depends(auth.require_owner_form)])
        async def test_push(device: Device, request: Request) -> Response:
            t = context.translator_for_request(request)
            says = t.gettext("Notices from {name} arrive on this device.", name=context.name)
            wording = Wording(t.gettext("It works"), says, t.language)
            return JSONResponse({"why": await _ring(context, device, wording)})

    return Section(
        id="push", title=lambda t: t.gettext("Push notices"), fields=_fields, draw=draw, add_routes=add_routes
    )


def script_texts(t: Translator) -> dict[str, str]:
    """Return the words of the script that sends a test."""
    return {
        "sent": t.gettext("Sent. It should ring here in a moment."),
        "refused": t.gettext("It was not taken: {why}", why="{why}"),
        "blocked": t.gettext("This browser does not allow notices from this page."),
        "unsupported": t.gettext("This browser cannot get notices here. Try it on a phone, by https."),
    }


def _fields(t: Translator) -> tuple[section.Field, ...]:
    return (
        section.Field(
            "vapid_subject",
            t.gettext("The owner’s e-mail"),  # noqa: RUF001
            t.gettext("The push services of phones write to it when something is wrong. Guests do not see it."),
            "email",
        ),
        section.Field(
            "ready_hold_seconds",
            t.gettext("Wait before “ready” is sent (seconds)"),
            t.gettext("So long a recall can take a wrong tap back, before any phone rings."),
            "number",
        ),
    )


async def _ring(context: AppContext, device: Device, told: Wording) -> str:
    try:
        return await context.push.ring(device.model_dump(), told, f"{context.address}/settings")
    except SubscriptionRefused as error:
        return str(error)


def _possible(is_secure: bool, key: str, t: Translator) -> Markup:  # noqa: FBT001  called once
    if not is_secure:
        says = t.gettext("Not possible yet: phones demand https. “Link for guests” above takes such an address.")
    elif not key:
        says = t.gettext("Not possible yet: write your mailbox above.")
    else:
        says = t.gettext("Possible: this address is secure, and your mailbox is set.")
    return Markup('<p class="verdict" data-possible="{}">{}</p>').format("true" if is_secure and key else "false", says)


def _outcomes(delivered: Iterable[Delivered], t: Translator) -> Markup:
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}{}</th><td class="num">{}</td><td>{}</td></tr>').format(
            _outcome_name(one.outcome, t), f": {one.why}" if one.why else "", one.count, t.clock(one.latest)
        )
        for one in delivered
    )
    if not rows:
        return Markup('<p class="hint">{}</p>').format(t.gettext("No notice was due in the last days."))
    return Markup(
        '<table class="outcomes"><thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(t.gettext("What became of them"), t.gettext("How many"), t.gettext("Latest"), rows)


def _outcome_name(outcome: str, t: Translator) -> str:
    names = {
        "sent": t.gettext("Sent"),
        "gone": t.gettext("The phone had left"),
        "expired": t.gettext("Too late to be of use"),
        "rejected": t.gettext("Refused"),
        "untrue": t.gettext("Taken back in time"),
    }
    return names.get(outcome, outcome)


def _test(key: str, t: Translator) -> Markup:
    return Markup(
        '<div class="row"><button type="button" class="primary" id="test-push" data-key="{}"{}>{}</button></div>'
        '<p role="status" id="test-says"></p>'
    ).format(key, "" if key else Markup(" disabled"), t.gettext("Send a test to this device"))
