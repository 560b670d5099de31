"""The order book on SQLAlchemy: what a command does is one transaction, kept whole or not at all."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import RowMapping, Table, delete, insert, or_, select, update

from domain.errors import OrderNotFound, StaleTap
from domain.estimate import Estimate
from domain.events import Event, EventKind
from domain.menu import Dish, Menu, Station
from domain.order import Change, Item, Order
from domain.stages import ItemState, Stage
from storage import posting, tables

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from domain.notices import Notice
    from storage.engine import Database


class OrderBook:
    """The book, open for one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Write to this connection's transaction."""
        self._db = connection

    async def order(self, order_id: str) -> Order:
        """Read an order; raises OrderNotFound."""
        found = await orders_where(self._db, tables.orders.c.id == order_id)
        if not found:
            raise OrderNotFound(order_id)
        return found[0]

    async def tapped(self, tap_id: str) -> str | None:
        """Return the id of the order that this tap has changed already, or None."""
        return await self._db.scalar(select(tables.taps.c.order_id).where(tables.taps.c.id == tap_id))

    async def intake(self, key: str | None, external_ref: str | None) -> tuple[str, str] | None:
        """Return field and id of the order that came in under this key or reference, or None."""
        for field, value in (("idempotency_key", key), ("external_ref", external_ref)):
            known = select(tables.orders.c.id).where(tables.orders.c[field] == value)
            if value is not None and (order_id := await self._db.scalar(known)):
                return field, order_id
        return None

    async def fingerprint(self, order_id: str) -> str:
        """Return the fingerprint of the draft that the order was made of."""
        known = select(tables.orders.c.fingerprint).where(tables.orders.c.id == order_id)
        return str((await self._db.execute(known)).scalar_one())

    async def place(self, order: Order, fingerprint: str, key: str | None) -> None:
        """Write a new order, with its items and its first event."""
        row = _order_row(order) | {"fingerprint": fingerprint, "idempotency_key": key}
        await self._db.execute(insert(tables.orders), row)
        await self._db.execute(insert(tables.items), _item_rows(order))
        await self._db.execute(insert(tables.events), _event_rows(order, order.events))

    async def record(self, change: Change, tap_id: str | None) -> None:
        """Write a change. The order's row is only changed at the version before: else somebody else was faster."""
        order, kept = change.order, tables.orders.c
        row = update(tables.orders).where(kept.id == order.id, kept.version == order.version - 1)
        if (await self._db.execute(row.values(**_order_row(order)))).rowcount != 1:
            raise StaleTap(order.version - 1, await self.order(order.id))
        await self._db.execute(delete(tables.items).where(tables.items.c.order_id == order.id))
        await self._db.execute(insert(tables.items), _item_rows(order))
        await self._db.execute(insert(tables.events), _event_rows(order, change.events))
        if tap_id is not None:
            await self._db.execute(insert(tables.taps), {"id": tap_id, "order_id": order.id})
        await posting.post_change(self._db, change)

    async def estimates(self, orders: Iterable[Order]) -> None:
        """Write the estimates of these orders and nothing else of them."""
        for order in orders:
            row = update(tables.orders).where(tables.orders.c.id == order.id)
            await self._db.execute(row.values(**_estimate_row(order.estimate)))

    async def notify(self, order: Order, notices: Iterable[Notice]) -> None:
        """Write notices that no change has earned, but the clock or another order's change."""
        await posting.post(self._db, order, notices)

    async def menu(self, menu: Menu) -> None:
        """Write the menu in place of the one before."""
        for table, lines in ((tables.dishes, menu.dishes), (tables.stations, menu.stations)):
            await self._db.execute(delete(table))
            if lines:
                await self._db.execute(insert(table), [_row(line) | {"position": n} for n, line in enumerate(lines)])


class SqlLedger:
    """Where orders are kept for good."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[OrderBook]:
        """Open the book for one change; raises NotSaved when it cannot be kept."""
        async with self._database.writing() as connection:
            yield OrderBook(connection)

    async def current(self, since: datetime) -> list[Order]:
        """Read all orders that are open, or were closed after `since` (UTC)."""
        lately = or_(tables.orders.c.closed_at.is_(None), tables.orders.c.closed_at > since)
        async with self._database.reading() as connection:
            return await orders_where(connection, lately)

    async def read_menu(self) -> Menu:
        """Read the menu."""
        async with self._database.reading() as connection:
            dishes = await _rows(connection, tables.dishes)
            stations = await _rows(connection, tables.stations)
        return Menu(
            tuple(Dish(**_without_position(r)) for r in dishes), tuple(Station(r.name, r.slots) for r in stations)
        )


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


async def _rows(connection: AsyncConnection, table: Table) -> list[Any]:
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


def _order_row(order: Order) -> dict[str, Any]:
    row = _row(order)
    for elsewhere in ("items", "events", "estimate"):
        del row[elsewhere]
    return row | _estimate_row(order.estimate)


def _estimate_row(estimate: Estimate | None) -> dict[str, Any]:
    if estimate is None:
        return {}
    return {
        "earliest": estimate.earliest,
        "likely": estimate.likely,
        "latest": estimate.latest,
        "promise": estimate.promise,
        "estimated_at": estimate.updated_at,
    }


def _item_rows(order: Order) -> list[dict[str, Any]]:
    return [_row(item) | {"order_id": order.id, "position": n} for n, item in enumerate(order.items)]


def _event_rows(order: Order, events: tuple[Event, ...]) -> list[dict[str, Any]]:
    first = len(order.events) - len(events)
    return [_row(event) | {"order_id": order.id, "position": first + n} for n, event in enumerate(events)]


def _row(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value) if field.init}


def _without_position(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name != "position"}  # noqa: SLF001  its public name
