"""Tracking view: pure presenters from the order to HTML, the same for the first response and live."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.events import EventKind, effective_events
from domain.stages import UNFINISHED, Stage
from pages.components.labels import icon, stage_name, total_line
from pages.guest.items_view import items
from pages.guest.receipt import receipt_link
from pages.guest.timeline_texts import call_text, event_text

if TYPE_CHECKING:
    from datetime import datetime

    from domain.events import Event
    from domain.order import Order
    from pages.i18n import Translator

_STEPS = (Stage.RECEIVED, Stage.PREPARING, Stage.READY, Stage.COLLECTED)
# The style folds these kinds.
_FOLDED = {EventKind.ITEM_STARTED, EventKind.ITEM_DONE, EventKind.ITEM_RECALLED}


def hero(order: Order, t: Translator, estimate: Markup) -> Markup:
    """Say the one thing that matters now, the estimate, how far the order is, and its code."""
    return Markup(
        '<h1>{}</h1><div class="eta" data-testid="estimate">{}</div>'
        '<ol class="steps" role="list" aria-label="{}">{}</ol>'
        '<div class="stub"><span>{}</span><strong class="num" data-testid="pickup-code">{}</strong></div>'
        '<p class="unseen" role="status" aria-live="polite">{}</p>'
    ).format(
        _say(order, t),
        estimate,
        t.gettext("Progress"),
        stepper(order, t),
        t.gettext("Your pickup code"),
        order.pickup_code,
        spoken(order, t),
    )


def stepper(order: Order, t: Translator) -> Markup:
    """Draw the four steps; the current one says so to screen readers too."""
    return _steps(Stage.RECEIVED if order.stage is Stage.SCHEDULED else order.stage, t)


def dishes_and_timeline(order: Order, t: Translator) -> Markup:
    """List the dishes with the state of each, and tell what happened."""
    return Markup(
        '<section class="card"><h2>{}</h2><ul class="items" role="list">{}</ul>{}{}{}</section>'
        '<section class="card story"><h2>{}</h2>{}<ol class="time" data-testid="timeline">{}</ol></section>'
    ).format(
        t.gettext("Your dishes"),
        items(order, t),
        total_line(order, t),
        note(order, t),
        receipt_link(order, t),
        t.gettext("What happened"),
        _unfold(order, t),
        timeline(order, t),
    )


def timeline(order: Order, t: Translator) -> Markup:
    """Tell what happened, the newest first; what was undone within seconds did not happen."""
    told = [line for event in effective_events(order.events) if (line := _line(event, order, t))]
    return Markup("").join(reversed(told))


# The style hides the lines of single dishes, except the newest, while this is closed: it needs no script.
def _unfold(order: Order, t: Translator) -> Markup:
    if not any(event.kind in _FOLDED for event in effective_events(order.events)[:-1]):
        return Markup()
    return Markup("<details><summary>{}</summary></details>").format(t.gettext("Every dish"))


def spoken(order: Order, t: Translator) -> Markup:
    """Say the news in one sentence, for the live region."""
    said = [f"{_say(order, t)}.", call_text(order, t)]
    if order.stage in UNFINISHED and order.estimate and not order.estimate.timeless:
        likely = t.clock_since(order.estimate.likely, order.estimate.updated_at)
        said.append(t.gettext("Ready about {time}", time=likely) + ".")
    if order.stage is Stage.SCHEDULED and order.fires_at:
        said.append(t.gettext("Planned for") + f" {t.clock_since(order.quoted_for, order.placed_at)}.")
    return Markup("{}").format(" ".join(filter(None, said)))


def top(name: str, logo: Markup, now: datetime, t: Translator) -> Markup:
    """Name the restaurant beside its logo, and say when this was answered (UTC), for a page without scripts.

    With scripts, one of them says "Live" instead.
    """
    return Markup(
        '<header class="top">{}<b dir="auto">{}</b><span class="fresh" data-testid="freshness" data-live="false">'
        '<i class="dot"></i><span>{}</span></span></header>'
    ).format(logo, name, t.gettext("As of {time}", time=t.clock(now)))


def foot(url: str, token: str, t: Translator, languages: Markup, contact: Markup) -> Markup:
    """Offer the link to others: by the phone's own share sheet, or as a QR code and text where there is none."""
    return Markup(
        '<footer class="foot">{contact}<details class="share" id="share" data-online><summary>{icon}{share}</summary>'
        '<img src="/t/{token}/qr.svg" alt="{alt}" width="240" height="240" loading="lazy">'
        '<a href="{url}" dir="ltr">{url}</a></details>{languages}</footer>'
    ).format(
        icon=icon("share"),
        share=t.gettext("Share this page"),
        token=token,
        alt=t.gettext("QR code of your order’s page"),  # noqa: RUF001  an apostrophe
        url=url,
        languages=languages,
        contact=contact,
    )


def note(order: Order, t: Translator) -> Markup:
    """Repeat what the guest asked for, so that they know it has arrived."""
    if not order.note:
        return Markup()
    return Markup('<p class="asked">{}</p>').format(t.gettext("You asked: {note}", note=order.note))


def _say(order: Order, t: Translator) -> str:
    match order.stage:
        case Stage.RECEIVED | Stage.PREPARING if order.estimate and order.estimate.running_late:
            return t.gettext("Your order takes a little longer")
        case Stage.SCHEDULED | Stage.RECEIVED:
            return t.gettext("We have your order")
        case Stage.PREPARING:
            return t.gettext("Your order is being cooked")
        case Stage.READY:
            return t.gettext("Your order is ready")
        case Stage.COLLECTED:
            return t.gettext("Enjoy your meal")
        case Stage.CANCELLED:
            return t.gettext("This order was cancelled")
        case Stage.MERGED:
            return t.gettext("This order is part of another now")


@functools.cache
def _steps(stage: Stage, t: Translator) -> Markup:
    reached = _STEPS.index(stage) if stage in _STEPS else -1
    return Markup("").join(_step(step, n, reached, t) for n, step in enumerate(_STEPS))


def _step(step: Stage, n: int, reached: int, t: Translator) -> Markup:
    if n == reached:
        return Markup('<li aria-current="step">{}</li>').format(stage_name(step, t))
    past = Markup('<span class="unseen">{}</span>').format(t.gettext("done")) if n < reached else Markup()
    return Markup('<li class="{}">{}{}</li>').format("past" if n < reached else "", stage_name(step, t), past)


def _line(event: Event, order: Order, t: Translator) -> Markup | None:
    says = event_text(event, order, t)
    if says is None:
        return None
    local = event.at.astimezone(t.zone)
    return Markup(
        '<li id="event-{version}-{kind}-{item}" data-kind="{kind}"><time datetime="{iso}">{time}</time>'
        "<span>{says}</span></li>"
    ).format(
        version=event.version,
        kind=event.kind.value,
        item=event.item_id or "",
        iso=local.isoformat(timespec="seconds"),
        time=t.clock_since(event.at, order.quoted_for),
        says=says,
    )
