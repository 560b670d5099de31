"""What the sections of sources, webhooks and printers have in common: a test, the way out, the log of messages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from pages.owner.settings.confirmed_action import confirmed_action
from pages.owner.settings.form_fields import draw_field
from pages.owner.settings.section import Attempt, Field, Render
from pages.security.login import SEE_OTHER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from domain.connections import Connection, ConnectionType, SentMessage
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

MAX_SHOWN_MESSAGES = 20

ConnectionId = Annotated[int, Path(ge=1, le=2**31)]


def add_connection_routes(  # noqa: PLR0913, PLR0917  all that a section of connections is
    router: APIRouter,
    render: Render,
    context: AppContext,
    auth: Auth,
    section: str,
    type_: ConnectionType,
    test: Callable[[Connection, Translator], Awaitable[str]],
) -> None:
    """Add the routes that test and remove a connection and send its messages again; `test` returns what to say."""
    owners = [Depends(auth.require_owner_form)]
    path = f"/settings/{section}/{{connection_id}}"

    async def find(connection_id: int) -> Connection:
        connection = await context.connections.find(connection_id)
        if connection is None or connection.type is not type_:
            raise HTTPException(404)
        return connection

    @router.post(f"{path}/test", dependencies=owners)
    async def run_test(connection_id: ConnectionId, request: Request) -> Response:
        says = await test(await find(connection_id), context.translator_for_request(request))
        return await render(request, Attempt(section, {}, {}, says))

    @router.post(f"{path}/remove", dependencies=owners)
    async def remove(connection_id: ConnectionId) -> Response:
        await context.connections.delete((await find(connection_id)).id)
        return RedirectResponse(f"/settings#{section}", SEE_OTHER)

    @router.post(f"{path}/messages/{{message_id}}", dependencies=owners)
    async def send_again(connection_id: ConnectionId, message_id: str) -> Response:
        message = await context.outgoing.find(message_id)
        if message is None or message.connection_id != (await find(connection_id)).id:
            raise HTTPException(404)
        await context.outgoing.send_again(message_id)
        return RedirectResponse(f"/settings#{section}", SEE_OTHER)


def adding_form(  # noqa: PLR0913, PLR0917  all that a form is
    section: str,
    path: str,
    fields: Iterable[Field],
    attempt: Attempt | None,
    t: Translator,
    more: str = "",
    values: Mapping[str, str] = MappingProxyType({}),
) -> Markup:
    """Draw a section's form that connects something, with the usual `values` by field, and `more` below its fields."""
    drawn = Markup("").join(
        draw_field(field, values.get(field.name, ""), is_given=False, attempt=attempt, t=t) for field in fields
    )
    return Markup(
        '<form class="settings-form" method="post" action="/settings/{section}/{path}#{section}">{fields}{more}'
        '<button class="primary">{connect}</button></form>'
    ).format(section=section, path=path, fields=drawn, more=more, connect=t.gettext("Connect"))


def connection_card(section: str, connection: Connection, title: str, inner: Markup, t: Translator) -> Markup:
    """Draw a connection with its title, what there is to say of it, and the buttons that test and remove it."""
    path = f"/settings/{section}/{connection.id}"
    return Markup(
        '<article class="connection" data-connection="{id}"><h3 dir="auto">{title}</h3>{inner}'
        '<form method="post" action="{path}/test#{section}"><button class="quiet">{test}</button></form>'
        "{remove}</article>"
    ).format(
        id=connection.id,
        title=title,
        inner=inner,
        path=path,
        section=section,
        test=t.gettext("Send me a test"),
        remove=confirmed_action(f"{path}/remove", t.gettext("Remove it"), t),
    )


def refused_address(t: Translator) -> str:
    """Say which addresses may be called."""
    return t.gettext(
        "Write a public address that begins with https://. Others may be named in {setting}.",
        setting="ORDERBELL_WEBHOOK_EXTRA_ORIGINS",
    )


def address_to_paste(url: str, t: Translator) -> Markup:
    """Draw an address that is to be written at the other end."""
    return Markup('<p>{}<br><code dir="ltr">{}</code></p>').format(t.gettext("Paste this address there:"), url)


async def message_log(context: AppContext, section: str, connection: Connection, t: Translator) -> Markup:
    """Draw the newest messages to a connection, each with what became of it and the way to send it again."""
    messages = await context.outgoing.read_log(connection.id, None, MAX_SHOWN_MESSAGES)
    if not messages:
        return Markup()
    path = f"/settings/{section}/{connection.id}/messages"
    return Markup(
        '<details><summary class="quiet">{}</summary><ul class="messages" role="list">{}</ul></details>'
    ).format(t.gettext("What was sent"), Markup("").join(_message(one, path, t) for one in messages))


def outcome_of(message: SentMessage, t: Translator) -> str:
    """Say what became of a message."""
    if not message.outcome:
        return t.gettext("Waits")
    return t.gettext("Sent") if message.outcome == "sent" else t.gettext("Did not arrive")


def _message(message: SentMessage, path: str, t: Translator) -> Markup:
    again = (
        Markup('<form method="post" action="{}/{}"><button class="quiet">{}</button></form>').format(
            path, message.message_id, t.gettext("Send again")
        )
        if message.outcome
        else ""
    )
    return Markup(
        '<li data-outcome="{outcome}"><p>{date} {time} · <bdi>{kind}</bdi> · {says} '
        '<span lang="en" dir="auto">{problem}</span></p><pre tabindex="0" dir="ltr">{payload}</pre>{again}</li>'
    ).format(
        outcome=message.outcome or "waiting",
        date=t.date(message.made_at),
        time=t.clock(message.made_at),
        kind=message.kind,
        says=outcome_of(message, t),
        problem=message.problem,
        payload=message.payload,
        again=again,
    )
