"""The demo: what its visitor is shown."""

import asyncio
from contextlib import suppress

from domain.item import DraftItem
from pages.demo import DemoRestaurant


async def test_first_guest_is_shown_at_once(restaurant):
    shown = asyncio.get_running_loop().create_future()
    demo = asyncio.create_task(DemoRestaurant(restaurant.kitchen, restaurant.board, shown.set_result, seed=1).run())
    order = await shown
    assert restaurant.board.find(order.token) is not None
    demo.cancel()
    with suppress(asyncio.CancelledError):
        await demo


async def test_station_that_the_visitor_made_is_cooked_for(restaurant, monkeypatch):
    demo = DemoRestaurant(restaurant.kitchen, restaurant.board, lambda _: None)
    monkeypatch.setattr(demo._random, "uniform", lambda *_: 0)
    order = await restaurant.order(DraftItem(name="Ensaimada", station="bakery"))
    await demo._serve(order)
    assert restaurant.shown(order).stage == "collected"
