"""Queries for the owner's reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from domain.report_demand import Outage
from domain.reports import CompletedOrder, PlacedOrders
from domain.stages import Stage
from storage.database import tables
from storage.database.order_mapper import load_orders

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database.engine import Database


class ReportQueries:
    """Reads past orders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def placed(self, since: datetime, until: datetime) -> PlacedOrders:
        """Return the orders placed from `since` until before `until` (UTC)."""
        placed_at = tables.orders.c.placed_at
        is_placed = and_(placed_at >= since, placed_at < until)
        async with self._database.reading() as connection:
            orders = [order for order in await load_orders(connection, is_placed) if order.stage is not Stage.MERGED]
            wanted = select(tables.orders.c.id).where(is_placed)
            forecasts = tables.forecasts.c
            query = select(tables.forecasts).where(forecasts.order_id.in_(wanted)).order_by(forecasts.at.desc())
            queued = {order.id: order.queued_at for order in orders}
            # What was shown of an order before it was put off says nothing about its later time.
            shown = [row for row in await connection.execute(query) if row.at >= queued.get(row.order_id, row.at)]
        first = {row.order_id: (row.earliest, row.latest) for row in shown}
        orders.sort(key=lambda order: order.placed_at)
        finished = [CompletedOrder(o, *first.get(o.id, (None, None))) for o in orders if o.ready_at is not None]
        return PlacedOrders(tuple(orders), tuple(finished))

    async def outages(self, since: datetime, until: datetime) -> list[Outage]:
        """Return when dishes were sold out between two times (UTC), the earliest first."""
        kept = tables.outages.c
        is_within = and_(kept.began_at < until, or_(kept.ended_at.is_(None), kept.ended_at > since))
        query = select(tables.outages).where(is_within).order_by(kept.began_at, kept.id)
        async with self._database.reading() as connection:
            return [Outage(row.dish, row.began_at, row.ended_at) for row in await connection.execute(query)]
