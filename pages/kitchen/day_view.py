"""Day view: what was left over from the day before, and the dialog that closes the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.stages import Stage
from pages.components.dialogs import heading
from pages.components.labels import icon

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.order import Order
    from pages.i18n import Translator
    from pages.live import LiveBoard


def left_over(board: LiveBoard, t: Translator) -> Markup:
    """Offer to close the day before, once the first order of a new one has come."""
    old = board.rail.left_over
    if not old or len(old) == len(board.rail.codes):
        return Markup()
    says = t.ngettext("{n} order was left over from yesterday.", "{n} orders were left over from yesterday.", len(old))
    return Markup('{}<p>{}</p><button type="button" class="quiet" data-open="close-day">{}</button>').format(
        icon("wait"), says, t.gettext("Close the day")
    )


def close_day_title(t: Translator) -> Markup:
    """Head the dialog that closes the day."""
    return heading("close-day-title", t.gettext("Close the day"), t)


def close_day(orders: Collection[Order], t: Translator) -> Markup:
    """Say what the close does to which orders, and offer it."""
    if not orders:
        return Markup('<p class="none">{}</p>').format(t.gettext("Nothing is left on the rail."))
    ready = [order for order in orders if order.stage is Stage.READY]
    others = [order for order in orders if order.stage is not Stage.READY]
    cancelled = t.gettext("These are not ready and are cancelled. Their guests read that the kitchen is closing:")
    return Markup(
        '{}{}<button type="button" class="primary" data-close-day="{}">{}</button><p class="hint">{}</p>'
    ).format(
        _part(t.gettext("These are ready and count as handed over:"), ready),
        _part(cancelled, others),
        " ".join(order.id for order in orders),
        t.gettext("Close the day"),
        t.gettext("One tap on Undo takes all of it back."),
    )


def closed_text(closed: Collection[Order], t: Translator) -> str:
    """Say what the close has done."""
    return t.gettext("The day is closed: {handed} handed over, {cancelled} cancelled", **_counts(closed))


def partly_closed_text(closed: Collection[Order], t: Translator) -> str:
    """Say what the close has done until nothing could be saved any more."""
    return t.gettext(
        "Not all could be saved: {handed} handed over, {cancelled} cancelled. Close the day again in a moment.",
        **_counts(closed),
    )


def _counts(closed: Collection[Order]) -> dict[str, int]:
    handed_over = sum(order.stage is Stage.COLLECTED for order in closed)
    return {"handed": handed_over, "cancelled": len(closed) - handed_over}


def _part(says: str, orders: Collection[Order]) -> Markup:
    if not orders:
        return Markup()
    codes = (Markup('<li><b class="num">{}</b> <bdi>{}</bdi></li>').format(o.pickup_code, o.guest_name) for o in orders)
    return Markup('<p>{}</p><ul class="codes" role="list">{}</ul>').format(says, Markup("").join(codes))
