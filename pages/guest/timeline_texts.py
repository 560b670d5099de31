"""Timeline texts: what the guest's timeline says of each event."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from domain.calls import latest_call
from domain.events import Details, Event, EventKind, effective_events
from domain.item import Item
from domain.sources import REMOVED_AT_SOURCE
from domain.stages import Stage
from pages.components.labels import stage_name

if TYPE_CHECKING:
    from domain.order import Order
    from pages.i18n import Translator


def event_text(event: Event, order: Order, t: Translator) -> str | None:
    """Say what happened, or nothing of what is no news for a guest."""
    dish = _name(event.item_id, order)
    match event:
        case Event(kind=EventKind.ITEM_ADDED, after=Item() as added):
            return t.gettext("{dish} was added: {n}", dish=added.name, n=t.number(added.quantity))
        case Event(kind=EventKind.ITEM_CHANGED, before=Item() as before, after=Item() as after):
            return _item_change(before, after, t)
        case Event(kind=EventKind.AMENDED, before=Details() as details, after=Details() as changed):
            return _details_change(details, changed, t)
        case Event(kind=EventKind.CANCELLED):
            says = t.gettext("The order was cancelled")
            return f"{says}: {event.reason}" if event.reason else says
        case Event(kind=EventKind.REOPENED):
            return _reopening(event, order, t)
        case Event(kind=EventKind.SCHEDULED):
            return _scheduling(event, order, t)
        case Event(kind=EventKind.FIRED, version=1):
            return None  # it fired before it was split off: what its first event says is later
        case _:
            return _texts(event, order, dish, t).get(event.kind)


def call_text(order: Order, t: Translator) -> str:
    """Say that the guest was called again, and when, in a sentence; empty while nobody has."""
    called = latest_call(order)
    if called is None:
        return ""
    says = t.gettext("The counter called you again")
    return f"{says}: {t.clock_since(called, order.quoted_for)}."


# An item that was split off to another order is none of this one's any more; the event of its move has kept it.
def _name(item_id: str | None, order: Order) -> str:
    moved = (event.before for event in order.events if isinstance(event.before, Item))
    return next((item.name for item in chain(order.items, moved) if item.id == item_id), "")


def _texts(event: Event, order: Order, dish: str, t: Translator) -> dict[EventKind, str]:
    quoted_for = t.clock_since(event.quoted_for or event.at, order.placed_at)
    voided = t.gettext("{dish} was taken off the order", dish=dish)
    return {
        EventKind.PLACED: t.gettext("Order received"),
        EventKind.ITEM_STARTED: t.gettext("{dish} is cooking", dish=dish),
        EventKind.ITEM_DONE: t.gettext("{dish} is done", dish=dish),
        EventKind.ITEM_RECALLED: t.gettext("{dish} went back to cooking", dish=dish),
        EventKind.ITEM_VOIDED: voided if event.reason in {"", REMOVED_AT_SOURCE} else f"{voided}: {event.reason}",
        EventKind.ITEM_RESTORED: t.gettext("{dish} is on the order again", dish=dish),
        EventKind.ITEM_HELD: t.gettext("{dish} waits a little, to be served later", dish=dish),
        EventKind.PREPARING: t.gettext("The kitchen has started"),
        EventKind.READY: t.gettext("Your order is ready"),
        EventKind.CALLED: t.gettext("The counter called you again"),
        EventKind.COLLECTED: stage_name(Stage.COLLECTED, t)
        if order.is_brought
        else t.gettext("You collected your order"),
        EventKind.FIRED: t.gettext("Your order is in the kitchen’s queue"),  # noqa: RUF001  an apostrophe
        EventKind.REQUOTED: t.gettext("We now promise it for {time}", time=quoted_for),
    }


# What was put on hold too late for its promise waits until somebody fires it.
def _scheduling(event: Event, order: Order, t: Translator) -> str:
    waits_for_a_tap = order.stage is Stage.SCHEDULED and order.fires_at is None
    promises = [e.quoted_for for e in effective_events(order.events) if e.quoted_for and e.version <= event.version]
    promised = promises[-1] if promises else order.quoted_for
    if waits_for_a_tap or promised <= event.at:
        return stage_name(Stage.SCHEDULED, t)
    return t.gettext("The kitchen will begin later, in time for {time}", time=t.clock_since(promised, order.placed_at))


def _reopening(event: Event, order: Order, t: Translator) -> str:
    ends = (e.kind for e in order.events if e.version < event.version and e.kind in _ENDS)
    if list(ends)[-1:] == [EventKind.CANCELLED]:
        return t.gettext("The order is not cancelled any more")
    if order.is_brought:
        return t.gettext("Your order is ready")
    return t.gettext("Your order is at the counter again")


_ENDS = {EventKind.CANCELLED, EventKind.COLLECTED}


def _item_change(before: Item, after: Item, t: Translator) -> str:
    if before.quantity != after.quantity:
        return t.gettext(
            "{dish}: now {n} instead of {before}",
            dish=after.name,
            n=t.number(after.quantity),
            before=t.number(before.quantity),
        )
    return t.gettext("{dish}: your wishes were changed", dish=after.name)


def _details_change(before: Details, after: Details, t: Translator) -> str:
    if before.table != after.table and after.table:
        return t.gettext("Your table is now {table}", table=after.table)
    return t.gettext("Details of the order were changed")
