"""Menu as CSV (RFC 4180), for spreadsheets: read as a whole or not at all, written so that no cell is a formula.

What the spreadsheets of the pages' languages save as text is read, each with its encoding, its separators and its
words for the columns.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from domain.dish_names import fold_name
from domain.menu import (
    MAX_BATCH_PORTIONS,
    MAX_DISHES,
    MAX_MINUTES,
    MAX_NAME_CHARS,
    Dish,
    Menu,
)
from domain.text import is_readable, limit_marks
from pages.components.csv_cells import FORMULA_STARTS, escape_formula
from pages.owner.cell_numbers import read_currency, read_minutes, read_number
from pages.owner.dish_details_csv import read_details, write_options, written_price
from pages.owner.dish_stock_csv import read_stock, written_stock
from pages.owner.file_text import text_of
from pages.owner.menu_table import BrokenTable, MenuTable, read_table
from pages.owner.menu_words import COLUMNS, read_yes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.i18n import Translator


# How files of .xlsx, .ods and .xls begin.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class CannotRead(Exception):
    """The file is not taken; `mistakes` are line numbers (0 for the whole file), each with what to write instead."""

    def __init__(self, mistakes: list[tuple[int, str]]) -> None:
        """Remember the mistakes."""
        super().__init__(f"{len(mistakes)} mistakes")
        self.mistakes = mistakes


class MenuFile(NamedTuple):
    """The dishes of a file, and the headings of columns that nobody knows."""

    dishes: tuple[Dish, ...]
    left_out: tuple[str, ...]


def written(menu: Menu) -> str:
    """Write the dishes as CSV."""
    paper = io.StringIO()
    lines = csv.writer(paper, quoting=csv.QUOTE_ALL)
    lines.writerow(COLUMNS)
    for dish in menu.dishes:
        available = "yes" if dish.available else "no"
        names = [escape_formula(dish.name), escape_formula(dish.station)]
        more = [escape_formula(dish.category), escape_formula(write_options(dish.options)), *written_price(dish)]
        more += written_stock(dish)
        lines.writerow([*names, repr(dish.minutes).removesuffix(".0"), available, dish.batch, *more])
    return paper.getvalue()


def read_menu(file: bytes, menu: Menu, t: Translator, currency: str = "") -> MenuFile:
    """Read the dishes of a file; what it does not say of a dish of the menu stays as it is.

    `currency` (ISO 4217) is that of a price that names none.

    Raises CannotRead with all its mistakes, and then nothing of it is to be used.
    """
    mistakes: list[tuple[int, str]] = []
    dishes: dict[str, Dish] = {}
    table = _read_table(file, t)
    currency = read_currency(table.price_heading, currency)
    for row in table.rows:
        dish, wrong = _dish(row.cells, menu, t, currency)
        if row.overflows:
            # Its cells are not in their columns, so what else seems wrong is not.
            wrong = [t.gettext("this line has more cells than columns; write names with a comma in quotation marks")]
        key = fold_name(dish.name)
        if key in dishes:
            wrong.append(t.gettext("“{name}” stands in the file twice; leave one", name=dish.name))
        dishes[key] = dish
        mistakes.extend((row.line, says) for says in wrong)
    if len(dishes) > MAX_DISHES:
        mistakes.append((0, t.gettext("there are more than {n} dishes", n=MAX_DISHES)))
    if mistakes:
        raise CannotRead(mistakes)
    return MenuFile(tuple(dishes.values()), table.left_out)


def _read_table(file: bytes, t: Translator) -> MenuTable:
    if file.startswith(_WORKBOOKS):
        raise CannotRead([(0, t.gettext("this is a spreadsheet; save it as text (CSV), and choose that file"))])
    try:
        table = read_table(text_of(file))
    except BrokenTable as error:
        raise CannotRead([(error.line, t.gettext("this line cannot be read; is a quotation mark missing?"))]) from None
    if table is None:
        raise CannotRead([(1, t.gettext("the first line must name the columns: {columns}", columns=",".join(COLUMNS)))])
    if not table.rows:
        raise CannotRead([(0, t.gettext("there is no dish in the file"))])
    return table


# A cell that is empty or missing says nothing.
def _dish(line: Mapping[str, str], menu: Menu, t: Translator, currency: str) -> tuple[Dish, list[str]]:
    wrong: list[str] = []
    name = _plain(line.get("name", ""))
    before = menu.find_exactly(name) or Dish(name=name)
    station = _plain(line.get("station", "")) or before.station
    if len(name) > MAX_NAME_CHARS or not is_readable(name):
        wrong.append(t.gettext("name: write 1 to {n} letters", n=MAX_NAME_CHARS))
    if len(station) > MAX_NAME_CHARS or not is_readable(station):
        wrong.append(t.gettext("station: write at most {n} letters", n=MAX_NAME_CHARS))
    minutes = read_minutes(cell) if (cell := line.get("minutes", "")) else before.minutes
    if minutes is None or not 0 < minutes <= MAX_MINUTES:
        wrong.append(t.gettext("minutes: write a number above 0 and up to {n}, for example 12", n=f"{MAX_MINUTES:g}"))
    batch = read_number(cell) if (cell := line.get("batch", "")) else before.batch
    if batch is None or batch != int(batch) or not 1 <= batch <= MAX_BATCH_PORTIONS:
        wrong.append(t.gettext("batch: write a whole number from 1 to {n}", n=MAX_BATCH_PORTIONS))
    available = read_yes(cell) if (cell := line.get("available", "")) else before.available
    if available is None:
        wrong.append(t.gettext("available: write yes or no"))
    stock, wrong_stock = read_stock(line, before.stock._replace(available=bool(available)), t)
    wrong += wrong_stock
    more, wrong_more = read_details({column: _plain(cell) for column, cell in line.items()}, before, t, currency)
    wrong += wrong_more
    if wrong:
        return Dish(name=name), wrong
    cooked: dict[str, Any] = {
        "station": station,
        "minutes": minutes or 0,
        "batch": int(batch or 1),
    }
    return replace(before, name=name, **cooked, **more).with_stock(stock), wrong


def _plain(cell: str) -> str:
    plain = cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell
    return limit_marks(plain)
