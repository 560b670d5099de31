"""What the reports read of past orders."""

from __future__ import annotations

from datetime import timedelta

from domain.commands import Tap
from storage.database.report_queries import ReportQueries
from tests.support.world import EVENING


async def test_range_shown_before_it_was_put_off_is_left_out(restaurant):
    order = await restaurant.order()
    put_off = await restaurant.tap(Tap.REQUOTE, order.id, quoted_for=EVENING + timedelta(days=1))
    await restaurant.kitchen.refresh_estimates()
    restaurant.clock.at = put_off.fires_at
    fired = await restaurant.tap(Tap.FIRE, order.id)
    restaurant.clock.move(minutes=10)
    await restaurant.tap(Tap.BUMP, order.id)
    placed = await ReportQueries(restaurant.database).placed(EVENING, EVENING + timedelta(days=2))
    assert [(one.shown_from, one.shown_to) for one in placed.finished] == [
        (fired.estimate.earliest, fired.estimate.latest)
    ]
