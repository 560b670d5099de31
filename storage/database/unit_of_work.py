"""Unit of work on SQLAlchemy: the changes of a command are one transaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, delete, insert, select, update

from domain.connections import OrderNews, news_of_new
from domain.errors import OrderNotFound, StaleTap
from domain.menu import Menu, Station
from domain.notices import NoticeKind
from domain.ports import OrderState
from domain.stages import UNFINISHED
from storage.database import outbox_writer, tables
from storage.database.dialect import Topic
from storage.database.order_mapper import (
    dish_row,
    estimate_row,
    event_rows,
    forecast_rows,
    item_rows,
    load_orders,
    load_rows,
    order_row,
    to_dish,
    to_row,
)
from storage.database.outage_log import log_outages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from domain.change import Change
    from domain.commands import TapCommand
    from domain.intake import Draft
    from domain.notices import Notice
    from domain.order import Order
    from storage.database.dialect import Dialect
    from storage.outgoing.message_writer import MessageWriter


class SqlUnitOfWork:
    """One transaction on the orders."""

    def __init__(self, connection: AsyncConnection, dialect: Dialect, messages: MessageWriter | None = None) -> None:
        """Write to this connection's transaction, and with it the messages that other systems are to get."""
        self._db, self._dialect, self._messages = connection, dialect, messages
        self.has_messages = False

    async def lock(self, order_ids: Collection[str]) -> dict[str, OrderState]:
        """Lock the rows of orders until the transaction ends; returns their states by id, without those not there.

        SQLite has locked the whole database already, and its dialect leaves FOR UPDATE out.
        """
        kept = tables.orders.c
        state = select(kept.id, kept.version, kept.looks).where(kept.id.in_(order_ids)).order_by(kept.id)
        return {row.id: OrderState(row.version, row.looks) for row in await self._db.execute(state.with_for_update())}

    async def lock_intake(self, draft: Draft, key: str | None) -> None:
        """Wait until no other transaction takes in the same order."""
        for reference in (key, draft.external_ref):
            if reference is not None:
                await self._dialect.lock(self._db, f"intake {draft.source} {reference}")

    async def load(self, order_id: str) -> Order:
        """Read an order; raises OrderNotFound."""
        found = await load_orders(self._db, tables.orders.c.id == order_id)
        if not found:
            raise OrderNotFound(order_id)
        return found[0]

    async def find_tap(self, tap_id: str) -> tuple[str, str | None] | None:
        """Return the id of the order that this tap has changed already, and the tap's digest; or None."""
        kept = tables.taps.c
        known = (await self._db.execute(select(kept.order_id, kept.digest).where(kept.id == tap_id))).first()
        return None if known is None else (known.order_id, known.digest)

    async def find_intake(self, draft: Draft, key: str | None, day: date, since: datetime) -> tuple[str, str] | None:
        """Return field and id of the order that the draft's source sent before, or None."""
        kept = tables.orders.c
        by_key = and_(kept.idempotency_key == key, kept.placed_at > since)
        by_reference = and_(kept.external_ref == draft.external_ref, kept.business_day == day)
        for field, value, is_same in (
            ("idempotency_key", key, by_key),
            ("external_ref", draft.external_ref, by_reference),
        ):
            known = select(kept.id).where(kept.source == draft.source, is_same)
            if value is not None and (order_id := await self._db.scalar(known)):
                return field, order_id
        return None

    async def read_fingerprint(self, order_id: str) -> str:
        """Return the fingerprint of the draft that the order was made of."""
        known = select(tables.orders.c.fingerprint).where(tables.orders.c.id == order_id)
        return str((await self._db.execute(known)).scalar_one())

    async def add(self, order: Order, fingerprint: str, key: str | None) -> None:
        """Write a new order, with its items and its first event."""
        row = order_row(order) | {"fingerprint": fingerprint, "idempotency_key": key}
        await self._db.execute(insert(tables.orders), row)
        await self._db.execute(insert(tables.items), item_rows(order))
        await self._db.execute(insert(tables.events), event_rows(order, order.events))
        await self._log_forecasts([order])
        await self._enqueue(order, news_of_new(order), order.placed_at)
        await self._announce([order])

    async def record(self, change: Change, command: TapCommand | None) -> None:
        """Write a change. The order's row is only changed at the version before: else somebody else was faster."""
        order, kept = change.order, tables.orders.c
        row = update(tables.orders).where(kept.id == order.id, kept.version == order.version - 1)
        if (await self._db.execute(row.values(**order_row(order)))).rowcount != 1:
            raise StaleTap(order.version - 1, await self.load(order.id))
        await self._db.execute(delete(tables.items).where(tables.items.c.order_id == order.id))
        await self._db.execute(insert(tables.items), item_rows(order))
        await self._db.execute(insert(tables.events), event_rows(order, change.events))
        if command and command.tap_id is not None:
            tap = {
                "id": command.tap_id,
                "order_id": order.id,
                "digest": command.digest,
                "version": order.version,
            }
            await self._db.execute(insert(tables.taps), tap)
        if change.before not in UNFINISHED and order.stage in UNFINISHED:  # it was estimated with the change
            await self._log_forecasts([order])
        await outbox_writer.enqueue_change(self._db, change)
        if self._messages:
            self.has_messages |= await self._messages.enqueue_change(self._db, change)
        await self._announce([order])

    async def move_subscriptions(self, order_id: str, other_id: str) -> None:
        """Let the phones that follow an order follow another one instead; one that follows both does so once.

        Of what a phone was told only "ready" is kept, and what it was perhaps told: that is corrected while the other
        order cooks. A phone that has chosen no language goes on to hear that of the order it followed.
        """
        subs = tables.subscriptions.c
        heard = select(subs.endpoint).where(subs.order_id == order_id, subs.told == NoticeKind.READY)
        both = update(tables.subscriptions).where(subs.order_id == other_id, subs.endpoint.in_(heard.scalar_subquery()))
        await self._db.execute(both.values(told=NoticeKind.READY))
        there = select(subs.endpoint).where(subs.order_id == other_id)
        await self._db.execute(
            delete(tables.subscriptions).where(subs.order_id == order_id, subs.endpoint.in_(there.scalar_subquery()))
        )
        moved = update(tables.subscriptions).where(subs.order_id == order_id)
        await self._db.execute(moved.where(subs.told != NoticeKind.READY).values(told=None))
        own_language = select(tables.orders.c.language).where(tables.orders.c.id == order_id).scalar_subquery()
        await self._db.execute(moved.where(subs.language == "").values(language=own_language))
        await self._db.execute(moved.values(order_id=other_id))

    async def write_estimates(self, orders: Iterable[tuple[Order, object]]) -> None:
        """Write the estimate of each order with its observation (JSON), and nothing else of it."""
        written = list(orders)
        await self._log_forecasts([order for order, _ in written])
        rows = [
            estimate_row(o.estimate) | {"key": o.id, "looks": o.looks, "observation": json.dumps(said)}
            for o, said in written
        ]
        await self._db.execute(update(tables.orders).where(tables.orders.c.id == bindparam("key")), rows)
        await self._announce([order for order, _ in written])

    async def write_signals(self, order: Order) -> None:
        """Write what the guest has told, and nothing else of the order."""
        row = update(tables.orders).where(tables.orders.c.id == order.id)
        await self._db.execute(row.values(**to_row(order.signals), looks=order.looks))
        await self._announce([order])

    async def enqueue_notices(self, order: Order, notices: Iterable[Notice]) -> None:
        """Write notices that no change has earned, but the clock or another order's change."""
        told = list(notices)
        await outbox_writer.enqueue_notices(self._db, order, told)
        if order.estimate and any(notice.kind is NoticeKind.LATE for notice in told):
            await self._enqueue(order, [OrderNews.LATE], order.estimate.updated_at)

    async def lock_menu(self) -> Menu:
        """Read the menu, which nobody else writes until the transaction ends."""
        await self._dialect.lock(self._db, "menu")
        return await load_menu(self._db)

    async def write_menu(self, menu: Menu, at: datetime) -> None:
        """Write the menu in place of the one before; `at` (UTC) is when its dishes went out or came back."""
        dishes, stations = [dish_row(dish) for dish in menu.dishes], [to_row(station) for station in menu.stations]
        for table, rows in ((tables.dishes, dishes), (tables.stations, stations)):
            await self._db.execute(delete(table))
            if rows:
                await self._db.execute(insert(table), [row | {"position": n} for n, row in enumerate(rows)])
        await log_outages(self._db, {dish.name for dish in menu.dishes if not dish.available}, at)

    async def write_note(self, name: str, value: object) -> None:
        """Write a note (anything JSON can say) in place of the one of that name."""
        await self._dialect.lock(self._db, f"note {name}")
        await self._db.execute(delete(tables.notes).where(tables.notes.c.name == name))
        await self._db.execute(insert(tables.notes), {"name": name, "value": json.dumps(value)})

    async def _enqueue(self, order: Order, news: Iterable[OrderNews], at: datetime) -> None:
        if self._messages:
            self.has_messages |= await self._messages.enqueue(self._db, order, news, at)

    # What was shown is kept beside what came true: the owner sees how far the estimates can be believed.
    async def _log_forecasts(self, orders: list[Order]) -> None:
        if shown := forecast_rows(orders):
            await self._db.execute(self._dialect.insert_new(tables.forecasts), shown)

    async def _announce(self, orders: Iterable[Order]) -> None:
        for order in orders:
            await self._dialect.announce(self._db, Topic.ORDERS, f"{order.id}:{order.version}:{order.looks}")


async def load_menu(db: AsyncConnection) -> Menu:
    """Read the menu in this transaction."""
    dishes, stations = await load_rows(db, tables.dishes), await load_rows(db, tables.stations)
    return Menu(tuple(to_dish(row) for row in dishes), tuple(Station(r.name, r.slots) for r in stations))
