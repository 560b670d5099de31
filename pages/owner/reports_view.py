"""Reports view: how promises were kept, the minutes, and what guests thought. Pure presenters."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.ratings import Rating, average_stars
from domain.report_demand import split_rare
from domain.reports import BOUNDS, Line, PromiseStats
from pages.owner.report_plots import card, row, sheet_link, table, with_rest_folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.i18n import Translator


def summary(stats: PromiseStats, before: PromiseStats | None, t: Translator) -> Markup:
    """Show how well promises were kept, in three figures, each with that of the time compared with."""
    than = before or PromiseStats(0, None, None, ())
    metrics = (
        (str(stats.orders), str(than.orders), t.ngettext("order became ready", "orders became ready", stats.orders)),
        (_percent(stats.kept, t), _percent(than.kept, t), t.gettext("were ready by their promise")),
        (
            _percent(stats.in_range, t),
            _percent(than.in_range, t),
            t.gettext("were ready within the first range we showed; about 80% is right"),
        ),
    )
    tiles = (_tile(now, earlier if before else None, says, t) for now, earlier, says in metrics)
    return Markup('<div class="tiles">{}</div>').format(Markup("").join(tiles))


def _tile(figure: str, before: str | None, says: str, t: Translator) -> Markup:
    compared = (
        Markup("")
        if before is None
        else Markup("<small>{}</small>").format(t.gettext("a week before: {figure}", figure=before))
    )
    return Markup('<div class="card tile"><b class="num">{}</b><span>{}</span>{}</div>').format(figure, says, compared)


def lateness(stats: PromiseStats, sheet: str, t: Translator) -> Markup:
    """Plot how far the orders came from their promise."""
    names = [t.gettext("more than {n} min early", n=-BOUNDS[0])]
    names += [_between(low, high, t) for low, high in pairwise(BOUNDS)]
    names += [t.gettext("more than {n} min late", n=BOUNDS[-1])]
    most = max(stats.by_lateness) or 1
    rows = (
        row(name, str(count), count / most, "late" if n > BOUNDS.index(0) else "done")
        for n, (name, count) in enumerate(zip(names, stats.by_lateness, strict=True))
    )
    title = t.gettext("Promised and actual")
    return card(title, table((t.gettext("ready"), t.gettext("orders")), rows), sheet_link(title, sheet))


def minutes(title: str, sheet: str, lines: Sequence[Line], t: Translator, *, is_of_dishes: bool) -> Markup:
    """Plot the typical minutes of each line; dishes with few orders are folded away."""
    if not lines:
        return card(
            title, Markup("<p>{}</p>").format(t.gettext("No cook pressed Start, so there is nothing to measure."))
        )
    most = max(line.slow for line in lines) or 1.0
    parts = split_rare(lines, lambda line: line.count) if is_of_dishes else (lines, ())
    shown, rest = (
        [row(line.name, _says(line, t), line.typical / most, "cook", line.slow / most) for line in part]
        for part in parts
    )
    return card(title, with_rest_folded((title, t.gettext("minutes")), shown, rest, t), sheet_link(title, sheet))


def legend(t: Translator) -> Markup:
    """Explain the plots of minutes."""
    return Markup('<p class="legend">{}</p>').format(
        t.gettext("Minutes are typical ones: half took less. The paler end of a bar reaches the slow ones, 1 in 10.")
    )


def nothing(t: Translator) -> Markup:
    """Say that there is nothing to report yet."""
    return Markup('<p class="card empty">{}</p>').format(
        t.gettext("No order has become ready in this time. Figures appear here with the first one.")
    )


def ratings(given: list[Rating], t: Translator) -> Markup:
    """List what guests thought, the newest first; empty without ratings."""
    if not given:
        return Markup()
    rows = (
        Markup('<tr><th scope="row">{}<span class="unseen"> {}</span></th><td dir="auto">{}</td></tr>').format(
            "★" * one.stars, one.stars, one.words
        )
        for one in given
    )
    return Markup(
        '<section class="card report" id="ratings"><h2>{}</h2><p>{}</p><table><tbody>{}</tbody></table></section>'
    ).format(
        t.gettext("What guests thought"),
        t.ngettext("{mean} of 5, by {n} guest", "{mean} of 5, by {n} guests", len(given), mean=_mean(given, t)),
        Markup("").join(rows),
    )


def _mean(given: list[Rating], t: Translator) -> str:
    return t.number(average_stars(given) or 0, "0.0")


def _between(low: int, high: int, t: Translator) -> str:
    if high <= 0:
        return t.gettext("{low} to {high} min early", low=-high, high=-low)
    return t.gettext("{low} to {high} min late", low=low, high=high)


def _says(line: Line, t: Translator) -> str:
    return t.gettext(
        "{typical} min · slow {slow} · {n}×",  # noqa: RUF001  a count of times
        typical=_short(line.typical, t),
        slow=_short(line.slow, t),
        n=line.count,
    )


def _short(minutes: float, t: Translator) -> str:
    return t.number(minutes, "0" if minutes >= 10 else "0.0")  # noqa: PLR2004  tenths matter below


def _percent(share: float | None, t: Translator) -> str:
    return "–" if share is None else t.percent(share)  # noqa: RUF001  a dash stands where a figure is missing
