"""Pasted menu: a menu as it stands in a document, one dish on each line, written as the table that a file has.

A line without a price that begins a part, or ends with a colon, is the category of the dishes below it.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from pages.owner.menu_csv import CannotRead, MenuFile, read_menu
from pages.owner.menu_table import BrokenTable, read_table

if TYPE_CHECKING:
    from domain.menu import Menu
    from pages.i18n import Translator

_MARK = re.compile(r"^\s*(?:[-*•–·]|\d{1,3}[.)])\s+")  # noqa: RUF001  what lists begin with
# What leads to a price: tabs, wide spaces, dots, a dash.
_LEADER = r"(?:\s*\t\s*|\s{2,}|\s*[.…_]{2,}\s*|\s+[-–—:|]\s+)"  # noqa: RUF001  dashes
_AMOUNT = r"\d{1,3}(?:[ .,'’]?\d{3})*"  # noqa: RUF001  an apostrophe
_SIGN = r"(?:[€£$¥￥₺円元]|R\$|zł|[A-Z]{3})"
_PRICE = (
    rf"(?:{_SIGN}\s?{_AMOUNT}(?:[.,]\d{{1,2}})?|{_AMOUNT}(?:[.,]\d{{1,2}})?\s?{_SIGN}|{_AMOUNT}[.,]\d{{2}})(?:,?[-–—])?"  # noqa: RUF001  dashes
)
_PRICED = re.compile(rf"(?P<name>.*?\S)(?:{_LEADER}(?P<led>{_PRICE}|{_AMOUNT})|\s+(?P<price>{_PRICE}))\s*")


def read_pasted(text: str, menu: Menu, t: Translator, currency: str = "") -> MenuFile:
    """Read the dishes of a pasted menu, which may be a table that names its columns.

    Raises CannotRead as `read_menu` does.
    """
    if _names_columns(text):
        return read_menu(text.encode(), menu, t, currency)
    try:
        return read_menu(_table_of(text).encode(), menu, t, currency)
    except CannotRead as error:
        # The table has a line of headings that the text has not.
        raise CannotRead([(max(line - 1, 0), says) for line, says in error.mistakes]) from None


def _table_of(text: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    paper = io.StringIO()
    table = csv.writer(paper)
    table.writerow(("name", "category", "price"))
    category = ""
    for at, line in enumerate(lines):  # each has a row, so that mistakes name its line
        name, price = _split(line)
        if price or not name:
            table.writerow((name, category, price) if name else ())
        elif name.endswith(":") or _begins_part(lines, at):
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


def _split(line: str) -> tuple[str, str]:
    bare = _MARK.sub("", line).strip()
    found = _PRICED.fullmatch(bare)
    return (found["name"].rstrip(" :"), found["led"] or found["price"]) if found else (bare, "")


def _begins_part(lines: list[str], at: int) -> bool:
    before = lines[at - 1].strip() if at else ""
    after = lines[at + 1] if at + 1 < len(lines) else ""
    return not before and bool(_split(after)[1])
