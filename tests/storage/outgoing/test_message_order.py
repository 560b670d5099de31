"""The messages of one order reach a source or a printer in the order in which they were written."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from domain.commands import Part, Tap
from domain.connections import Connection, ConnectionType, OrderNews
from domain.kitchen_rules import KitchenRules
from storage.outgoing.outbox import SENT, ClaimedMessage, MessageOutbox, Settlement
from tests.support.world import EVENING

TOLD = frozenset({OrderNews.PREPARING, OrderNews.READY, OrderNews.COLLECTED})
IN_ORDER = (ConnectionType.SOURCE, ConnectionType.PRINTER)


@pytest.fixture
def outbox(restaurant):
    return MessageOutbox(restaurant.database)


async def connect(restaurant, kind, news=TOLD):
    made = Connection(type=kind, name="till", news=news, made_at=EVENING)
    return await restaurant.outgoing.connections.add(made)


async def order_of(restaurant):
    return await restaurant.order("Garlic Naan", source="till", external_ref="4711")


async def claim(restaurant, outbox, told, room=1):
    claimed = await outbox.claim(restaurant.clock.now(), {told.id: room})
    return [ClaimedMessage(message=message, lease=lease, connection=told) for message, lease in claimed]


async def kinds(restaurant, outbox, told, room=1):
    return [one.message.kind for one in await claim(restaurant, outbox, told, room)]


@pytest.mark.parametrize("kind", IN_ORDER)
async def test_held_message_is_not_overtaken(restaurant, outbox, kind):
    told, order = await connect(restaurant, kind), await order_of(restaurant)
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.HAND_OVER, order.id)
    assert await kinds(restaurant, outbox, told, room=5) == []
    due = await outbox.next_due(restaurant.clock.now(), [told.id])
    assert due > restaurant.clock.now()
    restaurant.clock.at = due
    [ready] = await claim(restaurant, outbox, told, room=5)
    assert ready.message.kind == OrderNews.READY
    assert await kinds(restaurant, outbox, told, room=5) == []
    await outbox.settle([Settlement(ready, SENT)], restaurant.clock.now())
    assert await kinds(restaurant, outbox, told, room=5) == [OrderNews.COLLECTED]


@pytest.mark.parametrize("kind", IN_ORDER)
async def test_deferred_message_is_not_overtaken(restaurant, outbox, kind):
    told, order = await connect(restaurant, kind), await order_of(restaurant)
    await restaurant.tap(Tap.START, order.id)
    [preparing] = await claim(restaurant, outbox, told)
    retry_at = restaurant.clock.now() + timedelta(minutes=1)
    await outbox.settle([Settlement(preparing, problem="away", retry_at=retry_at)], restaurant.clock.now())
    await restaurant.tap(Tap.BUMP, order.id)
    restaurant.clock.move(seconds=30)
    assert await kinds(restaurant, outbox, told) == []
    assert await outbox.next_due(restaurant.clock.now(), [told.id]) == retry_at
    restaurant.clock.move(seconds=30)
    assert await kinds(restaurant, outbox, told) == [OrderNews.PREPARING]


async def test_other_orders_and_tests_do_not_wait(restaurant, outbox):
    told, order = await connect(restaurant, ConnectionType.SOURCE), await order_of(restaurant)
    await restaurant.tap(Tap.BUMP, order.id)
    other = await restaurant.order("Garlic Naan", source="till", external_ref="4712")
    await restaurant.tap(Tap.START, other.id)
    await outbox.add(told.id, "test", "{}", restaurant.clock.now())
    await outbox.add(told.id, "test", "{}", restaurant.clock.now())
    assert await kinds(restaurant, outbox, told, room=5) == [OrderNews.PREPARING, "test", "test"]


async def test_news_of_one_change_keep_their_order(restaurant, outbox):
    restaurant.rules = KitchenRules(off_rail=frozenset({"bar"}))
    told = await connect(restaurant, ConnectionType.SOURCE, frozenset({OrderNews.READY, OrderNews.PLACED}))
    await restaurant.order("Mango Lassi", source="till", external_ref="4711")
    log = await outbox.read_log(told.id, None, 2)
    assert [one.kind for one in reversed(log)] == [OrderNews.PLACED, OrderNews.READY]


async def test_webhooks_do_not_wait(restaurant, outbox):
    told, order = await connect(restaurant, ConnectionType.WEBHOOK), await order_of(restaurant)
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.HAND_OVER, order.id)
    assert await kinds(restaurant, outbox, told) == [OrderNews.COLLECTED]


async def test_source_hears_of_its_merged_order(restaurant, outbox):
    told = await connect(restaurant, ConnectionType.SOURCE)
    merged = await restaurant.order("Garlic Naan", source="till", external_ref="77")
    between, order = [await restaurant.order("Garlic Naan") for _ in range(2)]
    await restaurant.tap(Tap.MERGE, between.id, other_id=merged.id)
    await restaurant.tap(Tap.MERGE, order.id, other_id=between.id)
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.HAND_OVER, order.id)
    log = [(one.kind, one.order_id, json.loads(one.payload)) for one in await outbox.read_log(told.id, None, 9)]
    assert [(kind, said["external_id"], said["stage"]) for kind, _, said in reversed(log)] == [
        (OrderNews.READY, "77", "ready"),
        (OrderNews.COLLECTED, "77", "collected"),
    ]
    assert {order_id for _, order_id, _ in log} == {order.id}


async def test_split_order_is_not_told_as_merged(restaurant, outbox):
    told = await connect(restaurant, ConnectionType.SOURCE)
    order = await restaurant.order("Garlic Naan", "Mango Lassi", source="till", external_ref="77")
    await restaurant.tap(Tap.SPLIT, order.id, parts=(Part("1"),))
    split_off = next(other for other in restaurant.board.orders() if other.id != order.id)
    await restaurant.tap(Tap.MERGE, (await restaurant.order("Garlic Naan")).id, other_id=order.id)
    await restaurant.tap(Tap.BUMP, split_off.id)
    assert await outbox.read_log(told.id, None, 9) == []
