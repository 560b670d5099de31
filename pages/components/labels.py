"""Labels: icons, names of stages and item states, options and total of an order."""

from __future__ import annotations

import functools
from datetime import timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.modifiers import walk
from domain.prices import has_unpriced, total
from domain.stages import ItemState, Stage

if TYPE_CHECKING:
    from domain.item import Item
    from domain.order import Order
    from pages.i18n import Translator


def stage_name(stage: Stage, t: Translator) -> str:
    """Name a stage as people do."""
    return {
        Stage.SCHEDULED: t.gettext("Scheduled"),
        Stage.RECEIVED: t.gettext("Received"),
        Stage.PREPARING: t.gettext("Preparing"),
        Stage.READY: t.gettext("Ready"),
        Stage.COLLECTED: t.gettext("Collected"),
        Stage.CANCELLED: t.gettext("Cancelled"),
        Stage.MERGED: t.gettext("Merged"),
    }[stage]


def state_name(state: ItemState, t: Translator) -> str:
    """Name an item's state as people do."""
    return {
        ItemState.QUEUED: t.gettext("Waiting"),
        ItemState.COOKING: t.gettext("Cooking"),
        ItemState.DONE: t.gettext("Done"),
        ItemState.VOIDED: t.gettext("Taken off"),
    }[state]


# They point along the line, so they turn round where it runs from right to left.
_ALONG = {"undo", "out"}


@functools.cache
def icon(name: str, extra: str = "") -> Markup:
    """Return an icon of `static/icons/` (guests' pages: guest.svg). Screen readers skip it: put text beside it."""
    return Markup('<svg class="icon {}" aria-hidden="true"><use href="#i-{}"/></svg>').format(
        f"{extra} along".lstrip() if name in _ALONG else extra, name
    )


_SAME_NIGHT = timedelta(hours=6)


# At midnight a cook needs no date for what is due soon after: it would take a line of each ticket.
def due_clock(order: Order, t: Translator) -> str:
    """Tell a cook the time when an order is due, with its day where that is not tonight."""
    is_same_night = order.quoted_for - order.queued_at < _SAME_NIGHT
    return t.clock(order.quoted_for) if is_same_night else t.clock_since(order.quoted_for, order.queued_at)


def service_name(service: str, t: Translator) -> str:
    """Return the name of a kind of service; empty for an unknown one."""
    names = {"dine_in": t.gettext("Dine in"), "pickup": t.gettext("Pickup"), "delivery": t.gettext("Delivery")}
    return names.get(service, "")


def options(item: Item, t: Translator) -> Markup:
    """List the options of a dish, each on a line of its own, its own options behind it."""
    lines = (
        Markup('<small class="option" data-depth="{}"><bdi>{}{}</bdi></small>').format(
            depth,
            f"{t.number(modifier.quantity)}× " if modifier.quantity != 1 else "",  # noqa: RUF001  a multiplication sign
            modifier.name,
        )
        for depth, modifier in walk(item.modifiers)
    )
    return Markup("").join(lines)


def total_line(order: Order, t: Translator) -> Markup:
    """Say what the order costs, as far as its lines have prices."""
    if (price := total(order)) is None:
        return Markup()
    return Markup('<p class="total" data-testid="total"><span>{}{}</span><b class="num">{}</b></p>').format(
        t.gettext("Total"), Markup("<small>{}</small>").format(left_out(order, t)), t.money(price)
    )


def left_out(order: Order, t: Translator) -> str:
    """Say that a total leaves something out; empty where it does not."""
    return t.gettext("without what has no price") if has_unpriced(order) else ""
