"""Webhooks: addresses that are told what happens to orders, with the log of what was sent to each."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from markupsafe import Markup
from pydantic import ValidationError
from starlette.responses import Response

from domain.connections import Connection, ConnectionType, OrderNews
from pages.owner.settings.confirmed_action import confirmed_action
from pages.owner.settings.connection_parts import (
    ConnectionId,
    add_connection_routes,
    adding_form,
    connection_card,
    message_log,
    outcome_of,
    refused_address,
)
from pages.owner.settings.section import Attempt, Field, Render, Section
from pages.schemas.webhook import MAX_WEBHOOKS, TEST, WebhookIn, new_secret, payload_of_test, with_new_secret
from pages.security.form_body import read_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

SECTION = "webhooks"
URL, KINDS = "webhook_url", "webhook_kinds"


def webhooks_section(context: AppContext, auth: Auth) -> Section:
    """Return the section."""

    async def draw(t: Translator, attempt: Attempt | None) -> Markup:
        cards = [await _card(context, one, t) for one in await context.connections.read(ConnectionType.WEBHOOK)]
        form = _form(attempt, t) if len(cards) < MAX_WEBHOOKS else Markup()
        return Markup("").join([*cards, form])

    def add_routes(router: APIRouter, render: Render) -> None:
        owners = [Depends(auth.require_owner_form)]

        @router.post(f"/settings/{SECTION}/new", dependencies=owners)
        async def add(request: Request) -> Response:
            t, sent = context.translator_for_request(request), await read_fields(request)
            url = dict(sent).get(URL, "")
            kinds = frozenset(text for name, text in sent if name == KINDS)
            wrong = {} if kinds else {KINDS: t.gettext("Choose one or more.")}
            try:
                read = WebhookIn.model_validate({"url": url, "kinds": kinds or frozenset(OrderNews)})
                is_refused = bool(context.outgoing.refuse(read.url))
            except ValidationError:
                is_refused = True
            if is_refused:
                wrong[URL] = refused_address(t)
            if wrong or len(await context.connections.read(ConnectionType.WEBHOOK)) >= MAX_WEBHOOKS:
                return await render(request, Attempt(SECTION, {URL: url, KINDS: ",".join(kinds)}, wrong))
            return await _show_secret(context, render, request, await context.connections.add(_webhook(context, read)))

        _add_secret_route(router, render, context, owners)
        add_connection_routes(router, render, context, auth, SECTION, ConnectionType.WEBHOOK, test)

    # A test also switches one on again that had ended its subscription.
    async def test(webhook: Connection, t: Translator) -> str:
        if not webhook.is_on:
            await context.connections.change(replace(webhook, is_on=True))
        await context.outgoing.send(webhook, TEST, json.dumps(payload_of_test(context.name, context.now())))
        return t.gettext("On its way. Open the page again to see what became of it.")

    return Section(id=SECTION, title=lambda t: t.gettext("Webhooks"), draw=draw, add_routes=add_routes)


def _add_secret_route(router: APIRouter, render: Render, context: AppContext, owners: Sequence[Any]) -> None:
    @router.post(f"/settings/{SECTION}/{{connection_id}}/new-secret", dependencies=owners)
    async def renew_secret(connection_id: ConnectionId, request: Request) -> Response:
        webhook = await context.connections.find(connection_id)
        if webhook is None or webhook.type is not ConnectionType.WEBHOOK:
            raise HTTPException(404)
        changed = with_new_secret(webhook, context.now())
        await context.connections.change(changed)
        return await _show_secret(context, render, request, changed)


async def _show_secret(context: AppContext, render: Render, request: Request, webhook: Connection) -> Response:
    t = context.translator_for_request(request)
    said = t.gettext("Its secret, shown this once: {secret}", secret=webhook.options["secret"])
    return await render(request, Attempt(SECTION, {}, {}, said))


def _webhook(context: AppContext, read: WebhookIn) -> Connection:
    return Connection(
        type=ConnectionType.WEBHOOK,
        name=read.name,
        options={"url": read.url, "secret": new_secret()},
        news=read.kinds,
        made_at=context.now(),
    )


async def _card(context: AppContext, webhook: Connection, t: Translator) -> Markup:
    latest = next(iter(await context.outgoing.read_log(webhook.id, None, 1)), None)
    off = t.gettext("Switched off, as the receiver wished. A test switches it on again.")
    grace = t.gettext("For 24 hours messages are signed with the old one, too.")
    inner = Markup('<p dir="ltr">{}</p><p>{} <span lang="en" dir="auto">{}</span></p>{}{}').format(
        " · ".join(sorted(webhook.news)),
        off if not webhook.is_on else outcome_of(latest, t) if latest else "",
        webhook.problem,
        await message_log(context, SECTION, webhook, t),
        confirmed_action(f"/settings/{SECTION}/{webhook.id}/new-secret#{SECTION}", t.gettext("New secret"), t, grace),
    )
    return connection_card(SECTION, webhook, webhook.options["url"], inner, t)


def _form(attempt: Attempt | None, t: Translator) -> Markup:
    chosen = attempt.written.get(KINDS, "").split(",") if attempt and attempt.wrong else list(OrderNews)
    wrong = attempt.wrong.get(KINDS, "") if attempt else ""
    invalid = Markup(' aria-invalid="true"') if wrong else ""
    boxes = Markup("").join(
        Markup(
            '<label class="choice"><input type="checkbox" name="{name}" value="{kind}"{checked}{invalid}>'
            '<span dir="ltr">{kind}</span></label>'
        ).format(name=KINDS, kind=kind.value, checked=Markup(" checked") if kind in chosen else "", invalid=invalid)
        for kind in OrderNews
    )
    kinds = Markup(
        '<fieldset class="choices" aria-describedby="{name}-wrong"><legend>{legend}</legend>{boxes}</fieldset>'
        '<p class="wrong" id="{name}-wrong"{role}>{wrong}</p>'
    ).format(
        name=KINDS,
        legend=t.gettext("What it is told"),
        boxes=boxes,
        role=Markup(' role="alert"') if wrong else "",
        wrong=wrong,
    )
    hint = t.gettext("It gets a signed message of each change, and can send it on as SMS or e-mail.")
    fields = [Field(URL, t.gettext("Web address"), hint, "url")]
    return adding_form(SECTION, "new", fields, attempt, t, kinds)
