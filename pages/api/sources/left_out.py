"""Left-out dishes: what a source adds to an order that is closed here, for the staff to place as a new order."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from domain.deliveries import Outcome
from domain.modifiers import whole
from domain.stages import Stage
from pages.api.sources.source_draft import difference

if TYPE_CHECKING:
    from domain.deliveries import DeliveryLog
    from domain.intake import Draft
    from domain.item import DraftItem
    from domain.order import Order

# Refusals among which those of one order since it was closed are looked for.
MAX_REFUSALS_READ = 200
# What the order form begins with. The reference stays with the order that is closed.
_ABOUT = ("guest_name", "phone", "note", "language", "service", "table")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Dishes of a draft that its closed order does not have."""

    draft: Draft
    lines: list[DraftItem]

    def __str__(self) -> str:
        """Say what is to be done; empty when no dish is left out."""
        names = ", ".join(f"{line.quantity:g} × {line.name}" for line in self.lines)  # noqa: RUF001  a sign of times
        return f"The order is closed here. Place these dishes as a new order: {names}." if names else ""

    @property
    def readable(self) -> Mapping[str, Any]:
        """The dishes in the form of an order, with whose they are."""
        about = {name: getattr(self.draft, name) for name in _ABOUT if getattr(self.draft, name)}
        return about | {"items": [_written(line) for line in self.lines]}


async def find_left_out(log: DeliveryLog, closed: Order, draft: Draft, *, was_cancelled: bool) -> LeftOut:
    """Return what a closed order lacks of a draft, without what was refused since it was closed: staff were told.

    Of one that its source had cancelled, and that could not be reopened, it lacks all.
    """
    if was_cancelled and closed.stage is Stage.CANCELLED:
        return LeftOut(draft, list(draft.items))
    more = difference(closed, draft).more
    return LeftOut(draft, _untold(more, await _told(log, closed)) if more else [])


async def _told(log: DeliveryLog, closed: Order) -> list[Mapping[str, Any]]:
    refused = await log.read({Outcome.REFUSED}, None, MAX_REFUSALS_READ)
    of_it = (one for one in refused if one.order_id == closed.id and closed.closed_at and one.at >= closed.closed_at)
    return [item for one in of_it for item in json.loads(one.readable).get("items", ())]


def _untold(lines: Iterable[DraftItem], told: Iterable[Mapping[str, Any]]) -> list[DraftItem]:
    portions: defaultdict[str, float] = defaultdict(float)
    for item in told:
        portions[_dish_of(item)] += item["quantity"]
    left = ((line, round(line.quantity - portions[_dish_of(_written(line))], 3)) for line in lines)
    return [replace(line, quantity=whole(quantity)) for line, quantity in left if quantity > 0]


def _dish_of(item: Mapping[str, Any]) -> str:
    return json.dumps([item["name"], item.get("note"), item.get("modifiers")])


def _written(line: DraftItem) -> dict[str, Any]:
    return {name: value for name, value in asdict(line).items() if value not in (None, "", ())}
