"""When the order will be ready, as its guest reads it: one large time, beneath it the range and the promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.events import effective_events
from domain.stages import UNFINISHED, ItemState, Stage
from pages.guest.timeline_texts import call_text

if TYPE_CHECKING:
    from datetime import datetime

    from domain.estimation import Estimate
    from domain.order import Order
    from pages.i18n import Translator


def estimate(order: Order, t: Translator, ahead: int = 0) -> Markup:
    """Say when it will be ready, or what is to be done now that it is; `ahead` orders are to be cooked before it."""
    if _is_timeless(order):
        return _about(t.gettext("It takes longer than we can say. You will see it here the moment it is ready."))
    if order.stage is Stage.SCHEDULED:
        return _planned(order, t)
    if order.stage not in UNFINISHED or order.estimate is None:
        return _why(order) + _about(_after_estimate(order, t))
    return _expected(order, order.estimate, ahead, t)


# Nobody plans when an order is begun that waits for somebody to fire it.
def _is_timeless(order: Order) -> bool:
    if order.stage is Stage.SCHEDULED:
        return order.fires_at is None
    return order.stage in UNFINISHED and order.estimate is not None and order.estimate.timeless


# The likely time, the range and the promise are those of the API, the kitchen and the receipt.
def _expected(order: Order, shown: Estimate, ahead: int, t: Translator) -> Markup:
    day = "" if t.is_same_day(shown.likely, shown.updated_at) else t.date(shown.likely)
    between = t.between(shown.earliest, shown.latest, shown.likely)
    promise = t.gettext("promised for {time}", time=t.clock_since(order.quoted_for, shown.likely))
    return (
        _around(day)
        + _when(t.gettext("about {time}", time="{time}"), t.clock(shown.likely))
        + Markup('<span class="range num">{}</span>').format(f"{between}, {promise}")
        + _about(_progress(order, shown, ahead, t))
    )


def _planned(order: Order, t: Translator) -> Markup:
    planned_for = t.gettext("Planned for")
    day = "" if t.is_same_day(order.quoted_for, order.placed_at) else f" {t.date(order.quoted_for)}"
    begin = t.gettext("We will begin to cook in time. You will see it here.")
    return _around(f"{planned_for}{day}") + _when("{time}", t.clock(order.quoted_for)) + _about(begin)


def _around(says: str) -> Markup:
    return Markup('<span class="around">{}</span>').format(says) if says else Markup()


def _when(says: str, time: str) -> Markup:
    large = Markup("<b>{}</b>").format(time)
    return Markup('<span class="when num">{}</span>').format(Markup("{}").format(says).format(time=large))


def _about(says: str) -> Markup:
    return Markup('<span class="about">{}</span>').format(says)


def _progress(order: Order, shown: Estimate, ahead: int, t: Translator) -> str:
    if shown.running_late:
        return t.gettext("It takes longer than we said. Thank you for waiting.")
    in_minutes = t.gettext("in {span}", span=t.minutes(shown.likely - shown.updated_at))
    progress = _turn(ahead, t) if order.stage is Stage.RECEIVED else _done(order, t)
    return f"{in_minutes} · {progress}" if progress else in_minutes


def _turn(ahead: int, t: Translator) -> str:
    if not ahead:
        return t.gettext("Yours is next")
    return t.ngettext("Nearly next: {n} order before yours", "{n} orders before yours", ahead)


def _done(order: Order, t: Translator) -> str:
    kept = [item for item in order.items if item.state is not ItemState.VOIDED]
    done = sum(item.state is ItemState.DONE for item in kept)
    return t.gettext("{done} of {all} dishes done", done=done, all=len(kept)) if done and len(kept) > 1 else ""


def _why(order: Order) -> Markup:
    why = effective_events(order.events)[-1].reason if order.stage is Stage.CANCELLED else ""
    return Markup('<span class="why" dir="auto">{}</span>').format(why) if why else Markup()


def _after_estimate(order: Order, t: Translator) -> str:
    match order.stage:
        case Stage.READY:
            since = t.gettext("Ready since {time}.", time=_clock(order, order.ready_at, t))
            show_code = t.gettext("Please show your code at the counter.")
            follows = t.gettext("It will be brought to you.") if order.is_brought else show_code
            return f"{call_text(order, t)} {follows} {since}".lstrip()
        case Stage.COLLECTED if order.is_brought:
            return t.gettext("Thank you")
        case Stage.COLLECTED:
            return t.gettext("Collected at {time}. Thank you for coming.", time=_clock(order, order.closed_at, t))
        case Stage.CANCELLED if order.service == "delivery":
            return t.gettext("If you did not expect this, please contact us.")
        case Stage.CANCELLED:
            return t.gettext("If you did not expect this, please talk to us at the counter. We are glad to help.")
        case _:
            return t.gettext("We will tell you the time in a moment.")


def _clock(order: Order, at: datetime | None, t: Translator) -> str:
    return t.clock_since(at or order.placed_at, order.quoted_for)
