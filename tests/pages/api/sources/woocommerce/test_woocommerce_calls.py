"""Calls to a WooCommerce shop: what is written back to it, and what is fetched when its webhook is silent."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest

from domain.commands import Tap
from domain.connections import Connection
from domain.stages import Stage
from tests.support.mapped_deliveries import map_all, orders, outcomes
from tests.support.outgoing import sending
from tests.support.waiting import until
from tests.support.world import EVENING


async def test_ready_is_written_back_with_retries(shop, context, intake, restaurant, monkeypatch):
    monkeypatch.setattr("storage.sources.registry.SourceClients.pauses", (0.0, 0.0, 0.0))
    await shop.change(727)
    await map_all(intake)
    placed = orders(context)["727"]
    shop.fails = 2
    async with sending(context):
        await restaurant.tap(Tap.BUMP, placed.id)
        await until(lambda: shop.notes)
        assert shop.notes[0][1].startswith(f"Ready · {placed.pickup_code} · ")
        await restaurant.tap(Tap.HAND_OVER, placed.id)
        await until(lambda: len(shop.notes) == 2)
    assert shop.orders[727]["status"] == "completed"
    await map_all(intake)  # the shop tells of the status that we have written
    assert orders(context)["727"].stage is Stage.COLLECTED


async def test_shop_that_asks_to_wait_is_waited_for(shop, context, intake, restaurant, monkeypatch):
    monkeypatch.setattr("storage.sources.registry.SourceClients.pauses", (0.0,) * 9)
    await shop.change(727)
    await map_all(intake)
    in_an_hour = context.now().replace(microsecond=0) + timedelta(hours=1)
    shop.fails, shop.waits = 1, {"Retry-After": format_datetime(in_an_hour, usegmt=True)}
    async with sending(context):
        await restaurant.tap(Tap.BUMP, orders(context)["727"].id)

        async def deferred():
            return [one for one in await context.outgoing.read_log(None, None, 10) if "429" in one.problem]

        await until(deferred)
        assert (await context.outgoing.find((await deferred())[0].message_id)).due_at >= in_an_hour
        restaurant.clock.move(seconds=3600)
        await until(lambda: shop.notes)


async def test_polling_finds_what_a_dead_webhook_missed(shop, context, intake):
    for n in range(6):
        shop.save(n)
        await shop.deliver(n, secret="of a stranger")
    assert not shop.is_active
    await shop.change(727)
    await context.outgoing.poll()
    await map_all(intake)
    assert "727" in orders(context)
    source = (await context.connections.read())[0]
    assert (source.problem, source.polled_at) == ("", EVENING)


async def test_poll_repeats_nothing_in_the_list(shop, context, intake):
    await shop.change(727)
    await map_all(intake)
    for _ in range(2):
        await context.outgoing.poll()
        await map_all(intake)
    assert await outcomes(context) == ["taken"]


@pytest.mark.usefixtures("shop")
async def test_shop_that_does_not_answer_is_said(context):
    source = await context.connections.find_source("woocommerce")
    wrong = Connection(
        id=source.id, type=source.type, name=source.name, options={**source.options, "token": "no"}, made_at=EVENING
    )
    await context.connections.change(wrong)
    await context.outgoing.poll()
    assert "401" in (await context.connections.read())[0].problem
