"""Cells of a dish's category, options and price in the menu's CSV. A price is written as people do: 8.50."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_precision

from domain.menu import MAX_NAME_CHARS, MAX_OPTIONS
from domain.prices import MAX_PRICE
from domain.text import has_controls, is_readable
from pages.owner.cell_numbers import read_amount, read_currency, split_money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.menu import Dish
    from pages.i18n import Translator

# In quotation marks where it stands in an option's own name.
SEPARATOR = "|"


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


def read_price(cell: str, currency: str) -> tuple[str, int | None]:
    """Return the currency of a written price and its amount in minor units, None for what is no amount.

    The currency is the one that a sign says, else `currency` (ISO 4217).
    """
    digits, words = split_money(cell) or ("", "")
    meant = read_currency(words, currency)
    amount = read_amount(digits, precision := get_currency_precision(meant))
    price = None if amount is None else int(amount.scaleb(precision))
    return meant, None if price is None or price > MAX_PRICE else price


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
    code, price, wrong_money = _read_money(line, before, t, currency)
    wrong += wrong_money
    return {"category": category, "options": options, "price": price, "currency": "" if price is None else code}, wrong


def _read_options(cell: str) -> tuple[str, ...]:
    rows = csv.reader(io.StringIO(cell, newline=""), delimiter=SEPARATOR, skipinitialspace=True)
    return tuple(dict.fromkeys(name.strip() for row in rows for name in row if name.strip()))


# A sign in the price counts where no cell names the currency.
def _read_money(
    line: Mapping[str, str], before: Dish, t: Translator, currency: str
) -> tuple[str, int | None, list[str]]:
    named, cell = line.get("currency", ""), line.get("price", "")
    code = _read_code(named) if named else before.currency or currency
    meant, price = read_price(cell, code)
    wrong = []
    if named and (not code or meant != code):
        wrong.append(t.gettext("currency: write three letters, for example EUR"))
    if not cell.strip("-–—"):  # noqa: RUF001  dashes, for nothing
        return meant, before.price, wrong
    if price is None:
        wrong.append(t.gettext("price: write an amount, for example 8.50"))
    return meant, price, wrong


# The interface takes any three letters.
def _read_code(cell: str) -> str:
    return cell.upper() if re.fullmatch("[A-Za-z]{3}", cell) else read_currency(cell, "")
