"""A cancellation that we tell the shop comes back from it as its own: it may find the order reopened."""

from __future__ import annotations

import pytest

from domain.commands import Tap
from domain.stages import Stage
from tests.support.mapped_deliveries import map_all, orders, outcomes
from tests.support.outgoing import sending
from tests.support.waiting import until


@pytest.fixture
async def cancelled(shop, context, intake, restaurant):
    """The order 727, cancelled here; the shop has told us so in turn, and nobody has read it yet."""
    await shop.change(727)
    await map_all(intake)
    order = orders(context)["727"]
    async with sending(context):
        await restaurant.tap(Tap.CANCEL, order.id)
        await until(lambda: shop.notes)
    assert shop.orders[727]["status"] == "cancelled"
    return order


async def test_own_cancellation_leaves_a_reopened_order(shop, context, intake, restaurant, cancelled):
    await restaurant.tap(Tap.REOPEN, cancelled.id)
    await map_all(intake)
    assert orders(context)["727"].is_open
    assert (await outcomes(context))[-1] == "repeated"
    await shop.change(727)  # a cancellation that is told again is no other
    await map_all(intake)
    assert orders(context)["727"].is_open


async def test_later_cancellation_by_the_shop_counts(shop, context, intake, restaurant, cancelled):
    await restaurant.tap(Tap.REOPEN, cancelled.id)
    await map_all(intake)
    await shop.change(727, status="processing")
    await map_all(intake)
    assert orders(context)["727"].is_open
    await shop.change(727, status="cancelled")
    await map_all(intake)
    assert orders(context)["727"].stage is Stage.CANCELLED


async def test_change_before_the_echo_leaves_it_awaited(shop, context, intake, restaurant):
    await shop.change(727)
    await map_all(intake)
    order = await restaurant.tap(Tap.CANCEL, orders(context)["727"].id)
    await shop.change(727, customer_note="No nuts")
    async with sending(context):
        await until(lambda: shop.notes)
    await restaurant.tap(Tap.REOPEN, order.id)
    await map_all(intake)
    assert orders(context)["727"].is_open
    assert orders(context)["727"].note == "No nuts"


async def test_shop_takes_our_cancellation_back(shop, context, intake, cancelled):
    await map_all(intake)
    assert not orders(context)["727"].is_open
    await shop.change(727, status="processing")
    await map_all(intake)
    assert orders(context)["727"].id == cancelled.id
    assert orders(context)["727"].is_open


async def test_cancellation_of_the_shop_is_no_echo(shop, context, intake, restaurant):
    await shop.change(727)
    await map_all(intake)
    async with sending(context):
        await shop.change(727, status="cancelled")
        await map_all(intake)
        await until(lambda: shop.notes)
    await restaurant.tap(Tap.REOPEN, orders(context)["727"].id)
    await shop.change(727, status="processing")
    await shop.change(727, status="cancelled")
    await map_all(intake)
    assert orders(context)["727"].stage is Stage.CANCELLED
