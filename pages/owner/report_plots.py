"""Report plots: bars and columns as SVG, each with its figures in words beside it. Pure presenters.

A rectangle for each figure is all that these reports plot; a charting library would bring axes and fonts of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pages.i18n import Translator

_COLUMN_WIDTH = 10
_COLUMN_GAP = 2
_CHART_HEIGHT = 100


def row(name: str, says: str, share: float, tone: str, reach: float = 0.0) -> Markup:
    """Plot one figure of a table as a bar of a share of the width; a paler bar goes on to `reach`."""
    return Markup(
        '<tr><th scope="row" dir="auto">{}</th><td>'
        '<svg class="plot" data-tone="{}" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="reach" width="{:.1f}" height="1"/><rect width="{:.1f}" height="1"/></svg>'
        '<span class="num">{}</span></td></tr>'
    ).format(name, tone, 100 * reach, 100 * share, says)


def table(heads: tuple[str, str], rows: Iterable[Markup]) -> Markup:
    """Put rows into a table whose heads are read aloud only."""
    return Markup(
        '<table><thead class="unseen"><tr><th>{}</th><th>{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(*heads, Markup("").join(rows))


def card(title: str, body: Markup, extra: Markup = Markup(), *, name: str = "") -> Markup:  # noqa: B008  frozen
    """Put a part of the report below its title, with what else belongs into the title's line."""
    return Markup('<section class="card report"{}><div class="report-head"><h2>{}</h2>{}</div>{}</section>').format(
        Markup(' data-testid="{}"').format(name) if name else "", title, extra, body
    )


def sheet_link(title: str, sheet: str) -> Markup:
    """Link the CSV file of a table."""
    return Markup('<a class="quiet" href="{}" download>CSV<span class="unseen"> {}</span></a>').format(sheet, title)


def with_rest_folded(heads: tuple[str, str], shown: Sequence[Markup], rest: Sequence[Markup], t: Translator) -> Markup:
    """Put the rows of dishes into a table, those with few orders into a second one that opens at a touch."""
    if not rest:
        return table(heads, shown)
    return Markup('{}<details class="rest"><summary>{}</summary>{}</details>').format(
        table(heads, shown),
        t.ngettext("{n} dish with few orders", "{n} dishes with few orders", len(rest)),
        table(heads, rest),
    )


def columns(says: str, figures: Sequence[int], first: str, last: str) -> Markup:
    """Plot figures over time as columns; `says` tells in words what the eye sees, below stand the ends of the time."""
    most, step = max(figures), _COLUMN_WIDTH + _COLUMN_GAP
    heights = [_CHART_HEIGHT * figure / most for figure in figures]
    rects = (
        Markup('<rect x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>').format(
            n * step, _CHART_HEIGHT - height, _COLUMN_WIDTH, height
        )
        for n, height in enumerate(heights)
    )
    return Markup(
        '<figure class="columns" dir="ltr"><svg role="img" aria-label="{}" viewBox="0 0 {} {}" '
        'preserveAspectRatio="none">{}</svg><figcaption aria-hidden="true"><span>{}</span><span>{}</span>'
        "</figcaption></figure>"
    ).format(says, len(figures) * step - _COLUMN_GAP, _CHART_HEIGHT, Markup("").join(rects), first, last)
