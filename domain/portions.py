"""Portions: how much an order takes of the dishes whose portions are counted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.events import EventKind
from domain.item import Item
from domain.stages import ItemState, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.order import Order


def portions_of(order: Order) -> Mapping[str, float]:
    """Return by dish the portions that an order takes.

    What was sold out took none. What is struck or cancelled is there again, unless a cook had begun it.
    """
    is_cancelled = order.closed is Stage.CANCELLED
    return _by_dish(i for i in order.items if _is_begun(i) or not (is_cancelled or i.state is ItemState.VOIDED))


def portions_between(before: Order, after: Order) -> Mapping[str, float]:
    """Return by dish how many portions more an order takes after a change; negative ones are there again.

    What was struck after a cook had begun it is gone: put back, it takes as many portions once more. So is what a line
    that a cook had begun was made smaller by.
    """
    latest = after.events[-1]
    is_undo, spent = latest.kind is EventKind.UNDONE, _spent(after, latest.undoes or latest.version)
    old, new, gone, still_gone = portions_of(before), portions_of(after), _wasted(before), _wasted(after)
    more: dict[str, float] = {}
    for name in {**old, **new}:
        restored = gone.get(name, 0) - still_gone.get(name, 0)
        # The opposite sign is that of a strike, or of one taken back: these take no portion.
        is_new = restored < 0 if is_undo else restored > 0
        kept = -spent.get(name, 0) if is_undo else spent.get(name, 0)
        more[name] = round(new.get(name, 0) - old.get(name, 0) + (restored if is_new else 0) + kept, 3)
    return {name: quantity for name, quantity in more.items() if quantity}


def _wasted(order: Order) -> Mapping[str, float]:
    return _by_dish(item for item in order.items if item.state is ItemState.VOIDED and _is_begun(item))


# By dish, what the change of this version took off lines that a cook had begun.
def _spent(order: Order, version: int) -> Mapping[str, float]:
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
