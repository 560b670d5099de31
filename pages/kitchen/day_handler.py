"""Day handler of the kitchen page: closes the day, and takes the close back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import DayPartlyClosed
from pages.components.cancel_reasons import preset_reason
from pages.kitchen.day_view import closed_text, partly_closed_text
from pages.kitchen.tap_replies import TapReply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.kitchen.tap_schemas import CloseDayTap, ReopenDayTap


async def close_day(tap: CloseDayTap, context: AppContext, t: Translator) -> TapReply:
    """Close the day as far as it was seen; the reply tells how to take it back."""

    def reason(order: Order) -> str:
        return preset_reason("closing", order.language, context, t)

    try:
        closed = await context.kitchen.day.close(tap.order_ids, reason, tap.tap_id)
    except DayPartlyClosed as error:
        says, undo = partly_closed_text(error.closed, t), _undo_of(error.closed)
        return TapReply(tap_id=tap.tap_id, says=says, is_done=False, is_saving=False, closed=undo)
    return TapReply(tap_id=tap.tap_id, says=closed_text(closed, t), is_done=True, closed=_undo_of(closed))


async def reopen_day(tap: ReopenDayTap, context: AppContext, t: Translator) -> TapReply:
    """Take the close of the day back."""
    reopened = await context.kitchen.day.reopen(tap.closed, tap.tap_id)
    n = len(reopened)
    says = t.ngettext("{n} order is back", "{n} orders are back", n)
    return TapReply(tap_id=tap.tap_id, says=says, is_done=True)


def _undo_of(closed: Iterable[Order]) -> str:
    return " ".join(f"{order.id}:{order.version}" for order in closed)
