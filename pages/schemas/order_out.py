"""Order output: an order as the REST interface writes it, for its sender and, without personal data, its guest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from domain.events import EventKind
from domain.stages import ItemState, Stage
from pages.schemas.fields import Time, Whole

if TYPE_CHECKING:
    from domain.order import Order


# A guest may share the link: it does not show who ordered, nor the ids of the restaurant's systems.
_NOT_FOR_GUESTS = {"id", "external_ref", "source", "guest_name", "phone", "tracking_url"}


class EstimateOut(BaseModel):
    """When the order will be ready: a range, and when the kitchen last looked. Null while nobody can say."""

    earliest: Time
    likely: Time
    latest: Time
    updated_at: Time


class ModifierOut(BaseModel):
    """An option of a dish."""

    name: str
    quantity: Whole
    price: int | None
    modifiers: list[ModifierOut]


class ItemOut(BaseModel):
    """One line of an order, and where it stands."""

    id: str
    name: str
    quantity: Whole
    note: str
    station: str
    state: ItemState
    modifiers: list[ModifierOut]
    price: int | None
    currency: str
    sold_out: bool
    unknown: bool
    held: bool


class EventOut(BaseModel):
    """One event."""

    kind: EventKind
    at: Time
    item_id: str | None


class OrderOut(BaseModel):
    """An order as it stands."""

    id: str
    external_ref: str | None
    source: str
    guest_name: str
    phone: str
    table: str
    service: str
    currency: str
    note: str
    language: str
    pickup_code: str
    stage: Stage
    version: int
    placed_at: Time
    quoted_for: Time
    fires_at: Time | None
    merged_into: str | None
    estimate: EstimateOut | None
    tracking_url: str
    items: list[ItemOut]
    events: list[EventOut]


class Repair(BaseModel):
    """One repair of an order, so that its sender can be corrected."""

    field: str
    said: str


class PlacedOut(OrderOut):
    """An order as it was taken in."""

    warnings: list[Repair]


class BatchOut(PlacedOut):
    """The first of several orders that came in one body; the others follow."""

    others: list[PlacedOut]


def order_out(order: Order, tracking_url: str) -> OrderOut:
    """Write an order for the ordering system."""
    return OrderOut(tracking_url=tracking_url, **_shown(order))


def placed_out(order: Order, tracking_url: str, repairs: list[Repair]) -> PlacedOut:
    """Write an order for its sender, with what was repaired of it."""
    return PlacedOut(tracking_url=tracking_url, warnings=repairs, **_shown(order))


def order_status(order: Order) -> dict[str, Any]:
    """Write an order for its guest: what the tracking page shows, without name and link."""
    out = OrderOut(tracking_url="", **_shown(order))
    return out.model_dump(mode="json", exclude=_NOT_FOR_GUESTS)


# What is off the rail keeps its last estimate, and one that moved too often has times that nobody is shown.
def _told_estimate(order: Order) -> EstimateOut | None:
    shown = order.estimate
    if shown is None or shown.timeless or order.stage is Stage.SCHEDULED:
        return None
    return EstimateOut.model_validate(shown, from_attributes=True)


def _shown(order: Order) -> dict[str, Any]:
    return {
        "id": order.id,
        "external_ref": order.external_ref,
        "source": order.source,
        "guest_name": order.guest_name,
        "phone": order.phone,
        "table": order.table,
        "service": order.service,
        "currency": order.currency,
        "note": order.note,
        "language": order.language,
        "pickup_code": order.pickup_code,
        "stage": order.stage,
        "version": order.version,
        "placed_at": order.placed_at,
        "quoted_for": order.quoted_for,
        "fires_at": order.fires_at if order.is_open else None,
        "merged_into": order.merged_into,
        "estimate": _told_estimate(order),
        "items": [ItemOut.model_validate(item, from_attributes=True) for item in order.items],
        "events": [EventOut.model_validate(event, from_attributes=True) for event in order.events],
    }
