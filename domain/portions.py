"""Portions: how much an order takes of the dishes whose portions are counted."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.events import EventKind
from domain.item import Item
from domain.stages import ItemState, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.order import Order


def portions_of(order: Order) -> Mapping[str, int]:
    """Return by dish the portions that an order takes; a part of one takes it whole, for nobody else gets the rest.

    What was sold out took none. What is struck or cancelled is there again, unless a cook had begun it.
    """
    return {name: _whole(quantity) for name, quantity in _taken(order).items()}


def portions_between(before: Order, after: Order, sharing: Iterable[Order] = ()) -> Mapping[str, int]:
    """Return by dish how many portions more an order takes after a change; negative ones are there again.

    What was struck after a cook had begun it is gone: put back, it takes as many portions once more. So is what a line
    that a cook had begun was made smaller by. A portion of which `sharing` orders have parts counts once.
    """
    latest, shared = after.events[-1], defaultdict[str, float](float)
    for name, quantity in (taken for order in sharing for taken in _taken(order).items()):
        shared[name] += quantity
    if latest.kind is EventKind.UNDONE:
        return {name: -more for name, more in _more(after, before, _spent(after, latest.undoes), shared).items()}
    return _more(before, after, _spent(after, latest.version), shared)


def _more(before: Order, after: Order, spent: Mapping[str, float], shared: Mapping[str, float]) -> Mapping[str, int]:
    old, new, gone, still_gone = _taken(before), _taken(after), _wasted(before), _wasted(after)
    more: dict[str, int] = {}
    for name in {**old, **new}:
        restored = max(0, gone.get(name, 0) - still_gone.get(name, 0))
        others = shared.get(name, 0)
        taken = new.get(name, 0) + restored + spent.get(name, 0)
        more[name] = _whole(others + taken) - _whole(others + old.get(name, 0))
    return {name: quantity for name, quantity in more.items() if quantity}


def _whole(portions: float) -> int:
    return math.ceil(round(portions, 3))


def _taken(order: Order) -> Mapping[str, float]:
    if order.closed is Stage.MERGED:  # the other order has the rest
        return _wasted(order)
    is_cancelled = order.closed is Stage.CANCELLED
    return _by_dish(i for i in order.items if _is_begun(i) or not (is_cancelled or i.state is ItemState.VOIDED))


def _wasted(order: Order) -> Mapping[str, float]:
    return _by_dish(item for item in order.items if item.state is ItemState.VOIDED and _is_begun(item))


# By dish, what the change of this version took off lines that a cook had begun.
def _spent(order: Order, version: int | None) -> Mapping[str, float]:
    changed = (e for e in order.events if e.version == version and e.kind is EventKind.ITEM_CHANGED)
    pairs = ((e.before, e.after) for e in changed)
    return _by_dish(
        replace(before, quantity=before.quantity - after.quantity)
        for before, after in pairs
        if isinstance(before, Item) and isinstance(after, Item) and _is_begun(before)
    )


def _by_dish(items: Iterable[Item]) -> Mapping[str, float]:
    portions: defaultdict[str, float] = defaultdict(float)
    for item in items:
        if not item.sold_out:
            portions[item.name] += item.quantity
    return portions


def _is_begun(item: Item) -> bool:
    return item.started_at is not None or item.done_at is not None
