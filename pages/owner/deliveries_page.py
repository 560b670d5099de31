"""Deliveries page: each body that was sent as an order, its outcome, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import Response

from domain.deliveries import Outcome
from pages.components.page_shell import PageShell, static_page
from pages.components.staff_bar import bar
from pages.schemas.fields import DeliveryId

if TYPE_CHECKING:
    from domain.deliveries import Delivery
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

DELIVERIES = "/deliveries"
SHOWN = 100


def delivery_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the route of the deliveries."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(auth.require_owner)])

    @router.get(DELIVERIES)
    async def deliveries(
        request: Request, outcome: Outcome | None = None, before: DeliveryId | None = None
    ) -> Response:
        t = context.translator_for_request(request)
        title = t.gettext("Orders from other systems")
        shown = await context.deliveries.read({outcome} if outcome else (), before, SHOWN)
        html = Markup('<header class="bar">{}</header><main class="reports"><h1>{}</h1>{}{}{}</main>').format(
            bar(DELIVERIES, t, is_live=False), title, _outcomes(outcome, t), _list(shown, t), _older(shown, outcome, t)
        )
        shell = PageShell(translator=t, now=context.now(), first_html=html, is_live=False)
        return static_page(request, shell, f"{title} · {context.name}")

    return router


def outcome_names(t: Translator) -> dict[Outcome, str]:
    """Name what can become of a delivery."""
    return {
        Outcome.REFUSED: t.gettext("Not taken"),
        Outcome.REPAIRED: t.gettext("Taken, with repairs"),
        Outcome.REPEATED: t.gettext("Sent again"),
        Outcome.TAKEN: t.gettext("Taken"),
        Outcome.IGNORED: t.gettext("Left aside"),
    }


def _outcomes(chosen: Outcome | None, t: Translator) -> Markup:
    links = {DELIVERIES: (t.gettext("All"), chosen is None)} | {
        f"{DELIVERIES}?outcome={outcome.value}": (name, chosen is outcome) for outcome, name in outcome_names(t).items()
    }
    drawn = (
        Markup('<a href="{}"{}>{}</a>').format(path, Markup(' aria-current="page"') if is_here else "", name)
        for path, (name, is_here) in links.items()
    )
    label = t.gettext("What became of it")
    return Markup('<nav class="places" aria-label="{}">{}</nav>').format(label, Markup("").join(drawn))


def _list(deliveries: list[Delivery], t: Translator) -> Markup:
    if not deliveries:
        return Markup('<p class="card empty">{}</p>').format(t.gettext("Nothing has come in."))
    return Markup('<ul class="deliveries" role="list">{}</ul>').format(
        Markup("").join(_delivery(delivery, t) for delivery in deliveries)
    )


def _delivery(delivery: Delivery, t: Translator) -> Markup:
    at = delivery.at.astimezone(t.zone)
    return Markup(
        '<li class="card" data-outcome="{outcome}"><h2><time datetime="{iso}">{date} {time}</time> · {name}'
        "<bdi>{source}</bdi></h2><p>{advice}</p>{problem}{act}<details><summary>{what}</summary>"
        '<pre tabindex="0" dir="ltr">{body}</pre></details></li>'
    ).format(
        outcome=delivery.outcome.value,
        iso=at.isoformat(timespec="seconds"),
        date=t.date(delivery.at),
        time=t.clock(delivery.at),
        name=outcome_names(t)[delivery.outcome],
        source=f" · {delivery.source}" if delivery.source else "",
        advice=_advice(delivery, t),
        problem=Markup('<p class="problem" lang="en" dir="auto">{}</p>').format(delivery.problem),
        act=_act(delivery, t),
        what=t.gettext("What came in"),
        body=delivery.body.decode(errors="replace"),
    )


def _advice(delivery: Delivery, t: Translator) -> str:
    match delivery.outcome:
        case Outcome.REFUSED if delivery.settled_at:
            return t.gettext("Somebody has dealt with it. Tell the operator of the sending system what was wrong.")
        case Outcome.REFUSED:
            return t.gettext("The kitchen does not have this order. Take it by hand, and ask the sender to correct it.")
        case Outcome.REPAIRED:
            return t.gettext("The kitchen has it. The operator of the sending system can correct what was repaired.")
        case Outcome.REPEATED:
            return t.gettext("The kitchen had it already. There is nothing to do.")
        case Outcome.TAKEN | Outcome.IGNORED:
            return t.gettext("There is nothing to do.")


def _act(delivery: Delivery, t: Translator) -> Markup:
    if delivery.outcome is not Outcome.REFUSED or delivery.settled_at:
        return Markup()
    return Markup('<a class="primary" href="/orders/new?delivery={}">{}</a>').format(
        delivery.id, t.gettext("Take it by hand")
    )


def _older(deliveries: list[Delivery], outcome: Outcome | None, t: Translator) -> Markup:
    if len(deliveries) < SHOWN:
        return Markup()
    chosen = f"&outcome={outcome.value}" if outcome else ""
    return Markup('<a class="quiet" href="{}?before={}{}">{}</a>').format(
        DELIVERIES, deliveries[-1].id, chosen, t.gettext("Older ones")
    )
