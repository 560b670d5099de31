"""Prices: what a line and a whole order cost, in minor units of one currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.item import Item
    from domain.modifiers import Modifier
    from domain.order import Order

# The largest price of a dish or an option, in minor units.
MAX_PRICE = 10**9


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents) of a currency (ISO 4217), or of one that nobody has named."""

    amount: int
    currency: str = ""


def line_price(item: Item) -> Money | None:
    """Return what all portions of a line cost, with the options that have a price; None when the dish has none."""
    if item.price is None:
        return None
    portion = item.price + _options_price(item.modifiers)
    amount = (Decimal(str(item.quantity)) * portion).quantize(Decimal(1), ROUND_HALF_UP)
    return Money(int(amount), item.currency)


def total(order: Order) -> Money | None:
    """Return what the order's priced lines cost, without what was taken off; None unless they share one currency."""
    known = [price for price in _line_prices(order) if price is not None]
    if len({price.currency for price in known}) != 1:
        return None
    return Money(sum(price.amount for price in known), known[0].currency)


def has_unpriced(order: Order) -> bool:
    """Whether a line has no price: the total then leaves it out."""
    return None in _line_prices(order)


def _line_prices(order: Order) -> list[Money | None]:
    return [line_price(item) for item in order.items if item.state is not ItemState.VOIDED]


def _options_price(modifiers: Iterable[Modifier]) -> Decimal:
    return sum(
        (Decimal(str(one.quantity)) * ((one.price or 0) + _options_price(one.modifiers)) for one in modifiers),
        Decimal(),
    )
