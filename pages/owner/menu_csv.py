"""Menu as CSV (RFC 4180), for spreadsheets: read as a whole or not at all, written so that no cell is a formula.

What English and Spanish spreadsheets save as text is read: commas, semicolons or tabs between cells, decimal commas,
UTF-8 with or without its mark, UTF-16, Windows-1252.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

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
from pages.owner.dish_details_csv import read_details, write_options, written_price
from pages.owner.dish_stock_csv import read_stock, written_stock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.i18n import Translator

COLUMNS = ("name", "station", "minutes", "available", "batch", "category", "options", "price", "currency",
           "left", "out_until")  # fmt: skip
_SPANISH = {
    "nombre": "name", "plato": "name", "estación": "station", "estacion": "station", "puesto": "station",
    "minutos": "minutes", "disponible": "available", "tanda": "batch", "porciones": "batch",
    "categoría": "category", "categoria": "category", "opciones": "options", "precio": "price", "moneda": "currency",
}  # fmt: skip
_YES = {"yes", "y", "true", "1", "si", "sí", "x", "verdadero"}
_NO = {"no", "n", "false", "0", "falso"}
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


class CannotRead(Exception):
    """The file is not taken; `mistakes` are line numbers (0 for the whole file), each with what to write instead."""

    def __init__(self, mistakes: list[tuple[int, str]]) -> None:
        """Remember the mistakes."""
        super().__init__(f"{len(mistakes)} mistakes")
        self.mistakes = mistakes


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


def dishes_of(file: bytes, menu: Menu, t: Translator, currency: str = "") -> tuple[Dish, ...]:
    """Read the dishes of a file; what it does not say of a dish of the menu stays as it is.

    `currency` (ISO 4217) is that of a price whose line names none.

    Raises CannotRead with all its mistakes, and then nothing of it is to be used.
    """
    mistakes: list[tuple[int, str]] = []
    dishes: dict[str, Dish] = {}
    for number, line, extra in _lines(_text(file), t):
        dish, wrong = _dish(line, menu, t, currency)
        if extra:
            # Its cells are not in their columns, so what else seems wrong is not.
            wrong = [t.gettext("this line has more cells than columns; write names with a comma in quotation marks")]
        key = fold_name(dish.name)
        if key in dishes:
            wrong.append(t.gettext("“{name}” stands in the file twice; leave one", name=dish.name))
        dishes[key] = dish
        mistakes.extend((number, says) for says in wrong)
    if len(dishes) > MAX_DISHES:
        mistakes.append((0, t.gettext("there are more than {n} dishes", n=MAX_DISHES)))
    if mistakes:
        raise CannotRead(mistakes)
    return tuple(dishes.values())


def _text(file: bytes) -> str:
    if file.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return file.decode("utf-16", errors="replace")
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError:
        return file.decode("cp1252", errors="replace")  # what older spreadsheets write


def _lines(text: str, t: Translator) -> list[tuple[int, Mapping[str, str], list[str]]]:
    text = text.lstrip()
    said = _SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [_SPANISH.get(name := cell.strip().casefold(), name) for cell in next(reader, [])]
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        raise CannotRead(
            [(reader.line_num, t.gettext("this line cannot be read; is a quotation mark missing?"))]
        ) from None
    if "name" not in header:
        raise CannotRead([(1, t.gettext("the first line must name the columns: {columns}", columns=",".join(COLUMNS)))])
    if not rows:
        raise CannotRead([(0, t.gettext("there is no dish in the file"))])
    shift = 1 if said else 0
    return [
        (number + shift, dict(zip(header, cells, strict=False)), [cell for cell in cells[len(header) :] if cell])
        for number, row in rows
        for cells in [[cell.strip() for cell in row]]
    ]


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
    minutes = _number(line.get("minutes", ""), before.minutes)
    if minutes is None or not 0 < minutes <= MAX_MINUTES:
        wrong.append(t.gettext("minutes: write a number above 0 and up to {n}, for example 12", n=f"{MAX_MINUTES:g}"))
    batch = _number(line.get("batch", ""), before.batch)
    if batch is None or batch != int(batch) or not 1 <= batch <= MAX_BATCH_PORTIONS:
        wrong.append(t.gettext("batch: write a whole number from 1 to {n}", n=MAX_BATCH_PORTIONS))
    said = line.get("available", "").casefold()
    if said and said not in _YES | _NO:
        wrong.append(t.gettext("available: write yes or no"))
    available = said in _YES if said else before.available
    stock, wrong_stock = read_stock(line, before.stock._replace(available=available), t)
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


def _number(cell: str, default: float) -> float | None:
    try:
        number = float(cell.replace(",", ".")) if cell else default
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _plain(cell: str) -> str:
    plain = cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell
    return limit_marks(plain)
