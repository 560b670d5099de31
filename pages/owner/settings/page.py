"""Settings page: one card a section; a plain form that says beside each field what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from pages.components.page_shell import PageShell, static_page
from pages.components.staff_bar import bar
from pages.owner.settings import logo_section as logo
from pages.owner.settings import push_section as push
from pages.owner.settings.advice_texts import advice_text
from pages.owner.settings.board_section import board_section
from pages.owner.settings.contact_section import contact_section
from pages.owner.settings.devices_section import devices_section
from pages.owner.settings.estimates_section import estimates_section
from pages.owner.settings.form_fields import read_written, section_form
from pages.owner.settings.kitchen_section import kitchen_section
from pages.owner.settings.link_section import link_section, wifi_section
from pages.owner.settings.pins_section import pins_section
from pages.owner.settings.printers_section import printers_section
from pages.owner.settings.processes_section import processes_section
from pages.owner.settings.records_section import records_section
from pages.owner.settings.restaurant_section import restaurant_section
from pages.owner.settings.section import Attempt, Section
from pages.owner.settings.sources_section import sources_section
from pages.owner.settings.webhooks_section import webhooks_section
from pages.security.form_body import read_fields
from pages.security.guarded_route import GuardedRoute
from pages.security.login import SEE_OTHER

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

SETTINGS = "/settings"


def list_sections(context: AppContext, auth: Auth) -> tuple[Section, ...]:
    """Return the sections in their order on the page. A new one is a file beside this, and a line here."""
    return (
        restaurant_section(),
        logo.logo_section(context, auth),
        contact_section(),
        link_section(context),
        wifi_section(context),
        push.push_section(context, auth),
        board_section(context),
        kitchen_section(),
        records_section(),
        pins_section(context, auth),
        estimates_section(context, auth),
        sources_section(context, auth),
        webhooks_section(context, auth),
        printers_section(context, auth),
        devices_section(context, auth),
        *([processes_section(context.processes)] if context.processes else []),
    )


def settings_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of the settings."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)
    sections = list_sections(context, auth)

    async def render(request: Request, attempt: Attempt | None) -> Response:
        t = context.translator_for_request(request)
        saved = request.query_params.get("saved", "")
        cards = [await _card(section, context, attempt, saved, t) for section in sections]
        shell = PageShell(
            translator=t,
            now=context.now(),
            first_html=_page(sections, cards, t),
            start_script="owner/settings_start.js",
            script_texts=logo.script_texts(t) | push.script_texts(t),
            is_live=False,
        )
        title = t.gettext("Settings") + f" · {context.name}"
        return static_page(request, shell, title, 422 if attempt and attempt.wrong else 200)

    @router.get(SETTINGS, dependencies=[Depends(auth.require_owner)])
    async def settings(request: Request) -> Response:
        return await render(request, None)

    for section in sections:
        section.add_routes(router, render)

    @router.post(f"{SETTINGS}/{{name}}", dependencies=[Depends(auth.require_owner_form)])
    async def save(name: str, request: Request) -> Response:
        t = context.translator_for_request(request)
        names = [field.name for section in sections if section.id == name for field in section.fields(t)]
        written = read_written(await read_fields(request), names)
        if wrong := await context.settings_store.save(written):
            says = {field: advice_text(advice, t) for field, advice in wrong.items()}
            return await render(request, Attempt(name, written, says))
        return RedirectResponse(f"{SETTINGS}?saved={name}#{name}", SEE_OTHER)

    return router


def _page(sections: tuple[Section, ...], cards: list[Markup], t: Translator) -> Markup:
    links = (Markup('<li><a href="#{}">{}</a></li>').format(section.id, section.title(t)) for section in sections)
    return Markup(
        '<header class="bar">{bar}</header><main class="reports settings"><h1>{title}</h1>'
        '<a class="quiet" href="/welcome">{first}</a>'
        '<nav class="contents" aria-label="{contents}"><ul role="list">{links}</ul></nav>{cards}</main>'
    ).format(
        bar=bar(SETTINGS, t, is_live=False),
        title=t.gettext("Settings"),
        first=t.gettext("First steps"),
        contents=t.gettext("Sections"),
        links=Markup("").join(links),
        cards=Markup("").join(cards),
    )


async def _card(section: Section, context: AppContext, attempt: Attempt | None, saved: str, t: Translator) -> Markup:
    own = attempt if attempt and attempt.section == section.id else None
    done = Markup('<p class="saved" role="status">{}</p>').format(t.gettext("Saved. It holds from now on."))
    says = Markup('<p class="saved" role="status" dir="auto">{}</p>').format(own.says) if own and own.says else ""
    return Markup('<section class="card setting" id="{0}" aria-labelledby="{0}-title"><h2 id="{0}-title">{1}</h2>{2}{3}{4}</section>').format(  # noqa: E501
        section.id, section.title(t), done if saved == section.id and not attempt else says,
        section_form(section, context, own, t), await section.draw(t, own),
    )  # fmt: skip
