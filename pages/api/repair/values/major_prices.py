"""Major prices: prices as numbers with a fraction, such as 8.5, which no minor units (cents) have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeGuard

from domain.prices import MAX_PRICE
from pages.api.repair.values.field_names import snake_names

_PRICES = {"price", "unit_price", "sale_price"}
_AMOUNTS = {"amount", "value"}
# Options of options of dishes below categories; what lies deeper has no price that is read.
_MAX_DEPTH = 12


def spell_major_prices(sent: Any) -> Any:
    """Return what was sent with all its prices as texts, as people write them, if one of them has a fraction.

    One sender writes all prices in one unit: where a dish costs 8.5, another costs 12, and not 12 cents.
    """
    is_major = any(price != int(price) for price in _prices_within(sent, _MAX_DEPTH))
    return _spelled(sent, _MAX_DEPTH) if is_major else sent


def _prices_within(sent: object, depth: int, *, is_price: bool = False) -> Iterator[float]:
    if isinstance(sent, list) and depth:
        for one in sent:
            yield from _prices_within(one, depth - 1)
    elif isinstance(sent, Mapping) and depth:
        for name, one in sent.items():
            yield from _prices_within(one, depth - 1, is_price=_names_price(name, is_price=is_price))
    elif is_price and _is_amount(sent):
        yield sent


def _spelled(sent: Any, depth: int, *, is_price: bool = False) -> Any:
    if isinstance(sent, list) and depth:
        return [_spelled(one, depth - 1) for one in sent]
    if isinstance(sent, Mapping) and depth:
        return {
            name: _spelled(one, depth - 1, is_price=_names_price(name, is_price=is_price)) for name, one in sent.items()
        }
    return f"{Decimal(str(sent)):.6f}" if is_price and _is_amount(sent) else sent


def _is_amount(value: object) -> TypeGuard[float]:
    return not isinstance(value, bool) and isinstance(value, int | float) and abs(value) <= MAX_PRICE


# Within a price its amount is one.
def _names_price(name: object, *, is_price: bool) -> bool:
    if is_price and name in _AMOUNTS:
        return True
    return "price" in str(name).lower() and bool(snake_names({str(name): 0}).keys() & _PRICES)
