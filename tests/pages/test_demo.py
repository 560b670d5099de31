"""The demo: what its visitor is shown."""

import asyncio
from contextlib import suppress

from pages.demo import DemoRestaurant


async def test_first_guest_is_shown_at_once(restaurant):
    shown = asyncio.get_running_loop().create_future()
    demo = asyncio.create_task(DemoRestaurant(restaurant.kitchen, restaurant.board, shown.set_result, seed=1).run())
    order = await shown
    assert restaurant.board.find(order.token) is not None
    demo.cancel()
    with suppress(asyncio.CancelledError):
        await demo
