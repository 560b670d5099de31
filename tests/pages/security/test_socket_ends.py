"""Sockets end without waiting for their peer, and leave no task behind."""

import asyncio
import json
from contextlib import AsyncExitStack
from urllib.parse import urlencode

import pytest
import websockets
from nicegui import Client, core

from pages.security import engine_guards
from tests.benchmarks.guest_socket import guest
from tests.support.page_socket import ENGINE, is_closed, joined, websocket
from tests.support.tracking_page import socket_query
from tests.support.waiting import MAX_SECONDS, until
from tests.support.world import PIN

POLLING = {"EIO": "4", "transport": "polling"}


def count_tasks(*names):
    return sum(any(name in str(task.get_coro()) for name in names) for task in asyncio.all_tasks())


async def poll(live_server, **query):
    """Open a socket by the polling transport; returns the path of its further requests."""
    answer = await live_server.get(f"{ENGINE}?{urlencode(query | POLLING)}")
    sid = json.loads(answer.text[1:])["sid"]
    return f"{ENGINE}?{urlencode(POLLING | {'sid': sid})}"


async def test_polling_sockets_leave_no_task(live_server):
    before = set(core.sio.eio.sockets)
    for _ in range(20):
        await poll(live_server)
    await until(lambda: not count_tasks("_disconnect_unless_joined"))
    await until(lambda: core.sio.eio.sockets.keys() <= before, max_seconds=60)


async def test_few_sockets_wait_to_join(live_server, monkeypatch):
    before = engine_guards.socket_count.unjoined
    monkeypatch.setattr(engine_guards, "MAX_UNJOINED_SOCKETS", 3)
    sids = [(await poll(live_server)).rpartition("sid=")[2] for _ in range(9)]
    await until(lambda: [sid for sid in sids if sid in core.sio.eio.sockets] == sids[-3:], max_seconds=5)
    assert engine_guards.socket_count.unjoined >= before + 6  # the garbage collector is told


async def test_long_request_opens_no_socket(live_server, caplog):
    with pytest.raises(websockets.InvalidStatus):
        async with websocket(live_server, f"{ENGINE}?EIO=4&transport=websocket&x={'x' * 2000}"):
            pass
    assert (await live_server.get(f"{ENGINE}?{urlencode(POLLING)}&x={'x' * 2000}")).status_code == 400
    assert not [record for record in caplog.records if record.exc_info]


async def test_socket_keeps_little_of_its_request(live_server):
    before = set(core.sio.eio.sockets)
    await live_server.get(f"{ENGINE}?{urlencode(POLLING)}", headers={"X-Long": "x" * 20_000})
    (sid,) = core.sio.eio.sockets.keys() - before
    assert "x" * 100 not in str(core.sio.environ[sid])


async def test_websocket_elsewhere_is_refused(live_server, caplog, subtests):
    for path in ["/_nicegui_ws/x", "/t/x", "/", "/api/v1/orders"]:
        with subtests.test(path=path):
            with pytest.raises(websockets.InvalidStatus) as refused:
                async with websocket(live_server, path):
                    pass
            assert refused.value.response.status_code == 403
            assert not [record for record in caplog.records if record.exc_info]


async def test_malformed_packet_is_answered(live_server, caplog, subtests):
    packets = "bAAAA 4zzz 49 42{ 9 1\x1e9 42{\x1e9 b! 451-[]\x1eb 42[]\x1e0 42[]\x1e5"
    for packet in ["", *packets.split(" ")]:
        with subtests.test(packet=packet):
            path = await poll(live_server)
            answers = [await live_server.post(path, content=packet, timeout=5) for _ in range(3)]
            answers.append(await live_server.get(path, timeout=15))
            assert {answer.status_code for answer in answers} <= {200, 400}
            assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
async def test_body_of_a_question_is_not_waited_for(live_server, method):
    answer = await send_head(live_server, f"{method} {ENGINE}?{urlencode(POLLING)}", "Transfer-Encoding: chunked")
    assert answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 405"))


async def test_half_an_upgrade_is_refused(live_server, caplog):
    said = f"GET {ENGINE}?EIO=4&transport=websocket", "Upgrade: websocket", "Connection: Upgrade"
    assert (await send_head(live_server, *said, "Transfer-Encoding: chunked")).startswith(b"HTTP/1.1 400")
    assert not [record for record in caplog.records if record.exc_info]


async def send_head(live_server, line, *headers):
    """Send the head of a request, and nothing of its body; returns the beginning of the answer."""
    reader, writer = await asyncio.open_connection(live_server.base_url.host, live_server.base_url.port)
    writer.write("\r\n".join([f"{line} HTTP/1.1", "Host: a", *headers, "", ""]).encode())
    try:
        async with asyncio.timeout(MAX_SECONDS):
            return await reader.readline()
    finally:
        writer.transport.abort()


async def test_polling_does_not_become_a_websocket(live_server):
    path = await poll(live_server)
    with pytest.raises(websockets.InvalidStatus):
        async with websocket(live_server, path.replace("polling", "websocket")):
            pass


async def test_socket_that_left_its_page_ends(live_server, restaurant):
    before, order = set(core.sio.eio.sockets), await restaurant.order()
    async with guest(live_server, f"/t/{order.token}") as page:
        await page._socket.send("41")
        await until(lambda: core.sio.eio.sockets.keys() <= before, max_seconds=60)


async def test_malformed_message_ends_its_socket(live_server, restaurant):
    before, order = set(core.sio.eio.sockets), await restaurant.order()
    async with guest(live_server, f"/t/{order.token}") as page:
        await page._send("event", {"id": 0, "args": 5})
        await until(lambda: core.sio.eio.sockets.keys() <= before, max_seconds=60)


async def test_page_keeps_its_two_newest_sockets(live_server, restaurant):
    order = await restaurant.order()
    query = socket_query((await live_server.get(f"/t/{order.token}")).text)
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(joined(live_server, query)) for _ in range(5)]
        assert all([await is_closed(line) for line in lines[:3]])
        client = Client.instances[query["client_id"]]
        assert len(client._socket_to_document_id) == 2


async def test_page_keeps_two_polling_sockets(live_server, restaurant):
    order = await restaurant.order()
    query = socket_query((await live_server.get(f"/t/{order.token}")).text)
    paths = [await poll(live_server, **query) for _ in range(5)]
    for path in paths:
        assert (await live_server.post(path, content="40")).status_code == 200
    sids = [path.rpartition("sid=")[2] for path in paths]
    await until(lambda: [sid for sid in sids if sid in core.sio.eio.sockets] == sids[3:])


@pytest.mark.parametrize(
    ("door", "form"), [("/settings/sign-all-out", {}), ("/login", {"pin": PIN, "alone": "on"}), ("/logout", {})]
)
async def test_sign_out_passes_a_silent_tablet(live_server, monkeypatch, door, form):
    monkeypatch.setattr(core.sio.eio, "ping_interval", 600)  # else the engine gives the silent one up at last
    await live_server.post("/login", data={"pin": PIN})
    await silent_tablet(live_server)
    async with guest(live_server, "/kitchen") as stolen:
        heard = stolen.heard
        answer = await live_server.post(door, data=form, timeout=MAX_SECONDS)
        assert answer.status_code == 303
        assert not [client for client in Client.instances.values() if "/kitchen" in client.page.path]
        assert stolen.heard == heard


async def silent_tablet(live_server):
    """Join the kitchen's page by the polling transport, then say and read nothing more."""
    path = await poll(live_server, **socket_query((await live_server.get("/kitchen")).text))
    assert (await live_server.post(path, content="40")).status_code == 200
