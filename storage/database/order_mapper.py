"""How orders are written to rows, and read from them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import RowMapping, Table, select

from domain.estimation import Estimate
from domain.events import Event, EventKind
from domain.item import Item
from domain.order import Order
from domain.stages import ItemState, Stage
from storage.database import tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.ext.asyncio import AsyncConnection


async def orders_where(connection: AsyncConnection, condition: Any) -> list[Order]:
    """Read the orders that meet a condition on the table of orders."""
    rows = (await connection.execute(select(tables.orders).where(condition))).mappings().all()
    wanted = select(tables.orders.c.id).where(condition)
    items = await _children(connection, tables.items, wanted)
    events = await _children(connection, tables.events, wanted)
    return [_order(row, items.get(row["id"], []), events.get(row["id"], [])) for row in rows]


async def _children(connection: AsyncConnection, table: Table, wanted: Any) -> dict[str, list[RowMapping]]:
    rows = await connection.execute(select(table).where(table.c.order_id.in_(wanted)).order_by(table.c.position))
    by_order: dict[str, list[RowMapping]] = {}
    for row in rows.mappings():
        by_order.setdefault(row["order_id"], []).append(row)
    return by_order


async def rows_of(connection: AsyncConnection, table: Table) -> list[Any]:
    """Read all rows of a table that has positions, in their order."""
    return list(await connection.execute(select(table).order_by(table.c.position)))


def _order(row: RowMapping, items: list[RowMapping], events: list[RowMapping]) -> Order:
    return Order(
        id=row["id"],
        token=row["token"],
        pickup_code=row["pickup_code"],
        items=tuple(_item(item) for item in items),
        placed_at=row["placed_at"],
        quoted_for=row["quoted_for"],
        guest_name=row["guest_name"],
        note=row["note"],
        language=row["language"],
        external_ref=row["external_ref"],
        version=row["version"],
        rushed=row["rushed"],
        events=tuple(_event(event) for event in events),
        closed=Stage(row["closed"]) if row["closed"] else None,
        closed_at=row["closed_at"],
        estimate=_estimate(row),
    )


def _item(row: RowMapping) -> Item:
    return Item(**{f.name: row[f.name] for f in fields(Item)} | {"state": ItemState(row["state"])})


def _event(row: RowMapping) -> Event:
    return Event(**{f.name: row[f.name] for f in fields(Event)} | {"kind": EventKind(row["kind"])})


def _estimate(row: RowMapping) -> Estimate | None:
    if row["estimated_at"] is None:
        return None
    return Estimate(
        earliest=row["earliest"],
        likely=row["likely"],
        latest=row["latest"],
        promise=row["promise"],
        updated_at=row["estimated_at"],
    )


def order_row(order: Order) -> dict[str, Any]:
    """Return the row of an order, without its items and events."""
    row = row_of(order)
    for elsewhere in ("items", "events", "estimate"):
        del row[elsewhere]
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
    }


def forecast_rows(orders: Iterable[Order]) -> list[dict[str, Any]]:
    """Return the rows of the log of what was shown."""
    return [
        {"order_id": o.id, "earliest": e.earliest, "likely": e.likely, "latest": e.latest, "at": e.updated_at}
        for o in orders
        if (e := o.estimate) is not None
    ]


def item_rows(order: Order) -> list[dict[str, Any]]:
    """Return the rows of an order's items."""
    return [row_of(item) | {"order_id": order.id, "position": n} for n, item in enumerate(order.items)]


def event_rows(order: Order, events: tuple[Event, ...]) -> list[dict[str, Any]]:
    """Return the rows of an order's latest events."""
    first = len(order.events) - len(events)
    return [row_of(event) | {"order_id": order.id, "position": first + n} for n, event in enumerate(events)]


def row_of(value: Any) -> dict[str, Any]:
    """Return the fields of a dataclass as columns."""
    return {field.name: getattr(value, field.name) for field in fields(value) if field.init}


def without_position(row: Any) -> dict[str, Any]:
    """Return the columns of a row but its position."""
    return {name: value for name, value in row._mapping.items() if name != "position"}  # noqa: SLF001  its public name
