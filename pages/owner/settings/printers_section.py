"""Printers: the kitchen's tickets by station, and the guests' receipts."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from domain.connections import Connection, ConnectionType, OrderNews
from domain.paper import Align, Paper, PaperLine
from pages.components.paper import RECEIPTS
from pages.components.printer_state import printer_state
from pages.owner.settings.connection_parts import (
    add_connection_routes,
    adding_form,
    address_to_paste,
    connection_card,
)
from pages.owner.settings.section import Attempt, Field, Render, Section
from pages.security.form_body import read_form
from pages.security.login import SEE_OTHER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

SECTION = "printers"
MAX_PRINTERS = 20
MAX_NAME_CHARS = 40
NAME, PROTOCOL, ADDRESS, WIDTH, PRINTS = (
    f"printer_{one}" for one in ("name", "protocol", "address", "width", "prints")
)
ESCPOS = "escpos"
PROTOCOLS = {ESCPOS: "ESC/POS", "cloudprnt": "Star CloudPRNT", "epson": "Epson Server Direct Print"}
WIDTHS = {"80": "80 mm", "58": "58 mm"}
TICKETS, TICKETS_OF, RECEIPTS_WHEN_READY = "tickets", "tickets:", "receipts-ready"
_TICKET_NEWS = frozenset({OrderNews.PLACED, OrderNews.RECEIVED, OrderNews.CHANGED, OrderNews.CANCELLED})
_NEWS = {RECEIPTS: frozenset({OrderNews.PLACED, OrderNews.RECEIVED}), RECEIPTS_WHEN_READY: frozenset({OrderNews.READY})}
_ADDRESS = re.compile(r"[\w.-]+(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?")


def printers_section(context: AppContext, auth: Auth) -> Section:
    """Return the section."""

    async def draw(t: Translator, attempt: Attempt | None) -> Markup:
        problems = dict(await context.outgoing.printer_problems())
        printers = await context.connections.read(ConnectionType.PRINTER)
        cards = [_card(context, one, problems.get(one.name, ""), t) for one in printers]
        fields = _fields(context, t) if len(cards) < MAX_PRINTERS else ()
        form = adding_form(SECTION, "new", fields, attempt, t) if fields else Markup()
        return Markup("").join([*cards, form])

    def add_routes(router: APIRouter, render: Render) -> None:
        @router.post(f"/settings/{SECTION}/new", dependencies=[Depends(auth.require_owner_form)])
        async def add(request: Request) -> Response:
            t, sent = context.translator_for_request(request), await read_form(request)
            fields = _fields(context, t)
            written = {field.name: sent.get(field.name, "").strip() for field in fields}
            names = {one.name for one in await context.connections.read(ConnectionType.PRINTER)}
            if wrong := _find_wrong(written, fields, names, t):
                return await render(request, Attempt(SECTION, written, wrong))
            await context.connections.add(_printer(context, written))
            return RedirectResponse(f"/settings?saved={SECTION}#{SECTION}", SEE_OTHER)

        add_connection_routes(router, render, context, auth, SECTION, ConnectionType.PRINTER, test)

    async def test(printer: Connection, t: Translator) -> str:
        words = (context.name, printer.name, t.gettext("It works"))
        paper = Paper(lines=tuple(PaperLine(text=text, align=Align.CENTER, is_bold=True) for text in words))
        await context.outgoing.send(printer, "printer.test", paper.to_json())
        return t.gettext("On its way. Open the page again to see what became of it.")

    return Section(id=SECTION, title=lambda t: t.gettext("Printers"), draw=draw, add_routes=add_routes)


def _fields(context: AppContext, t: Translator) -> tuple[Field, ...]:
    menu = context.board.live_menu.menu
    stations = dict.fromkeys([*(one.name for one in menu.stations), *(one.station for one in menu.dishes)])
    prints = (
        (TICKETS, t.gettext("Tickets of all stations")),
        *((f"{TICKETS_OF}{name}", t.gettext("Tickets of {station}", station=name)) for name in stations),
        (RECEIPTS, t.gettext("Receipts, when an order comes")),
        (RECEIPTS_WHEN_READY, t.gettext("Receipts, when it is ready")),
    )
    return (
        Field(NAME, t.gettext("Name")),
        Field(PROTOCOL, t.gettext("Kind of printer"), "", "text", tuple(PROTOCOLS.items())),
        Field(ADDRESS, t.gettext("Address"), t.gettext("Of ESC/POS printers only, for example 192.168.1.50.")),
        Field(WIDTH, t.gettext("Paper"), "", "text", tuple(WIDTHS.items())),
        Field(PRINTS, t.gettext("Prints"), "", "text", prints),
    )


def _find_wrong(
    written: Mapping[str, str], fields: tuple[Field, ...], names: set[str], t: Translator
) -> dict[str, str]:
    wrong = {
        field.name: t.gettext("Choose one or more.")
        for field in fields
        if field.choices and written[field.name] not in dict(field.choices)
    }
    if not 0 < len(written[NAME]) <= MAX_NAME_CHARS:
        wrong[NAME] = t.gettext("Fill this in.")
    if written[NAME] in names:
        wrong[NAME] = t.gettext("Another printer has this name.")
    if written[PROTOCOL] == ESCPOS and not _ADDRESS.fullmatch(written[ADDRESS]):
        wrong[ADDRESS] = t.gettext("Write an address like 192.168.1.50.")
    return wrong


def _printer(context: AppContext, written: Mapping[str, str]) -> Connection:
    prints = written[PRINTS]
    options = {"protocol": written[PROTOCOL], "width": written[WIDTH]}
    if written[PROTOCOL] == ESCPOS:
        options["address"] = written[ADDRESS]
    else:
        options["token"] = secrets.token_urlsafe(24)
    if prints in _NEWS:
        options["prints"] = RECEIPTS
    elif prints.startswith(TICKETS_OF):
        options["station"] = prints.removeprefix(TICKETS_OF)
    return Connection(
        type=ConnectionType.PRINTER,
        name=written[NAME],
        options=options,
        news=_NEWS.get(prints, _TICKET_NEWS),
        made_at=context.now(),
    )


def _card(context: AppContext, printer: Connection, problem: str, t: Translator) -> Markup:
    protocol = printer.options.get("protocol", ESCPOS)
    path = f"{context.address}/api/v1/printers/{printer.options.get('token', '')}/{protocol}"
    state = printer_state(problem, t) if problem else t.gettext("Nothing is wrong with it.")
    inner = Markup('<p>{}</p>{}<p class="verdict" data-possible="{}">{}{}</p>').format(
        " · ".join(
            [
                PROTOCOLS.get(protocol, protocol),
                WIDTHS[printer.options.get("width", "80")],
                printer.options.get("station", ""),
            ]
        ).strip(" ·"),
        Markup('<p dir="ltr">{}</p>').format(printer.options["address"])
        if protocol == ESCPOS
        else address_to_paste(path, t),
        "false" if problem else "true",
        state[:1].upper(),
        state[1:],
    )
    return connection_card(SECTION, printer, printer.name, inner, t)
