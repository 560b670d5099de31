"""Order archive: reads every order that is kept, open or closed, by what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select, true

from domain.stages import ItemState, Stage
from storage.database import tables
from storage.database.bare_text import bare, bare_text
from storage.database.order_mapper import load_orders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.order import Order
    from domain.order_filter import ListPlace, OrderFilter
    from storage.database.engine import Database

_ORDERS, _ITEMS = tables.orders.c, tables.items.c
# What stands between the digits of a phone number.
_PHONE_MARKS = "+ \N{NO-BREAK SPACE}-./()"
_SEARCHED = (_ORDERS.pickup_code, _ORDERS.guest_name, _ORDERS.external_ref, _ORDERS.table, _ORDERS.phone)


class SqlOrderArchive:
    """All orders of the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, order_id: str) -> Order | None:
        """Read an order, or None."""
        async with self._database.reading() as connection:
            found = await load_orders(connection, _ORDERS.id == order_id)
        return found[0] if found else None

    async def find_version(self, tap_id: str) -> int | None:
        """Return the version of its order that a tap has made, or None for one that is not known to have."""
        made = select(tables.taps.c.version).where(tables.taps.c.id == tap_id)
        async with self._database.reading() as connection:
            return await connection.scalar(made)

    async def read(self, asked: OrderFilter, after: ListPlace | None, limit: int) -> list[Order]:
        """Read the orders that a filter asks for, from the place `after` on, in the order of `ListPlace`."""
        conditions = [*_conditions(asked), *([_follows(after)] if after else [])]
        by_promise = case((_ORDERS.closed.is_(None), _ORDERS.quoted_for))
        place = (_ORDERS.closed.is_not(None), by_promise, _ORDERS.quoted_for.desc(), _ORDERS.id)
        query = select(_ORDERS.id).where(and_(true(), *conditions)).order_by(*place).limit(limit)
        async with self._database.reading() as connection:
            ids = list(await connection.scalars(query))
            orders = {order.id: order for order in await load_orders(connection, _ORDERS.id.in_(ids))}
        return [orders[order_id] for order_id in ids]


def _conditions(asked: OrderFilter) -> Iterator[ColumnElement[bool]]:
    if asked.stages:
        yield or_(*map(_is_at, asked.stages))
    for column, values in (
        (_ORDERS.source, asked.sources),
        (_ORDERS.external_ref, asked.external_refs),
        (_ORDERS.table, asked.tables),
    ):
        if values:
            yield column.in_(values)
    if asked.placed_after is not None:
        yield _ORDERS.placed_at > asked.placed_after
    if asked.placed_before is not None:
        yield _ORDERS.placed_at < asked.placed_before
    if (since := asked.open_or_since) is not None:
        yield or_(_ORDERS.closed.is_(None), _ORDERS.placed_at >= since, _ORDERS.closed_at >= since)
    yield from (_mentions(word) for word in asked.words)


def _follows(after: ListPlace) -> ColumnElement[bool]:
    is_closed = _ORDERS.closed.is_not(None)
    same_time = and_(_ORDERS.quoted_for == after.quoted_for, _ORDERS.id > after.order_id)
    if after.is_closed:
        return and_(is_closed, or_(_ORDERS.quoted_for < after.quoted_for, same_time))
    return or_(is_closed, _ORDERS.quoted_for > after.quoted_for, same_time)


# The stage of an open order follows from its cooked items, as in `derive_stage`.
def _is_at(stage: Stage) -> ColumnElement[bool]:
    is_open = _ORDERS.closed.is_(None)
    is_left = _cooks_any(ItemState.QUEUED, ItemState.COOKING)
    is_begun = _cooks_any(ItemState.COOKING, ItemState.DONE)
    is_unchecked = and_(_ORDERS.by_expo, _ORDERS.passed_at.is_(None))
    match stage:
        case Stage.SCHEDULED:
            return and_(is_open, _ORDERS.held, ~is_begun)
        case Stage.RECEIVED:
            return and_(is_open, ~_ORDERS.held, ~is_begun, is_left)
        case Stage.PREPARING:
            return and_(is_open, is_begun, or_(is_left, is_unchecked))
        case Stage.READY:
            return and_(is_open, ~is_left, case((is_begun, ~is_unchecked), else_=~_ORDERS.held))
        case _:
            return _ORDERS.closed == stage.value


def _cooks_any(*states: ItemState) -> ColumnElement[bool]:
    return exists().where(_ITEMS.order_id == _ORDERS.id, ~_ITEMS.off_rail, _ITEMS.state.in_(states))


# Capitals that are not Latin stay: the usual ways of writing a word are tried.
def _mentions(word: str) -> ColumnElement[bool]:
    spellings = {bare_text(one) for one in (word, word.lower(), word.upper(), word.capitalize())}
    has_dish = exists().where(_ITEMS.order_id == _ORDERS.id, _contains_any(_ITEMS.name, spellings))
    return or_(has_dish, _has_digits(word), *(_contains_any(column, spellings) for column in _SEARCHED))


# A phone number is written in other groups by each who writes it down.
def _has_digits(word: str) -> ColumnElement[bool]:
    digits = word.translate(dict.fromkeys(map(ord, _PHONE_MARKS)))
    if not digits.isdecimal():
        return false()
    phone: ColumnElement[str] = _ORDERS.phone
    for mark in _PHONE_MARKS:
        phone = func.replace(phone, mark, "")
    return phone.contains(digits)


def _contains_any(column: ColumnElement[str], spellings: set[str | None]) -> ColumnElement[bool]:
    return or_(*(bare(column).contains(one, autoescape=True) for one in spellings))
