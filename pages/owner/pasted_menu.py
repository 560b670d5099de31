"""Pasted menu: a menu as it stands in a document, one dish on each line, written as the table that a file has.

A line without a price that begins a part, or ends with a colon, is the category of the dishes below it.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from babel.numbers import get_currency_symbol

from pages.owner.cell_numbers import SEPARATORS
from pages.owner.menu_csv import CannotRead, MenuFile, read_menu
from pages.owner.menu_table import BrokenTable, read_table

if TYPE_CHECKING:
    from domain.menu import Menu
    from pages.i18n import Translator

_MARK = re.compile(r"^\s*(?:[-*•–·]|\d{1,3}[.)])\s+")  # noqa: RUF001  what lists begin with
# What leads to a price: tabs, wide spaces, dots, a dash.
_LEADER = r"(?:\s*\t\s*|\s{2,}|\s*[.…_]{2,}\s*|\s+[-–—:|]\s+)"  # noqa: RUF001  dashes
_AMOUNT = r"\d{1,3}(?:[ .,'’]?\d{3})*"  # noqa: RUF001  an apostrophe
_SIGNS = "".join(sign for sign in map(chr, range(0x10000)) if unicodedata.category(sign) == "Sc") + "円元"
_WORDS = r"[A-Z]{1,2}\$|[A-Z]{3}|đ|TL|S?Fr\.?|(?i:euros?|zł|zl|kč|kr\.?|rs\.?|lei|ft)"
_NO_CENTS = r"[.,/]?[-–—]"  # noqa: RUF001  dashes


def read_pasted(text: str, menu: Menu, t: Translator, currency: str = "") -> MenuFile:
    """Read the dishes of a pasted menu, which may be a table that names its columns.

    Raises CannotRead as `read_menu` does.
    """
    if _names_columns(text):
        return read_menu(text.encode(), menu, t, currency)
    try:
        symbol = get_currency_symbol(currency, t.locale) if currency else ""
        return read_menu(_table_of(text, _priced_line(symbol)).encode(), menu, t, currency)
    except CannotRead as error:
        # The table has a line of headings that the text has not.
        raise CannotRead([(max(line - 1, 0), says) for line, says in error.mistakes]) from None


# Two prices of a dish are taken as one, so that they are asked back: nobody can say which is meant.
@cache
def _priced_line(symbol: str) -> re.Pattern[str]:
    written = symbol.strip("\u200e\u200f").rstrip(".")  # marks of direction
    own = rf"|{re.escape(written)}\.?" if written else ""
    sign, cents = f"(?:[{_SIGNS}]|{_WORDS}{own})", r"(?:[.,]\d{1,2})?"
    price = (
        rf"(?:(?:{sign}\s?{_AMOUNT}{cents}|{_AMOUNT}{cents}\s?{sign}|{_AMOUNT}[.,]\d{{2}})(?:{_NO_CENTS})?"
        rf"|{_AMOUNT}{_NO_CENTS})"
    )
    prices = rf"(?:{price}(?:\s*/\s*(?:{price}|{_AMOUNT}))*|{_AMOUNT}\s+/\s+{price})"
    led = rf"{_LEADER}(?P<led>{prices}|{_AMOUNT}(?:[.,]\d)?)"
    return re.compile(rf"(?P<name>.*?\S)(?:{led}|\s+(?P<price>{prices}))\s*")


def _table_of(text: str, priced: re.Pattern[str]) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    paper = io.StringIO()
    table = csv.writer(paper)
    table.writerow(("name", "category", "price"))
    category = ""
    for at, line in enumerate(lines):  # each has a row, so that mistakes name its line
        name, price = _split(line, priced)
        if price or not name:
            table.writerow((name, category, price) if name else ())
        elif name.endswith(":") or _begins_part(lines, at, priced):
            category = name.rstrip(": ")
            table.writerow(())
        else:
            table.writerow((name, category, ""))
    return paper.getvalue()


def _names_columns(text: str) -> bool:
    try:
        return read_table(text) is not None
    except BrokenTable:
        return False


def _split(line: str, priced: re.Pattern[str]) -> tuple[str, str]:
    bare = _MARK.sub("", line).strip()
    if not (found := priced.fullmatch(bare.translate(SEPARATORS))):
        return bare, ""
    return bare[: found.end("name")].rstrip(" :"), found["led"] or found["price"]


def _begins_part(lines: list[str], at: int, priced: re.Pattern[str]) -> bool:
    before = lines[at - 1].strip() if at else ""
    after = lines[at + 1] if at + 1 < len(lines) else ""
    return not before and bool(_split(after, priced)[1])
