"""Report answers: what was late and why, what was cancelled, when it was busiest, what sold best. Pure presenters."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.report_demand import QUARTER_MINUTES, QuarterHour, SoldDish, SoldOutDish, busiest, split_rare
from pages.owner.report_plots import card, columns, row, table, with_rest_folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.report_causes import LateCause, LateOrder
    from pages.i18n import Translator

_BUSIEST_SHOWN = 3
_LATEST_SHOWN = 20


def late(orders: Sequence[LateOrder], causes: Sequence[LateCause], t: Translator) -> Markup:
    """Say why orders were late, with a list of them folded away; empty when none was."""
    if not orders:
        return Markup()
    most = causes[0].orders
    rows = [row(_cause(one.reason, one.station, t), _late_says(one, t), one.orders / most, "late") for one in causes]
    each = (
        Markup('<tr><th scope="row">{}</th><td>{} · {}</td></tr>').format(
            one.order.pickup_code, _min_late(one.minutes, t), _cause(one.reason, one.station, t)
        )
        for one in orders[:_LATEST_SHOWN]
    )
    heads = (t.gettext("Why"), t.gettext("orders"))
    body = Markup('{}<details class="rest"><summary>{}</summary>{}</details><p class="note">{}</p>').format(
        table(heads, rows),
        t.gettext("The latest ones"),
        table((t.gettext("Order"), t.gettext("Why")), each),
        t.gettext("Late against the first promise. Without a reason given, the station whose dish was done last."),
    )
    return card(t.gettext("What was late, and why"), body, name="report-late")


def cancelled(reasons: Sequence[tuple[str, int]], t: Translator) -> Markup:
    """Say why orders were cancelled; empty when none was."""
    if not reasons:
        return Markup()
    most = reasons[0][1]
    rows = (row(reason or t.gettext("No reason given"), str(n), n / most, "late") for reason, n in reasons)
    title = t.gettext("Cancelled, and why")
    return card(title, table((t.gettext("Why"), t.gettext("orders")), rows), name="report-cancelled")


def sold_out(dishes: Sequence[SoldOutDish], t: Translator) -> Markup:
    """Say how long dishes were sold out, and how many orders asked for them; empty when none was."""
    if not dishes:
        return Markup()
    most = max(1, *(dish.minutes for dish in dishes))
    rows = (row(one.name, _missed(one, t), one.minutes / most, "late") for one in dishes)
    title, heads = t.gettext("Sold out"), (t.gettext("Dish"), t.gettext("minutes"))
    return card(title, table(heads, rows), name="report-sold-out")


def all_well(*, is_late: bool, is_cancelled: bool, is_sold_out: bool, t: Translator) -> Markup:
    """Say in words what did not happen, instead of a card that is missing; empty when all of it did."""
    said = [
        sentence
        for happened, sentence in (
            (is_late, t.gettext("No order was late.")),
            (is_cancelled, t.gettext("No order was cancelled.")),
            (is_sold_out, t.gettext("No dish was sold out.")),
        )
        if not happened
    ]
    return Markup('<p class="card empty" data-testid="report-well">{}</p>').format(" ".join(said)) if said else Markup()


def busy(quarters: Sequence[QuarterHour], t: Translator) -> Markup:
    """Plot the orders of each quarter of an hour, and name the busiest ones; empty without orders."""
    if not quarters:
        return Markup()
    top = busiest(quarters, _BUSIEST_SHOWN)
    rows = (row(quarter_name(one, t), str(one.orders), one.orders / top[0].orders, "cook") for one in top)
    says = t.gettext(
        "Orders by quarter of an hour, most of them at {time}: {n}", time=quarter_name(top[0], t), n=top[0].orders
    )
    ends = quarter_name(quarters[0], t), quarter_name(quarters[-1], t)
    title, heads = t.gettext("Busiest quarter hours"), (t.gettext("Time"), t.gettext("orders"))
    plot = columns(says, [one.orders for one in quarters], *ends) if len(quarters) > 1 else Markup()
    return card(title, plot + table(heads, rows), name="report-busiest")


def sellers(dishes: Sequence[SoldDish], t: Translator) -> Markup:
    """List the best sellers, dishes with few orders folded away; empty without any."""
    if not dishes:
        return Markup()
    most = dishes[0].portions
    shown, rest = (
        [row(one.name, _sold(one, t), one.portions / most, "done") for one in part]
        for part in split_rare(dishes, lambda dish: dish.orders)
    )
    title, heads = t.gettext("Best sellers"), (t.gettext("Dish"), t.gettext("portions"))
    return card(title, with_rest_folded(heads, shown, rest, t), name="report-sellers")


def quarter_name(quarter: QuarterHour, t: Translator) -> str:
    """Tell a quarter of an hour by its beginning and its end."""
    begins = datetime.combine(datetime(2000, 1, 1, tzinfo=t.zone), quarter.starts, t.zone)
    return t.between(begins, begins + timedelta(minutes=QUARTER_MINUTES), begins)


def _cause(reason: str, station: str, t: Translator) -> str:
    return reason or t.gettext("Waited for {station}", station=station)


def _late_says(cause: LateCause, t: Translator) -> str:
    orders = t.ngettext("{n} order", "{n} orders", cause.orders)
    return f"{orders} · {_min_late(cause.minutes, t)}"


def _min_late(minutes: float, t: Translator) -> str:
    return t.gettext("{n} min late", n=max(1, round(minutes)))


def _missed(dish: SoldOutDish, t: Translator) -> str:
    minutes = t.ngettext("{n} minute", "{n} minutes", dish.minutes) if dish.minutes else t.gettext("less than a minute")
    if not dish.asked_for:
        return minutes
    asked = t.ngettext("asked for {n} time", "asked for {n} times", dish.asked_for)
    return f"{minutes} · {asked}"


def _sold(dish: SoldDish, t: Translator) -> str:
    orders = t.ngettext("{n} order", "{n} orders", dish.orders)
    return f"{t.number(dish.portions)}× · {orders}"  # noqa: RUF001  a count of times
