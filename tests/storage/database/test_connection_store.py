"""Connections: what their polls and their messages say of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.commands import Tap
from domain.connections import Connection, ConnectionType, OrderNews
from storage.outgoing.outbox import FAILED, SENT, ClaimedMessage, MessageOutbox, Settlement
from tests.support.world import EVENING

LATER = EVENING + timedelta(hours=1)


@pytest.fixture
def store(restaurant):
    return restaurant.outgoing.connections


@pytest.fixture
async def shop(store):
    told = frozenset({OrderNews.PREPARING})
    return await store.add(Connection(type=ConnectionType.SOURCE, name="shop", news=told, made_at=EVENING))


@pytest.fixture
async def settle(restaurant, shop):
    """A message to the shop that is claimed, and may be settled several times."""
    outbox = MessageOutbox(restaurant.database)
    order = await restaurant.order(source="shop", external_ref="4711")
    await restaurant.tap(Tap.START, order.id)

    async def settle(at, outcome="", problem=""):
        [(message, lease)] = await outbox.claim(at, {shop.id: 1})
        claimed = ClaimedMessage(message=message, lease=lease, connection=shop)
        again = None if outcome else at
        await outbox.settle([Settlement(claimed, outcome, problem=problem, retry_at=again)], at)

    return settle


async def problem_of(store):
    return (await store.read())[0].problem


async def test_poll_clears_what_a_poll_found_wrong(store, shop):
    await store.record_poll(shop.id, EVENING, "401")
    assert await problem_of(store) == "401"
    await store.record_poll(shop.id, LATER, "")
    assert ((await store.read())[0].polled_at, await problem_of(store)) == (LATER, "")


@pytest.mark.parametrize("outcome", ["", FAILED])
async def test_poll_leaves_why_a_message_did_not_arrive(store, shop, settle, outcome):
    await settle(EVENING, outcome, "403")
    await store.record_poll(shop.id, LATER, "")
    assert ((await store.read())[0].polled_at, await problem_of(store)) == (LATER, "403")


async def test_message_that_arrives_clears_its_problem(store, shop, settle):
    await settle(EVENING, problem="403")
    await settle(EVENING, SENT)
    assert await problem_of(store) == ""
    await store.record_poll(shop.id, LATER, "403")
    await store.record_poll(shop.id, LATER, "")
    assert await problem_of(store) == ""


async def test_message_of_long_ago_keeps_no_problem_of_a_poll(store, shop, settle):
    await settle(EVENING, FAILED, "away")
    await store.record_poll(shop.id, LATER, "away")
    await store.record_poll(shop.id, LATER, "")
    assert await problem_of(store) == ""
