"""Draft of a source's order, and what an order must change to become it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from fastapi.encoders import jsonable_encoder
from pydantic import ValidationError

from domain.amendment import Amendment
from domain.intake import MAX_NOTE_CHARS
from domain.sources import CHANGED_AT_SOURCE
from pages.api.repair.orders.order_repair import OrderRepair, UnreadableOrder
from pages.api.sources.staff_changes import details_of_source, items_of_source, note_of_staff
from pages.schemas.order_in import OrderIn

if TYPE_CHECKING:
    from datetime import datetime

    from domain.intake import Draft
    from domain.item import DraftItem, Item
    from domain.order import Order
    from domain.sources import SourceOrder
    from pages.api.sources.staff_changes import SourceItem


class UnreadableSourceOrder(Exception):
    """The order names no dish that a cook could cook; `readable` is what could be read of it."""

    def __init__(self, says: str, readable: Mapping[str, Any]) -> None:
        super().__init__(says)
        self.readable = readable


class Difference(NamedTuple):
    """Lines to add, items to strike by id, each with the portions of it (None: all), and what to strike elsewhere."""

    more: list[DraftItem]
    less: list[tuple[str, float | None]]
    elsewhere: list[SourceItem]


def draft_of(source: str, order: SourceOrder, zone: ZoneInfo, now: datetime) -> tuple[Draft, str]:
    """Return the kitchen's draft and what was repaired, in words; `now` is UTC. Raises UnreadableSourceOrder."""
    repair = OrderRepair(zone, now)
    sent = {name: value for name, value in (order.fields or {}).items() if value is not None and value != ""}
    try:
        body = OrderIn.model_validate(jsonable_encoder(repair.repair(sent)))
    except UnreadableOrder as error:
        raise UnreadableSourceOrder(str(error), _readable(sent, zone, now)) from error
    except ValidationError as error:
        raise UnreadableSourceOrder(f"{error.error_count()} fields do not fit.", _readable(sent, zone, now)) from error
    said = "\n".join(f"{one['field']}: {one['said']}" for one in repair.repairs.warnings)
    return body.draft(default_source=source), said


def difference(order: Order, draft: Draft) -> Difference:
    """Return what makes an order the one of a draft. A dish that is the same stays, with what was cooked of it.

    What the staff have struck or split off is not added again, and what they wrote or merged into the order stays. A
    dish that they split off, and that the draft has no more, is to be struck where it went to.
    """
    wanted: defaultdict[_Dish, float] = defaultdict(float)
    lines: dict[_Dish, DraftItem] = {}
    for line in draft.items:
        wanted[_dish_of(line)] += line.quantity
        lines[_dish_of(line)] = line
    items = items_of_source(order)
    elsewhere = [one for one in items.split_off if _take(wanted, one.said) < one.said.quantity]
    less: list[tuple[str, float | None]] = []
    # Portions that the staff have struck are found where they are missing, last.
    for item, said, _ in sorted(items.kept, key=lambda one: one.said.quantity > one.item.quantity):
        gone = round(min(said.quantity, item.quantity) - _take(wanted, said), 3)
        if gone > 0:
            less.append((item.id, gone if gone < item.quantity else None))
    for one in items.struck:
        _take(wanted, one.said)
    more = [replace(lines[dish], quantity=round(left, 3)) for dish, left in wanted.items() if left > 0]
    return Difference(more, less, elsewhere)


def details_to_change(order: Order, draft: Draft) -> Amendment:
    """Return the details that a draft says otherwise than its source said before; the others stay.

    Most sources know of no tables, so an empty one takes back none that staff have written.
    """
    said, standing = details_of_source(order)
    return Amendment(
        guest_name=draft.guest_name if draft.guest_name != said.guest_name else None,
        note=None if draft.note in {said.note, order.note} else _note(order.note, standing.note, draft.note),
        table=(draft.table or None) if draft.table != said.table else None,
        service=(draft.service or None) if draft.service != said.service else None,
        reason=CHANGED_AT_SOURCE,
    )


# What the staff have written stays below what the source says: it may be an allergy.
def _note(now: str, said: str, wanted: str) -> str:
    if own := note_of_staff(now, said):
        return f"{wanted[: max(0, MAX_NOTE_CHARS - len(own) - 1)]}\n{own}".strip("\n")
    return wanted


_Dish = tuple[str, str, object]


def _take(wanted: dict[_Dish, float], item: Item) -> float:
    """Take an item's portions from those that are wanted; return how many of them are."""
    dish = _dish_of(item)
    taken = min(item.quantity, wanted.get(dish, 0.0))
    if taken:
        wanted[dish] = round(wanted[dish] - taken, 3)
    return taken


def _dish_of(line: DraftItem | Item) -> _Dish:
    return line.name, line.note, line.modifiers


def _readable(sent: Mapping[str, Any], zone: ZoneInfo, now: datetime) -> Mapping[str, Any]:
    return dict(jsonable_encoder(OrderRepair(zone, now).read(sent)))
