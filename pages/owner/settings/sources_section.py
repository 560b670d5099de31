"""Order sources: shops, tills and platforms that send their orders here, each with what proves its calls."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Request
from markupsafe import Markup
from starlette.responses import Response

from domain.connections import Connection, ConnectionType
from pages.components.labels import stage_name
from pages.owner.deliveries_page import outcome_names
from pages.owner.settings.connection_parts import (
    add_connection_routes,
    adding_form,
    address_to_paste,
    connection_card,
    message_log,
    refused_address,
)
from pages.owner.settings.section import Attempt, Field, Render, Section
from pages.owner.settings.source_vendors import VENDORS
from pages.security.body_limit import SOURCES_PREFIX
from pages.security.form_body import read_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

SECTION = "sources"
MAX_OPTION_CHARS = 500
_HIDDEN = {"secret", "token"}
_NUMBER = re.compile(r"[0-9]{1,9}")
VendorName = Annotated[str, Path(max_length=40, pattern="^[a-z]+$")]


def sources_section(context: AppContext, auth: Auth) -> Section:
    """Return the section."""

    async def draw(t: Translator, attempt: Attempt | None) -> Markup:
        sources = await context.connections.read(ConnectionType.SOURCE)
        cards = [await _card(context, source, t) for source in sources]
        free = VENDORS.keys() - {source.name for source in sources}
        forms = [_form(name, attempt, t) for name in VENDORS if name in free]
        return Markup("").join([*cards, *forms])

    def add_routes(router: APIRouter, render: Render) -> None:
        @router.post(f"/settings/{SECTION}/new/{{name}}", dependencies=[Depends(auth.require_owner_form)])
        async def connect(name: VendorName, request: Request) -> Response:
            if name not in VENDORS or any(one.name == name for one in await _sources(context)):
                raise HTTPException(404)
            sent = await read_form(request)
            options = _read_options(name, sent)
            t = context.translator_for_request(request)
            if wrong := _find_wrong(context, name, options, t):
                shown = {f"{name}_{option}": text for option, text in options.items() if option not in _HIDDEN}
                return await render(request, Attempt(SECTION, shown, wrong))
            return await render(request, Attempt(SECTION, {}, {}, await _connect(context, name, options, t)))

        add_connection_routes(router, render, context, auth, SECTION, ConnectionType.SOURCE, test)

    async def test(source: Connection, t: Translator) -> str:
        problem = await context.outgoing.check_source(source)
        answer = (
            t.gettext("It does not answer as it should: {why}", why=problem) if problem else t.gettext("It answers.")
        )
        return f"{VENDORS[source.name].title}: {answer} {await _latest(context, source, t)}"

    return Section(id=SECTION, title=lambda t: t.gettext("Orders from other systems"), draw=draw, add_routes=add_routes)


async def _sources(context: AppContext) -> list[Connection]:
    return await context.connections.read(ConnectionType.SOURCE)


async def _connect(context: AppContext, name: str, options: dict[str, str], t: Translator) -> str:
    vendor = VENDORS[name]
    if vendor.has_path_secret:
        options["secret"] = secrets.token_urlsafe(24)
    source = Connection(type=ConnectionType.SOURCE, name=name, options=options, news=vendor.told, made_at=context.now())
    await context.connections.add(source)
    if not vendor.has_path_secret:
        return t.gettext("Connected.")
    address = f"{_address(context, name)}/{options['secret']}"
    return t.gettext("Connected. Paste this address there now, it is shown this once: {address}", address=address)


def _find_wrong(context: AppContext, name: str, options: dict[str, str], t: Translator) -> dict[str, str]:
    wrong = {
        f"{name}_{option}": t.gettext("Fill this in.")
        for option in VENDORS[name].options
        if not (option in VENDORS[name].optional or options[option]) or len(options[option]) > MAX_OPTION_CHARS
    }
    wrong |= {
        f"{name}_{option}": t.gettext("write a whole number, in digits")
        for option in _status_options(name)
        if not _NUMBER.fullmatch(options[option])
    }
    if options.get("address") and context.outgoing.refuse(options["address"]):
        wrong[f"{name}_address"] = refused_address(t)
    return wrong


def _address(context: AppContext, name: str) -> str:
    return f"{context.address}{SOURCES_PREFIX}{name}/{VENDORS[name].path}"


async def _card(context: AppContext, source: Connection, t: Translator) -> Markup:
    vendor = VENDORS[source.name]
    address = f"{_address(context, source.name)}{'/…' if vendor.has_path_secret else ''}"
    inner = Markup('{}<p>{}</p><p class="wrong" lang="en">{}</p>{}').format(
        address_to_paste(address, t) if vendor.path else "",
        await _latest(context, source, t),
        source.problem,
        await message_log(context, SECTION, source, t),
    )
    return connection_card(SECTION, source, vendor.title, inner, t)


async def _latest(context: AppContext, source: Connection, t: Translator) -> str:
    latest = await context.deliveries.find_latest(source.name)
    if latest is None:
        return t.gettext("Nothing has come in.")
    at = f"{t.date(latest.at)} {t.clock(latest.at)}"
    return t.gettext("Came in last: {time} ({outcome})", time=at, outcome=outcome_names(t)[latest.outcome])


def _form(name: str, attempt: Attempt | None, t: Translator) -> Markup:
    vendor, labels = VENDORS[name], _labels(t)
    fields = [
        Field(
            f"{name}_{option}",
            labels[option],
            called if called.startswith("https:") else t.gettext("There it is called: {name}", name=called),
            "secret" if option in _HIDDEN else "text",
        )
        for option, called in vendor.options.items()
    ] + _choices(name, t)
    is_wrong = attempt is not None and any(one.startswith(f"{name}_") for one in attempt.wrong)
    return Markup('<details{}><summary class="quiet">{}</summary>{}</details>').format(
        Markup(" open") if is_wrong else "",
        t.gettext("Connect {name}", name=vendor.title),
        adding_form(SECTION, f"new/{name}", fields, attempt, t, values=_status_options(name, f"{name}_")),
    )


def _choices(name: str, t: Translator) -> list[Field]:
    numbers = [
        Field(
            f"{name}_status_{stage.value}",
            t.gettext("Number of the status “{stage}”", stage=stage_name(stage, t)),
            t.gettext("There it is called: {name}", name="Status ID"),
        )
        for stage in VENDORS[name].status_numbers
    ]
    unpaid = t.gettext("Cook orders that wait for their payment, too")
    called = t.gettext("There it is called: {name}", name="On hold")
    return [*numbers, *([Field(f"{name}_on_hold", unpaid, called, "switch")] if VENDORS[name].can_be_on_hold else [])]


def _status_options(name: str, prefix: str = "") -> dict[str, str]:
    return {f"{prefix}status_{stage.value}": number for stage, number in VENDORS[name].status_numbers.items()}


def _read_options(name: str, sent: Mapping[str, str]) -> dict[str, str]:
    read = {option: sent.get(f"{name}_{option}", "").strip() for option in VENDORS[name].options}
    read |= {
        option: sent.get(f"{name}_{option}", "").strip() or usual for option, usual in _status_options(name).items()
    }
    return read | ({"on_hold": sent.get(f"{name}_on_hold", "false")} if VENDORS[name].can_be_on_hold else {})


def _labels(t: Translator) -> dict[str, str]:
    return {
        "address": t.gettext("Web address"),
        "secret": t.gettext("Secret that signs"),
        "key": t.gettext("User or key"),
        "token": t.gettext("Password or token"),
        "database": t.gettext("Database"),
        "merchant": t.gettext("Restaurant"),
    }
