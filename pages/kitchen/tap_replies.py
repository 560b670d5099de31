"""Tap replies: a text for the person, and data attributes for the page's script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.commands import Tap
from domain.errors import KitchenError, NotSaved
from domain.order_stage import is_all_done
from domain.stages import Stage
from pages.components.error_texts import error_text
from pages.components.labels import due_clock

if TYPE_CHECKING:
    from domain.item import Item
    from domain.order import Order
    from pages.i18n import Translator
    from pages.kitchen.tap_schemas import DishTap, KitchenTap


@dataclass(frozen=True, kw_only=True)
class TapReply:
    """Result of a tap. `undo` is the version that an undo would take back, if the tap can be undone.

    `closed` are the orders, with their versions, that a close of the day ended, for its undo. `is_saving` is whether
    the database takes changes: if not, no other tap will be taken either, for now.
    """

    tap_id: str
    says: str
    is_done: bool
    version: int = 0
    order_id: str = ""
    undo: int | None = None
    is_saving: bool = True
    closed: str = ""


def success_text(tap: KitchenTap, order: Order, t: Translator) -> str:
    """Say what a tap has done; `order` as it stands after it."""
    code, says = order.pickup_code, _order_texts(order, t).get(tap.tap)
    # A tap that is sent again may come after its dish was split off.
    item = next((item for item in order.items if item.id == tap.item_id), None)
    if item and tap.tap in _item_texts("", t):
        return _item_text(tap.tap, item, order, t)
    if tap.station and order.stage is not Stage.READY:
        return f"{code} · {_station_text(tap.tap, tap.station, t)}"
    if says is None and order.stage is Stage.PREPARING and is_all_done(order):
        return f"{code} · " + t.gettext("Done")  # the expo has the last word
    return says or {
        Stage.READY: t.gettext("{code} is ready", code=code),
        Stage.COLLECTED: t.gettext("{code} was handed over", code=code),
        Stage.CANCELLED: t.gettext("{code} was cancelled", code=code),
    }.get(order.stage, t.gettext("{code} is cooking", code=code))


def stock_text(tap: DishTap, t: Translator) -> str:
    """Say what a tap on a dish of the menu has done."""
    if tap.available and tap.left:
        return t.gettext("{dish}: {n} left", dish=tap.dish, n=tap.left)
    if tap.available:
        return t.gettext("{dish} is back", dish=tap.dish)
    return t.gettext("{dish} is out", dish=tap.dish)


def _station_text(tap: Tap, station: str, t: Translator) -> str:
    if tap is Tap.BUMP:
        return t.gettext("{station} ready", station=station)
    return t.gettext("{station} is cooking", station=station)


def _order_texts(order: Order, t: Translator) -> dict[Tap, str]:
    """Return what is said of the taps that leave the stage open; the others say where the order has come."""
    code = order.pickup_code
    return {
        Tap.UNDO: t.gettext("{code}: taken back", code=code),
        Tap.POSTPONE: t.gettext("{code} is now promised for {time}", code=code, time=due_clock(order, t)),
        Tap.RUSH: t.gettext("{code} was moved ahead", code=code),
        Tap.RECALL: t.gettext("{code} is back on the rail", code=code),
        Tap.REOPEN: t.gettext("{code} is open again", code=code),
        Tap.FIRE: t.gettext("{code} is on the rail", code=code),
        Tap.HOLD: t.gettext("{code} is held for later", code=code),
        Tap.CALL: t.gettext("{code} was called again", code=code),
        Tap.ACKNOWLEDGE: t.gettext("{code}: the change was seen", code=code),
    }


def _item_texts(dish: str, t: Translator) -> dict[Tap, str]:
    return {
        Tap.START: t.gettext("{dish} is cooking", dish=dish),
        Tap.BUMP: t.gettext("{dish} is done", dish=dish),
        Tap.RECALL: t.gettext("{dish} is back on the stove", dish=dish),
        Tap.VOID: t.gettext("{dish} was taken off", dish=dish),
        Tap.RESTORE: t.gettext("{dish} is on the order again", dish=dish),
        Tap.FIRE: t.gettext("{dish} can be cooked", dish=dish),
        Tap.HOLD: t.gettext("{dish} is held", dish=dish),
    }


def _item_text(tap: Tap, item: Item, order: Order, t: Translator) -> str:
    says = _item_texts(item.name, t)[tap]
    if order.stage is Stage.READY and tap is not Tap.RECALL:
        is_ready = t.gettext("{code} is ready", code=order.pickup_code)
        return f"{is_ready} · {says}"
    return f"{order.pickup_code} · {says}"


def refusal(tap_id: str, error: KitchenError, t: Translator, code: str = "", order_id: str = "") -> TapReply:
    """Answer a tap that was not taken; `code` and `order_id` are of the order that was meant, if one was."""
    is_saving = not isinstance(error, NotSaved)
    says = error_text(error, t, code=code)
    return TapReply(tap_id=tap_id, says=says, is_done=False, order_id=order_id, is_saving=is_saving)


def reply_html(reply: TapReply) -> Markup:
    """Write an answer where the page's script finds it."""
    return Markup(
        '<data value="{id}" data-done="{done}" data-version="{version}" data-order="{order}" data-undo="{undo}" '
        'data-saving="{saving}" data-closed="{closed}">{says}</data>'
    ).format(
        id=reply.tap_id,
        done="true" if reply.is_done else "false",
        version=reply.version,
        order=reply.order_id,
        undo=reply.undo or "",
        closed=reply.closed,
        saving="true" if reply.is_saving else "false",
        says=reply.says,
    )
