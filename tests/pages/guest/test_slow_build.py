"""A page that a busy machine is slow to build comes late, and not as an error."""

import asyncio

# NiceGUI gives a page up after 3 s.
SLOW_SECONDS = 3.2


async def test_page_comes_late(web, context, restaurant, monkeypatch):
    async def wait(*_):
        await asyncio.sleep(SLOW_SECONDS)

    order = await restaurant.order()
    monkeypatch.setattr(context.reach, "note_visit", wait)
    answer = await web.get(f"/t/{order.token}")
    assert answer.status_code == 200
    assert order.pickup_code in answer.text
