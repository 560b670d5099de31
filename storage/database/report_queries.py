"""Queries for the owner's reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.reports import CompletedOrder
from storage.database import tables
from storage.database.order_mapper import load_orders

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database.engine import Database


class ReportQueries:
    """Reads completed orders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def finished(self, since: datetime) -> list[CompletedOrder]:
        """Return the orders placed since `since` (UTC) that became ready, oldest first."""
        placed = tables.orders.c.placed_at >= since
        async with self._database.reading() as connection:
            orders = [order for order in await load_orders(connection, placed) if order.ready_at is not None]
            wanted = select(tables.orders.c.id).where(placed)
            forecasts = tables.forecasts.c
            query = select(tables.forecasts).where(forecasts.order_id.in_(wanted)).order_by(forecasts.at.desc())
            first = {row.order_id: row for row in await connection.execute(query)}
        shown = [(order, first.get(order.id)) for order in sorted(orders, key=lambda order: order.placed_at)]
        return [CompletedOrder(order, *((row.earliest, row.latest) if row else (None, None))) for order, row in shown]
