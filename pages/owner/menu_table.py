"""Menu table: the rows of a menu's file, whatever stands between its cells and above its headings."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pages.owner.dish_details_csv import read_price
from pages.owner.menu_words import read_heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Between cells; the first of those that fit equally well counts.
_DELIMITERS = ",;\t|"
_NAMED_DELIMITER = re.compile(r'"?sep=([^"\r\n])"?\r?\n?', re.IGNORECASE)
# A title may stand above the headings.
_MAX_TITLE_ROWS = 10
_TEXT_FORMULA = re.compile(r'="(.*)"', re.DOTALL)

Rows = list[tuple[int, list[str]]]


class BrokenTable(Exception):
    """A quotation mark is missing; `line` is where it was noticed, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a line by their columns. It `overflows` when a cell stands beside the columns that have a name."""

    line: int
    cells: Mapping[str, str]
    overflows: bool = False


@dataclass(frozen=True, slots=True)
class MenuTable:
    """Rows below their headings. `left_out` are the headings that are not known, `price_heading` that of the price."""

    rows: list[Row] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    price_heading: str = ""


def read_table(text: str) -> MenuTable | None:
    """Return the table of a text, or None when no line of it names the columns; raises BrokenTable."""
    said = _NAMED_DELIMITER.match(text)
    body, first = (text[said.end() :], 2) if said else (text, 1)
    return _best_table(body, said[1] if said else _DELIMITERS, first) or _best_table(_unwrapped(body), ",", first)


# Where a semicolon stands between cells, spreadsheets open a file with commas as one column, and save it so.
# Where cells stand beside the first, it is no such file, and they would be lost.
def _unwrapped(text: str) -> str:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    except csv.Error:  # a line is longer than csv takes a cell to be
        return ""
    return "" if any(any(row[1:]) for row in rows) else "".join(f"{row[0] if row else ''}\n" for row in rows)


def _best_table(text: str, delimiters: str, first: int) -> MenuTable | None:
    tables: list[MenuTable] = []
    broken: list[BrokenTable] = []
    best = 0
    for delimiter in delimiters:
        try:
            rows = _rows(text, delimiter, first)
        except BrokenTable as error:
            broken.append(error)
            continue
        if (place := _heading_row(rows)) is None:
            continue
        width = len(rows[place][1])
        if width > best:
            best = width
            tables.append(_table(rows[place][1], rows[place + 1 :]))
    if not tables and broken:
        raise max(broken, key=lambda one: one.line)
    return tables[-1] if tables else None


def _rows(text: str, delimiter: str, first: int) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [(reader.line_num + first - 1, [_plain(cell) for cell in row]) for row in reader]
    except csv.Error:
        raise BrokenTable(reader.line_num + first - 1) from None
    return [(line, row) for line, row in rows if any(row)]


# ="007" is how a spreadsheet is told to keep a cell as text.
def _plain(cell: str) -> str:
    cell = cell.strip()
    return found[1].replace('""', '"').strip() if (found := _TEXT_FORMULA.fullmatch(cell)) else cell


def _heading_row(rows: Rows) -> int | None:
    top = [row for _, row in rows[:_MAX_TITLE_ROWS]]
    place = next((at for at, row in enumerate(top) if "name" in map(read_heading, row)), None)
    return None if place is None or not all(_is_title(row, top[place]) for row in top[:place]) else place


# A dish may stand above the headings, in a table that was sorted with them: it would be lost.
def _is_title(row: Sequence[str], headings: Sequence[str]) -> bool:
    count = sum(map(bool, row))
    return count == 1 or (count < sum(map(bool, headings)) and all(read_price(cell, "")[1] is None for cell in row))


def _table(headings: Sequence[str], rows: Rows) -> MenuTable:
    columns = [read_heading(heading) for heading in headings]
    repeated = {at for at, column in enumerate(columns) if column in columns[:at]}
    known = {at: column for at, column in enumerate(columns) if column and at not in repeated}
    named = {at for at, heading in enumerate(headings) if heading}
    price = next((headings[at] for at, column in known.items() if column == "price"), "")
    return MenuTable(
        [
            Row(
                line,
                {column: row[at] for at, column in known.items() if at < len(row)},
                overflows=any(cell and at not in named for at, cell in enumerate(row)),
            )
            for line, row in rows
        ],
        tuple(headings[at] for at in sorted(named - known.keys())),
        price,
    )
