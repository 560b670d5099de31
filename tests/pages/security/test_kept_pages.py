"""Pages without a socket: which are kept for a return, and which end at once."""

import json

from nicegui import Client

from pages.security import socket_guards
from tests.benchmarks.guest_socket import guest
from tests.support.page_socket import is_closed, joined
from tests.support.tracking_page import socket_query
from tests.support.waiting import until
from tests.support.world import PIN


async def test_page_of_a_malformed_message_is_not_kept(live_server, restaurant, monkeypatch):
    monkeypatch.setattr(socket_guards, "MAX_RETURN_SECONDS", 0.1)
    order = await restaurant.order()
    async with guest(live_server, f"/t/{order.token}") as page:
        monkeypatch.setattr(Client.instances[page.client_id].page, "reconnect_timeout", 600)
        await page._send("event", {"id": 0, "args": 5})
        await until(lambda: page.client_id not in Client.instances)


async def test_page_that_comes_back_in_time_is_kept(live_server, restaurant, monkeypatch):
    asked = []
    monkeypatch.setattr(socket_guards, "MAX_RETURN_SECONDS", 0.1)
    monkeypatch.setattr(socket_guards, "_delete_unless_back", asked.append)
    order = await restaurant.order()
    query = socket_query((await live_server.get(f"/t/{order.token}")).text)
    async with joined(live_server, query) as line:
        await line.send("42" + json.dumps(["event", {"client_id": query["client_id"], "id": 0, "args": 5}]))
        assert await is_closed(line)
    async with joined(live_server, query):
        await until(lambda: asked)
        monkeypatch.undo()
        socket_guards._delete_unless_back(*asked)
        assert query["client_id"] in Client.instances


# A page whose tablet sleeps has a task of its own that ends it: both would delete it.
async def test_signed_out_page_that_sleeps_ends_once(live_server, monkeypatch):
    await live_server.post("/login", data={"pin": PIN})
    async with guest(live_server, "/kitchen") as page:
        client = Client.instances[page.client_id]
        monkeypatch.setattr(client.page, "reconnect_timeout", 600)
    await until(lambda: client._delete_tasks)
    (ending,) = client._delete_tasks.values()
    await live_server.post("/settings/sign-all-out", data={})
    await until(ending.done)
    assert ending.cancelled()
    assert page.client_id not in Client.instances
