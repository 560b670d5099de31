"""Cells of a dish's category, options and price in the menu's CSV. A price is written as people do: 8.50."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_precision, is_currency

from domain.menu import MAX_NAME_CHARS, MAX_OPTIONS
from domain.prices import MAX_PRICE
from domain.text import has_controls, is_readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.menu import Dish
    from pages.i18n import Translator

# In quotation marks where it stands in an option's own name.
SEPARATOR = "|"
# A currency's sign or name may stand before or after the amount.
_PRICE = re.compile(r"[^\d.,-]*(\d+(?:[.,]\d+)?)[^\d.,-]*")


def write_options(options: Iterable[str]) -> str:
    """Return the options of a dish as one cell."""
    paper = io.StringIO()
    csv.writer(paper, delimiter=SEPARATOR, lineterminator="").writerow(options)
    return paper.getvalue()


def written_price(dish: Dish) -> tuple[str, str]:
    """Return the cells of price and currency, empty for a dish without a price."""
    if dish.price is None:
        return "", ""
    amount = Decimal(dish.price).scaleb(-get_currency_precision(dish.currency))
    return f"{amount:f}", dish.currency


def read_details(
    line: Mapping[str, str], before: Dish, t: Translator, currency: str
) -> tuple[dict[str, Any], list[str]]:
    """Return category, options, price and currency of a dish, and what is wrong with them.

    An empty cell says nothing.
    """
    wrong: list[str] = []
    category = line.get("category", "") or before.category
    if len(category) > MAX_NAME_CHARS or has_controls(category):
        wrong.append(t.gettext("category: write at most {n} letters", n=MAX_NAME_CHARS))
    options = _read_options(line.get("options", "")) or before.options
    if len(options) > MAX_OPTIONS or any(len(one) > MAX_NAME_CHARS or not is_readable(one) for one in options):
        wrong.append(t.gettext("options: write at most {n}, with | between", n=MAX_OPTIONS))
    code = line.get("currency", "").upper() or before.currency or currency
    if code and not is_currency(code):
        wrong.append(t.gettext("currency: write three letters, for example EUR"))
    price = _read_price(line.get("price", ""), code, before.price)
    if isinstance(price, str):
        wrong.append(t.gettext("price: write an amount, for example 8.50"))
    return {"category": category, "options": options, "price": price, "currency": "" if price is None else code}, wrong


def _read_options(cell: str) -> tuple[str, ...]:
    rows = csv.reader(io.StringIO(cell, newline=""), delimiter=SEPARATOR, skipinitialspace=True)
    return tuple(dict.fromkeys(name.strip() for row in rows for name in row if name.strip()))


# The cell itself stands for what cannot be read.
def _read_price(cell: str, currency: str, before: int | None) -> int | str | None:
    if not cell:
        return before
    if not (found := _PRICE.fullmatch(cell)):
        return cell
    amount = Decimal(found[1].replace(",", ".")).scaleb(get_currency_precision(currency))
    return int(amount) if amount == amount.to_integral_value() and amount <= MAX_PRICE else cell
