"""Cells of what is left of a dish in the menu's CSV: portions, and until when it is out (ISO 8601, UTC)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain.menu import MAX_LEFT, Stock
from pages.owner.cell_numbers import read_number
from pages.schemas.fields import to_utc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.menu import Dish
    from pages.i18n import Translator


def written_stock(dish: Dish) -> tuple[str, str]:
    """Return the cells of portions and time, empty where there is none."""
    portions = dish.stock.portions
    return "" if portions is None else f"{portions}", dish.out_until.isoformat() if dish.out_until else ""


def read_stock(line: Mapping[str, str], before: Stock, t: Translator) -> tuple[Stock, list[str]]:
    """Return what is left of a dish, and what is wrong with its cells.

    `before` is what was left, available or not as the line says; an empty cell says nothing.
    """
    wrong: list[str] = []
    cell, time = line.get("left", ""), line.get("out_until", "")
    portions = read_number(cell)
    if cell and (portions is None or not portions.is_integer() or not 0 <= portions <= MAX_LEFT):
        wrong.append(t.gettext("left: write a whole number from 0 to {n}", n=MAX_LEFT))
    until = _read_time(time)
    if time and until is None:
        wrong.append(t.gettext("out_until: write a time, for example {time}", time="2026-03-14T04:00Z"))
    if wrong:
        return before, wrong
    left = before.left if portions is None else before.left_for(int(portions))
    if before.available and not time and portions != 0:
        return Stock(available=True, left=left), wrong
    return Stock(available=False, left=left, out_until=until or before.out_until), wrong


def _read_time(cell: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(cell)
        return to_utc(at) if at.tzinfo else None
    except ValueError:
        return None
