"""Ticket view: an order on the rail, a pure presenter from the order to HTML."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.commands import Tap
from domain.events import AMENDING, unseen_changes
from domain.order_stage import is_all_done
from domain.stages import UNFINISHED, ItemState, Stage
from pages.components.allergy import is_allergy
from pages.components.labels import due_clock, icon, options, service_name, state_name
from pages.kitchen.guest_view import watches, whereabouts
from pages.kitchen.off_rail_view import also
from pages.kitchen.station_view import station_acts, waiting_for

if TYPE_CHECKING:
    from domain.item import Item
    from domain.order import Order
    from pages.i18n import Translator

# Smaller delays are not shown to a cook.
MARGIN = timedelta(minutes=1)
# A ticket of so many items may be higher than the screen: its head and its buttons stay in view.
LONG_TICKET_ITEMS = 8
# One tap on an item moves it on; a done one can only be recalled.
NEXT_TAP = {ItemState.QUEUED: Tap.START, ItemState.COOKING: Tap.BUMP, ItemState.DONE: Tap.RECALL}
# The script says here when to start the dish.
_WHEN = Markup(' <small class="when num"></small>')
_MARK = {ItemState.COOKING: "flame", ItemState.DONE: "check", ItemState.VOIDED: "void"}


def ticket(order: Order, t: Translator) -> Markup:
    """Draw the ticket of an order that is to be cooked. Its times are epoch seconds: the page ticks them."""
    unseen, cooked = unseen_changes(order.events), [item for item in order.items if not item.off_rail]
    return Markup(
        '<article class="ticket" id="ticket-{id}" data-testid="ticket" data-order-id="{id}" data-code="{code}"'
        ' data-stage="{stage}" data-version="{version}" data-placed="{placed}" data-due="{due}"'
        ' data-due-clock="{clock}"{rushed}{long}{changed}{expo} aria-labelledby="code-{id}">{head}{ask}{news}{note}'
        '<ul role="list">{items}</ul>{also}{acts}</article>'
    ).format(
        id=order.id,
        code=order.pickup_code,
        stage=order.stage.value,
        version=order.version,
        placed=int(order.queued_at.timestamp()),
        due=int(order.quoted_for.timestamp()),
        clock=due_clock(order, t),
        expo=Markup(' data-expo="{}"').format("all-done" if is_all_done(order) else "open") if order.by_expo else "",
        rushed=Markup(" data-rushed") if order.rushed else "",
        long=Markup(" data-long") if len(cooked) >= LONG_TICKET_ITEMS else "",
        changed=Markup(' data-changed="{}"').format(_latest_change(order)) if unseen else "",
        news=_news(order, t) if unseen else "",
        head=_head(order, t),
        ask=_question(order, t),
        note=_note(order.note, "p", t),
        items=Markup("").join(_item(order, item, t, is_new=item.id in unseen) for item in cooked),
        also=also(order, t),
        acts=station_acts(order, _acts(order, t), t),
    )


# A change stays marked until a cook confirms it: a note that is read too late is a dish cooked wrong.
def _news(order: Order, t: Translator) -> Markup:
    return Markup('<p class="note amended"><span>{}</span>{}</p>').format(
        t.gettext("This order was changed."),
        _act(order, "seen", "small", Tap.ACKNOWLEDGE.value, Markup("{}").format(t.gettext("Seen"))),
    )


def _latest_change(order: Order) -> int:
    return max(event.version for event in order.events if event.kind in AMENDING)


# What comes and goes while it is cooked has its room from the start: a ticket that grows moves others under a finger.
def _head(order: Order, t: Translator) -> Markup:
    return Markup(
        '<header><h2 class="num" id="code-{id}">{code}</h2><span class="who">{first}<bdi>{who}</bdi>{watches}</span>'
        '<span class="times"><span class="age num"></span><span class="due">{due}</span>{likely}</span>'
        '<span class="whereto">{place}{waits}{guest}</span></header>'
    ).format(
        id=order.id,
        code=order.pickup_code,
        first=Markup('<b class="first">{}</b> ').format(t.gettext("First")) if order.rushed else "",
        who=order.guest_name,
        likely=_likely(order, t),
        place=_place(order, t),
        watches=watches(t),
        waits=waiting_for(order, t),
        guest=whereabouts(order, t),
        due=t.gettext("due {time}", time=due_clock(order, t)),
    )


def _place(order: Order, t: Translator) -> Markup:
    """Say where the order goes, and the sender's number of it."""
    table = t.gettext("Table {table}", table=order.table) if order.table else ""
    said = [part for part in (table, service_name(order.service, t), order.external_ref) if part]
    return Markup('<span class="place"><bdi>{}</bdi></span>').format(" · ".join(said)) if said else Markup()


