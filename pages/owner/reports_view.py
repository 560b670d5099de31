"""Reports view: tables with their plots. Pure presenters."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.ratings import Rating, average_stars
from domain.reports import BOUNDS, Line, PromiseStats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pages.i18n import Translator


def summary(word: PromiseStats, t: Translator) -> Markup:
    """Say how well the word was kept, in three figures."""
    metrics = (
        (str(word.orders), t.gettext("orders became ready")),
        (_percent(word.kept, t), t.gettext("were ready by their promise")),
        (_percent(word.held, t), t.gettext("were ready within the first range we showed; about 80% is right")),
    )
    tiles = (Markup('<div class="card tile"><b class="num">{}</b><span>{}</span></div>').format(*f) for f in metrics)
    return Markup('<div class="tiles">{}</div>').format(Markup("").join(tiles))


def lateness(word: PromiseStats, days: int, t: Translator) -> Markup:
    """Plot how far the orders came from their promise."""
    names = [t.gettext("more than {n} min early", n=-BOUNDS[0])]
    names += [_between(low, high, t) for low, high in pairwise(BOUNDS)]
    names += [t.gettext("more than {n} min late", n=BOUNDS[-1])]
    most = max(word.by_lateness) or 1
    rows = (
        _row(name, str(count), count / most, "late" if n > BOUNDS.index(0) else "done")
        for n, (name, count) in enumerate(zip(names, word.by_lateness, strict=True))
    )
    return _table(
        t.gettext("Promised and actual"), sheet_of("promises", days), (t.gettext("ready"), t.gettext("orders")), rows
    )


def minutes(title: str, sheet: str, lines: Sequence[Line], t: Translator) -> Markup:
    """Plot the typical minutes of each line."""
    most = max((line.slow for line in lines), default=0.0) or 1.0
    rows = (_row(line.name, _says(line, t), line.typical / most, "cook", line.slow / most) for line in lines)
    return _table(title, sheet, (title, t.gettext("minutes")), rows)


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
        t.ngettext("{mean} of 5, by {n} guest", "{mean} of 5, by {n} guests", len(given), mean=_mean(given)),
        Markup("").join(rows),
    )


def _mean(given: list[Rating]) -> str:
    return f"{average_stars(given) or 0:.1f}"


def sheet_of(table: str, days: int) -> str:
    """Return the address of a table's CSV file."""
    return f"/reports/{table}.csv?days={days}"


def _table(title: str, sheet: str, heads: tuple[str, str], rows: Iterable[Markup]) -> Markup:
    return Markup(
        '<section class="card report"><div class="report-head"><h2>{title}</h2>'
        '<a class="quiet" href="{sheet}" download>CSV<span class="unseen"> {title}</span></a></div>'
        '<table><thead class="unseen"><tr><th>{first}</th><th>{second}</th></tr></thead><tbody>{body}</tbody></table>'
        "</section>"
    ).format(title=title, sheet=sheet, first=heads[0], second=heads[1], body=Markup("").join(rows))


def _row(name: str, says: str, share: float, tone: str, reach: float = 0.0) -> Markup:
    return Markup(
        '<tr><th scope="row" dir="auto">{}</th><td><span class="plot" data-tone="{}">'
        '<i style="inline-size:{:.1f}%"></i><em style="inline-size:{:.1f}%"></em></span>'
        '<span class="num">{}</span></td></tr>'
    ).format(name, tone, 100 * share, 100 * reach, says)


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
