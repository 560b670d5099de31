"""An open page without news runs no task; what it missed is sent once it joins."""

import asyncio

from nicegui import Client

from domain.commands import Tap
from tests.benchmarks.guest_socket import guest
from tests.support.tracking_page import truth
from tests.support.waiting import until


def outbox_tasks():
    return [task for task in asyncio.all_tasks() if task.get_name().startswith("outbox")]


async def test_an_idle_page_has_no_outbox_task(live_server, restaurant):
    order = await restaurant.order("Garlic Naan")
    async with guest(live_server, f"/t/{order.token}") as page:
        await until(lambda: not outbox_tasks())
        await restaurant.tap(Tap.START, order.id)
        await until(lambda: page.shown == truth(restaurant.shown(order)))
        await until(lambda: not outbox_tasks())


async def test_a_change_before_the_socket_joins_is_sent(live_server, restaurant, monkeypatch):
    order = await restaurant.order("Garlic Naan")
    take = Client.handle_handshake

    async def join_late(page, *args):
        await restaurant.tap(Tap.START, order.id)
        assert not outbox_tasks()
        await take(page, *args)

    monkeypatch.setattr(Client, "handle_handshake", join_late)
    async with guest(live_server, f"/t/{order.token}") as page:
        assert page.shown != truth(restaurant.shown(order))
        await until(lambda: page.shown == truth(restaurant.shown(order)))