# When the promise cannot be kept, the cook is told while something can still be done.
def _likely(order: Order, t: Translator) -> Markup:
    estimate = order.estimate
    if order.stage not in UNFINISHED or estimate is None or estimate.timeless:
        return Markup()
    if estimate.likely <= order.quoted_for + MARGIN:
        return Markup()
    return Markup('<span class="likely num">{}</span>').format(
        t.gettext("likely {time}", time=t.clock(estimate.likely))
    )


def _question(order: Order, t: Translator) -> Markup:
    if order.stage not in UNFINISHED or order.estimate is None or not order.estimate.ask_if_ready:
        return Markup()
    return Markup('<p class="note question">{}</p>').format(t.gettext("Is it ready? Hardly any order takes this long."))


def _item(order: Order, item: Item, t: Translator, *, is_new: bool) -> Markup:
    return Markup(
        '<li data-testid="item" data-state="{state}" data-station="{station}" data-quantity="{quantity}"'
        ' data-dish="{name}"{held}{new}><button id="item-{order}-{id}" type="button" data-item="{id}"{tap}>'
        '<b class="num">{shown_quantity}</b><span class="dish"><bdi>{name}</bdi>{options}{note}{doubt}'
        '<span class="unseen">{says}</span>{when}</span><i class="mark">{mark}</i></button></li>'
    ).format(
        state=item.state.value,
        station=item.station,
        quantity=item.quantity,
        shown_quantity=t.number(item.quantity),
        name=item.name,
        order=order.id,
        id=item.id,
        tap=_item_tap(item),
        options=options(item, t),
        note=_note(item.note, "em", t),
        doubt=_doubt(item, t),
        held=Markup(" data-held") if item.held else "",
        new=Markup(" data-new") if is_new else "",
        when="" if item.sold_out or item.state is ItemState.VOIDED else _WHEN,
        says=state_name(item.state, t),
        mark=icon(_MARK[item.state]) if item.state in _MARK else "",
    )


# A paid order is taken with a dish that is out; the staff decide. What the menu does not know has guessed minutes.
def _doubt(item: Item, t: Translator) -> Markup:
    if item.sold_out and item.state is not ItemState.VOIDED:
        return Markup('<strong class="doubt sold-out">{}</strong>').format(t.gettext("Sold out"))
    if item.held:
        return Markup('<strong class="doubt">{}</strong>').format(t.gettext("Held"))
    if item.unknown:
        return Markup('<small class="doubt">{}</small>').format(t.gettext("Not on the menu"))
    return Markup()


def _item_tap(item: Item) -> Markup:
    if item.state in NEXT_TAP:
        return Markup(' data-tap="{}"').format(NEXT_TAP[item.state].value)
    return Markup(" disabled")


def _note(note: str, tag: str, t: Translator) -> Markup:
    if not note:
        return Markup()
    if not is_allergy(note):
        return Markup('<{0} class="note"><bdi>{1}</bdi></{0}>').format(tag, note)
    return Markup('<{0} class="note allergy">{1}<span class="unseen">{2}: </span><bdi>{3}</bdi></{0}>').format(
        tag, icon("alert"), t.gettext("Allergy"), note
    )


# The main button keeps its id while its meaning moves on with the stage, so that focus stays on it.
def _acts(order: Order, t: Translator) -> Markup:
    is_new = order.stage is Stage.RECEIVED
    tap, says = (Tap.START, t.gettext("Start")) if is_new else (Tap.BUMP, t.gettext("Ready"))
    acts = [_act(order, "go", "go", tap.value, Markup("{}").format(says))]
    if is_new:
        acts.append(_act(order, "also", "go also", Tap.BUMP.value, Markup("{}").format(t.gettext("Ready"))))
    if any(item.state is ItemState.DONE and not item.off_rail for item in order.items):
        acts.append(_act(order, "recall", "small", Tap.RECALL.value, icon("undo") + t.gettext("Recall")))
    return Markup("").join(acts)


def _act(order: Order, place: str, classes: str, tap: str, says: Markup) -> Markup:
    return Markup('<button id="{}-{}" type="button" class="{}" data-tap="{}">{}</button>').format(
        place, order.id, classes, tap, says
    )
