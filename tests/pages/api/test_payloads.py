"""Payloads: which stage a source is told by each of its messages."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from domain.connections import Connection, ConnectionType, OrderNews
from domain.kitchen_rules import KitchenRules
from domain.stages import Stage
from tests.support.world import EVENING

TOLD = frozenset({OrderNews.PLACED, OrderNews.READY})


@pytest.mark.parametrize(
    ("dish", "hours", "stages"),
    [
        ("Mango Lassi", 0, [Stage.RECEIVED, Stage.READY]),
        ("Garlic Naan", 0, [Stage.RECEIVED]),
        ("Mango Lassi", 3, [Stage.SCHEDULED]),
    ],
)
async def test_source_is_told_that_an_order_came_in(restaurant, context, dish, hours, stages):
    """An app that waits for the confirmation hears of an order that nobody cooks as of any other."""
    restaurant.rules = KitchenRules(off_rail=frozenset({"bar"}))
    app = Connection(type=ConnectionType.SOURCE, name="opendelivery", news=TOLD, made_at=EVENING)
    await context.connections.add(app)
    asked = EVENING + timedelta(hours=hours) if hours else None
    await restaurant.order(dish, source="opendelivery", external_ref="4711", quoted_for=asked)
    told = [json.loads(one.payload) for one in reversed(await context.outgoing.read_log(None, None, 10))]
    assert [one["stage"] for one in told] == stages
    names = [one["note"].partition(" ")[0].lower() for one in told]
    assert names == stages
