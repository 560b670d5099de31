"""Order lists view: the orders that are not on the rail, because they are for later or have left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.commands import Tap
from domain.events import EventKind
from domain.stages import ItemState, Stage
from pages.components.dialogs import heading
from pages.components.labels import stage_name
from pages.kitchen.guest_view import thanks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from domain.item import Item
    from domain.order import Order
    from pages.i18n import Translator


def left_title(t: Translator) -> Markup:
    """Head the dialog of what left the rail."""
    return heading("left-title", t.gettext("Left the rail today"), t)


def left(orders: Iterable[Order], t: Translator) -> Markup:
    """List the orders that left the rail today, the newest first, each with the way back."""
    drawn = [_gone(order, t) for order in orders]
    return Markup("").join(drawn) or Markup('<li class="none">{}</li>').format(
        t.gettext("Nothing has left the rail yet.")
    )


def later_title(t: Translator) -> Markup:
    """Head the dialog of the orders for later."""
    return heading("later-title", t.gettext("Orders for later"), t)


def later(orders: Iterable[Order], t: Translator, now: datetime) -> Markup:
    """List the orders that wait for their time, the next first."""
    drawn = [_later(order, t, now) for order in orders]
    return Markup("").join(drawn) or Markup('<li class="none">{}</li>').format(t.gettext("No order is for later."))


def later_count(orders: Collection[Order], t: Translator) -> Markup:
    """Name the button that opens the orders for later, with their number."""
    return Markup('{} <b class="num" data-count="{n}">{n}</b>').format(t.gettext("Later"), n=len(orders))


def _later(order: Order, t: Translator, now: datetime) -> Markup:
    return Markup(
        '<li id="later-{id}" data-testid="scheduled-ticket" data-order-id="{id}" data-code="{code}"'
        ' data-version="{version}" data-stage="scheduled"><b class="num">{code}</b>'
        '<span class="who" dir="auto">{who}</span><span class="said">{due}<br>{fires}<br><bdi>{dishes}</bdi></span>'
        '<button type="button" class="quiet" data-tap="fire">{fire}</button>'
        '<a class="quiet" href="/orders/{id}/edit">{edit}</a>'
        '<button type="button" class="quiet danger" data-cancel>{cancel}</button></li>'
    ).format(
        id=order.id,
        code=order.pickup_code,
        version=order.version,
        who=order.guest_name,
        due=t.gettext("due {time}", time=t.clock_since(order.quoted_for, now)),
        fires=(
            t.gettext("comes onto the rail {time}", time=t.clock_since(order.fires_at, now))
            if order.fires_at
            else t.gettext("waits until somebody fires it")
        ),
        dishes=", ".join(_dish(item, t) for item in order.items if item.state is ItemState.QUEUED),
        fire=t.gettext("Fire now"),
        edit=t.gettext("Change"),
        cancel=t.gettext("Cancel"),
    )


def _dish(item: Item, t: Translator) -> str:
    return f"{t.number(item.quantity)}× {item.name}"  # noqa: RUF001  a multiplication sign


def _gone(order: Order, t: Translator) -> Markup:
    return Markup(
        '<li id="left-{id}" data-order-id="{id}" data-code="{code}" data-version="{version}" data-stage="{stage}">'
        '<b class="num">{code}</b><span class="who" dir="auto">{who}</span><span class="said">{says}{thanks}</span>'
        "{back}</li>"
    ).format(
        id=order.id,
        code=order.pickup_code,
        version=order.version,
        stage=order.stage.value,
        who=order.guest_name,
        says=_farewell(order, t),
        thanks=thanks(order, t),
        back=_way_back(order, t),
    )


# A merged order goes on as a part of another, which is split instead.
def _way_back(order: Order, t: Translator) -> Markup:
    if order.stage is Stage.MERGED:
        return Markup()
    tap, word = (
        (Tap.RECALL, t.gettext("Recall")) if order.stage is Stage.COLLECTED else (Tap.REOPEN, t.gettext("Reopen"))
    )
    return Markup('<button type="button" class="quiet" data-tap="{}">{}</button>').format(tap.value, word)


def _farewell(order: Order, t: Translator) -> str:
    time = t.clock(order.closed_at or order.events[-1].at)
    if order.stage is Stage.MERGED:
        return f"{stage_name(order.stage, t)} · {time}"
    if order.stage is Stage.COLLECTED:
        return t.gettext("handed over {time}", time=time)
    reason = next((e.reason for e in reversed(order.events) if e.kind is EventKind.CANCELLED), "")
    said = t.gettext("cancelled {time}", time=time)
    return f"{said} · {reason}" if reason else said
