"""Deliveries: what came in stays, and what was refused is shown until somebody has dealt with it."""

from dataclasses import replace

import pytest

from domain.deliveries import Delivery, DeliveryLog, Outcome
from storage.database.delivery_store import SqlDeliveryStore


@pytest.fixture
def log(restaurant):
    return DeliveryLog(SqlDeliveryStore(restaurant.database), restaurant.board, restaurant.clock)


def delivery(restaurant, outcome, body=b"{}"):
    return Delivery(at=restaurant.clock.now(), source="till-2", outcome=outcome, body=body)


async def test_a_refused_delivery_is_shown_until_it_is_settled(restaurant, log):
    for _ in range(2):
        await log.record(delivery(restaurant, Outcome.REFUSED))
    first, *_ = await log.read((), None, 10)
    assert len(restaurant.board.refused.deliveries) == 1
    await log.settle(first.id)
    assert not restaurant.board.refused.deliveries
    assert (await log.find(first.id)).settled_at == restaurant.clock.now()


async def test_each_problem_of_an_order_is_shown(restaurant, log):
    """Some sources send the id of an order only, so that each of its changes has the same body."""
    about = replace(delivery(restaurant, Outcome.REFUSED), order_id="o1")
    for says in ("Tea", "Tea", "Rice"):
        await log.record(replace(about, problem=says))
    assert [one.problem for one in restaurant.board.refused.deliveries] == ["Rice", "Tea"]
    await log.settle(restaurant.board.refused.deliveries[0].id)
    assert [one.problem for one in restaurant.board.refused.deliveries] == ["Tea"]


async def test_a_taken_delivery_is_kept_and_not_shown(restaurant, log):
    await log.record(delivery(restaurant, Outcome.TAKEN))
    assert not restaurant.board.refused.deliveries
    assert [kept.outcome for kept in await log.read({Outcome.TAKEN}, None, 10)] == [Outcome.TAKEN]


async def test_settling_what_is_not_there_changes_nothing(restaurant, log):
    await log.record(delivery(restaurant, Outcome.REFUSED))
    await log.settle(999)
    assert len(restaurant.board.refused.deliveries) == 1


async def test_latest_delivery_of_a_source_is_found(restaurant, log):
    for outcome in (Outcome.REFUSED, Outcome.TAKEN):
        await log.record(delivery(restaurant, outcome))
    assert (await log.find_latest("till-2")).outcome is Outcome.TAKEN
    assert await log.find_latest("till-3") is None


async def test_the_latest_delivery_of_a_source_is_found(restaurant, log):
    for body in (b"1", b"2"):
        await log.record(delivery(restaurant, Outcome.TAKEN, body))
    assert (await log.find_latest("till-2")).body == b"2"
    assert await log.find_latest("till-3") is None
