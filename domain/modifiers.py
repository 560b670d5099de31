"""Modifiers: the options of a dish, such as "no tomato" or "extra cheese, twice", nested up to three levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier:
    """One option of a dish, with its own options. `price` is in minor units of the order's currency, if it is known."""

    name: str
    quantity: float = 1
    price: int | None = None
    modifiers: tuple[Modifier, ...] = ()


def walk(modifiers: tuple[Modifier, ...], depth: int = 0) -> Iterator[tuple[int, Modifier]]:
    """Yield each modifier with its depth, counted from 0, in reading order."""
    for modifier in modifiers:
        yield depth, modifier
        yield from walk(modifier.modifiers, depth + 1)


def whole(quantity: float) -> float:
    """Return a quantity with its three decimals, as an integer where it is one: nobody reads "2.0".

    Floating-point sums of decimals are not exact.
    """
    exact = round(quantity, 3)
    return int(exact) if exact == int(exact) else exact
