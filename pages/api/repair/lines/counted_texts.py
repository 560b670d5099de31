"""Counted texts: the dishes of a free text that says how many there are of each, such as "2 Naan, 1 Curry"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pages.api.repair.lines.line_fields import TIMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.menu import Menu

_BETWEEN = re.compile(r"[,;+] *")
# 2x Naan, no onions; 1x Curry
_BEFORE_SIGN = re.compile(rf"[,;+] *(?=\(?\d{{1,2}} ?{TIMES})", re.IGNORECASE)
_SIGN_FIRST = re.compile(rf"\(?\d{{1,2}} ?{TIMES}\)? ?[^\W\d]", re.IGNORECASE)
_SIGN_LAST = re.compile(rf"[^\W\d].*[( ]{TIMES} ?\d{{1,2}}\)?", re.IGNORECASE)
_BARE = re.compile(r"(\d{1,2}) +([^\W\d].*)")
# They count something of the dish before them.
_OF_DISH = re.compile(
    r"(k?g|kgs?|grs?|grams?|ml|cl|dl|l|oz|lbs?|pieces?|pcs?|slices?|portions?|servings?|people|persons?|pax|min|mins|minutes?"
    r"|stück|stk|personen|minuten|piezas|raciones|personas|minutos|pièces|personnes|pezzi|persone|stuks)\b",
    re.IGNORECASE,
)
# Names that begin with a number, which counts nothing.
_NUMBER_IN_NAME = re.compile(
    r"(7 up|5 spices?|3 leches|[345] (cheeses?|quesos|queijos|formaggi|fromages|käse|peynirli|seasons|estaciones"
    r"|stagioni|saisons|jahreszeiten))\b",
    re.IGNORECASE,
)
# From so many on 1, 2, 3 number the dishes.
_MIN_NUMBERED = 3


def split_signed(line: str, menu: Menu) -> list[str]:
    """Return the dishes of a line of which each has its count with a sign of times; the line where not each has."""
    for separator, sign in ((_BEFORE_SIGN, _SIGN_FIRST), (_BETWEEN, _SIGN_LAST)):
        parts = separator.split(line)
        if len(parts) > 1 and all(map(sign.match, parts)) and _are_whole(parts) and not menu.find(line):
            return parts
    return [line]


def read_counted(lines: Sequence[str], menu: Menu) -> list[dict[str, Any]]:
    """Return the dishes of lines, and their quantities, where each begins with a count; else nothing."""
    parts = [part for line in lines for part in _parts_of(line, menu)]
    found = [_BARE.fullmatch(part) for part in parts]
    counted = [(int(one[1]), one[2]) for one in found if one and not _OF_DISH.match(one[2])]
    counts = [count for count, _ in counted]
    is_numbered = len(counts) >= _MIN_NUMBERED and counts == [*range(1, len(counts) + 1)]
    if len(parts) < 2 or len(counted) < len(parts) or 0 in counts or is_numbered:  # noqa: PLR2004  several
        return []
    is_name = [bool(menu.find(part) or _NUMBER_IN_NAME.match(part)) for part in parts]
    return [
        {"name": part, "quantity": 1} if is_whole else {"name": name, "quantity": count}
        for part, (count, name), is_whole in zip(parts, counted, is_name, strict=True)
    ]


# What follows the only count says more of its dish: 2 Naan, no onions
def _parts_of(line: str, menu: Menu) -> list[str]:
    parts = _BETWEEN.split(line)
    is_one = _BARE.match(parts[0]) and not any(re.match(r"\d", part) for part in parts[1:])
    return [line] if is_one or menu.find(line) or not _are_whole(parts) else [part.strip() for part in parts]


# A comma within brackets parts no dishes.
def _are_whole(parts: Sequence[str]) -> bool:
    return all(part.count("(") == part.count(")") for part in parts)
