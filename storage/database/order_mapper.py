"""Data mapper between orders and rows."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import RowMapping, Table, select

from domain.estimation import Estimate
from domain.guest_signals import GuestSignals
from domain.item import Item
from domain.menu import Dish
from domain.modifiers import Modifier, whole
from domain.order import Order
from domain.stages import ItemState, Stage
from storage.database import tables
from storage.database.event_mapper import event_row, to_event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.ext.asyncio import AsyncConnection

    from domain.events import Event


async def load_orders(connection: AsyncConnection, condition: Any) -> list[Order]:
    """Load the orders that meet a condition on the table of orders."""
    rows = (await connection.execute(select(tables.orders).where(condition))).mappings().all()
    wanted = select(tables.orders.c.id).where(condition)
    items = await _load_children(connection, tables.items, wanted)
    events = await _load_children(connection, tables.events, wanted)
    return [_to_order(row, items.get(row["id"], []), events.get(row["id"], [])) for row in rows]


async def _load_children(connection: AsyncConnection, table: Table, wanted: Any) -> dict[str, list[RowMapping]]:
    rows = await connection.execute(select(table).where(table.c.order_id.in_(wanted)).order_by(table.c.position))
    by_order: dict[str, list[RowMapping]] = {}
    for row in rows.mappings():
        by_order.setdefault(row["order_id"], []).append(row)
    return by_order


async def load_rows(connection: AsyncConnection, table: Table) -> list[Any]:
    """Load all rows of a table, ordered by position."""
    return list(await connection.execute(select(table).order_by(table.c.position)))


def _to_order(row: RowMapping, items: list[RowMapping], events: list[RowMapping]) -> Order:
    return Order(
        id=row["id"],
        token=row["token"],
        pickup_code=row["pickup_code"],
        items=tuple(_to_item(item) for item in items),
        placed_at=row["placed_at"],
        quoted_for=row["quoted_for"],
        guest_name=row["guest_name"],
        note=row["note"],
        language=row["language"],
        external_ref=row["external_ref"],
        source=row["source"],
        service=row["service"],
        table=row["table"],
        phone=row["phone"],
        currency=row["currency"],
        business_day=row["business_day"],
        version=row["version"],
        rushed=row["rushed"],
        events=tuple(to_event(event) for event in events),
        closed=Stage(row["closed"]) if row["closed"] else None,
        closed_at=row["closed_at"],
        held=row["held"],
        fires_at=row["fires_at"],
        fired_at=row["fired_at"],
        by_expo=row["by_expo"],
        passed_at=row["passed_at"],
        looks=row["looks"],
        estimate=_to_estimate(row),
        signals=GuestSignals(**{field.name: row[field.name] for field in fields(GuestSignals)}),
    )


def _to_item(row: RowMapping) -> Item:
    known = {f.name: row[f.name] for f in fields(Item)}
    read = {"state": ItemState(row["state"]), "quantity": whole(row["quantity"])}
    return Item(**known | read | {"modifiers": modifiers_from_json(json.loads(row["modifiers"]))})


def _to_estimate(row: RowMapping) -> Estimate | None:
    if row["estimated_at"] is None:
        return None
    return Estimate(
        earliest=row["earliest"],
        likely=row["likely"],
        latest=row["latest"],
        promise=row["promise"],
        updated_at=row["estimated_at"],
        running_late=row["running_late"],
        ask_if_ready=row["ask_if_ready"],
        timeless=row["timeless"],
    )


def order_row(order: Order) -> dict[str, Any]:
    """Return the row of an order, including its estimate."""
    row = to_row(order)
    for written_apart in ("items", "events", "estimate", "signals"):
        del row[written_apart]
    return row | estimate_row(order.estimate)


def estimate_row(estimate: Estimate | None) -> dict[str, Any]:
    """Return the columns of an estimate in the row of its order."""
    if estimate is None:
        return {}
    return {
        "earliest": estimate.earliest,
        "likely": estimate.likely,
        "latest": estimate.latest,
        "promise": estimate.promise,
        "estimated_at": estimate.updated_at,
        "running_late": estimate.running_late,
        "ask_if_ready": estimate.ask_if_ready,
        "timeless": estimate.timeless,
    }


def forecast_rows(orders: Iterable[Order]) -> list[dict[str, Any]]:
    """Return the log rows of the estimates that these orders show."""
    return [
        {"order_id": o.id, "earliest": e.earliest, "likely": e.likely, "latest": e.latest, "at": e.updated_at}
        for o in orders
        if (e := o.estimate) is not None
    ]


def item_rows(order: Order) -> list[dict[str, Any]]:
    """Return the rows of an order's items."""
    return [
        to_row(item) | {"order_id": order.id, "position": n, "modifiers": json.dumps(modifiers_to_json(item.modifiers))}
        for n, item in enumerate(order.items)
    ]


def modifiers_to_json(modifiers: Iterable[Modifier]) -> list[dict[str, Any]]:
    """Return modifiers as JSON can say them, without what is the default."""
    return [
        {"name": one.name}
        | ({"quantity": one.quantity} if one.quantity != 1 else {})
        | ({"price": one.price} if one.price is not None else {})
        | ({"modifiers": modifiers_to_json(one.modifiers)} if one.modifiers else {})
        for one in modifiers
    ]


def modifiers_from_json(written: Iterable[dict[str, Any]]) -> tuple[Modifier, ...]:
    """Return what `modifiers_to_json` wrote."""
    return tuple(Modifier(**one | {"modifiers": modifiers_from_json(one.get("modifiers", []))}) for one in written)


def event_rows(order: Order, events: tuple[Event, ...]) -> list[dict[str, Any]]:
    """Return the rows of an order's latest events."""
    first = len(order.events) - len(events)
    return [event_row(event) | {"order_id": order.id, "position": first + n} for n, event in enumerate(events)]


def to_row(value: Any) -> dict[str, Any]:
    """Return the fields of a dataclass as columns."""
    return {field.name: getattr(value, field.name) for field in fields(value) if field.init}


def dish_row(dish: Dish) -> dict[str, Any]:
    """Return the row of a dish, without its position."""
    return to_row(dish) | {"options": json.dumps(dish.options)}


def to_dish(row: Any) -> Dish:
    """Return the dish of a row."""
    known = {field.name: getattr(row, field.name) for field in fields(Dish)}
    return Dish(**known | {"options": tuple(json.loads(row.options))})
