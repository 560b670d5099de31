"""Hostile messages on sockets have no effect."""

from __future__ import annotations

import asyncio
import json
import uuid
from socket import gethostname
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
import websockets

from pages.security.cookies import COOKIE
from tests.faults.wire import JOINED, MAX_WAIT_SECONDS, REFUSED, open_page, socket_of
from tests.support.addresses import own_addresses
from tests.support.server_process import ServerProcess, running_server
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with running_server(tmp_path_factory.mktemp("sockets")) as opened:
        yield opened


@pytest.fixture
def tablet(server: ServerProcess) -> dict[str, str]:
    return server.sign_in()


@pytest.fixture
def order(server: ServerProcess) -> dict:
    return server.order()


def start_of(order: dict) -> dict:
    return {"tap_id": uuid.uuid4().hex, "tap": "start", "order_id": order["id"], "seen_version": order["version"]}


async def stage_after(server: ServerProcess, order: dict, seconds: float = 0.5) -> str:
    await asyncio.sleep(seconds)
    return server.status(order)["stage"]


async def test_a_tablets_own_socket_takes_taps(server, tablet, order):
    page = open_page(server, "/kitchen", tablet)
    async with socket_of(server, page.query, tablet) as socket:
        assert socket.joined == JOINED
        await socket.say("event", page.event("tap", start_of(order)))
        await until(lambda: server.status(order)["stage"] == "preparing")


async def test_signed_out_session_is_void_on_an_open_page(server, tablet, order):
    page = open_page(server, "/kitchen", tablet)
    async with socket_of(server, page.query, tablet) as stolen:
        assert stolen.joined == JOINED
        server.ask("POST", "/logout", Cookie=f"{COOKIE}={tablet[COOKIE]}")
        assert "/login" in await stolen.heard(MAX_WAIT_SECONDS, until="/login"), "the page is told where to go"
        assert await stolen.is_closed(), "and hears nothing more"
    assert server.see("/kitchen", tablet)[0] == 303
    async with socket_of(server, page.query, tablet) as again:
        assert again.joined == REFUSED
    assert await stage_after(server, order) == "received"


@pytest.mark.parametrize("door", ["/login", "/settings/sign-all-out"])
async def test_revoked_tablets_page_receives_nothing(server, tablet, order, door):
    page, owner = open_page(server, "/kitchen", tablet), server.sign_in()
    async with socket_of(server, page.query, tablet) as stolen:
        if door == "/login":
            server.sign_in(alone="on")
        else:
            assert server.ask("POST", door, Cookie=f"{COOKIE}={owner[COOKIE]}")[0] == 303
        await stolen.heard(0.5)
        server.tap(order, "start")
        assert "preparing" not in await stolen.heard(0.5)
        assert await stolen.is_closed()


@pytest.mark.parametrize("cookies", [{}, {COOKIE: "made-up"}])
async def test_staff_page_takes_no_socket_without_a_session(server, tablet, cookies):
    page = open_page(server, "/kitchen", tablet)
    async with socket_of(server, page.query, cookies) as socket:
        assert socket.joined == REFUSED


async def test_staff_page_takes_no_socket_of_another_session(server, tablet):
    page = open_page(server, "/kitchen", tablet)
    async with socket_of(server, page.query, server.sign_in()) as socket:
        assert socket.joined == REFUSED


async def test_guests_socket_cannot_speak_for_the_kitchen(server, tablet, order):
    kitchen, guest = open_page(server, "/kitchen", tablet), open_page(server, f"/t/{order['token']}")
    async with socket_of(server, kitchen.query, tablet), socket_of(server, guest.query) as socket:
        assert socket.joined == JOINED
        await socket.say("event", kitchen.event("tap", start_of(order)))
        assert await stage_after(server, order) == "received"


async def test_a_page_cannot_be_joined_from_a_second_browser(server, order):
    page = open_page(server, f"/t/{order['token']}")
    other = {**page.query, "tab_id": str(uuid.uuid4()), "document_id": str(uuid.uuid4())}
    async with socket_of(server, page.query) as own, socket_of(server, other) as second:
        assert (own.joined, second.joined) == (JOINED, REFUSED)


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": str(uuid.uuid4())},
        {"client_id": ""},
        {"tab_id": ""},
        {"tab_id": "x" * 500},
        {"document_id": ""},
        {"next_message_id": "NaN"},
        {"next_message_id": "-1"},
        {"implicit_handshake": "false", "client_id": "no such page"},
    ],
)
async def test_a_made_up_introduction_is_refused(server, order, change):
    query = {**open_page(server, f"/t/{order['token']}").query, **change}
    async with socket_of(server, query) as socket:
        assert socket.joined == REFUSED


async def test_who_does_not_introduce_himself_is_sent_away(server):
    address = f"ws://127.0.0.1:{server.port}/_nicegui_ws/socket.io/?EIO=4&transport=websocket"
    async with websockets.connect(address, proxy=None) as line:
        with pytest.raises(websockets.ConnectionClosed):
            async with asyncio.timeout(MAX_WAIT_SECONDS):
                await _answer_pings(line)


async def _answer_pings(line: websockets.ClientConnection) -> None:
    while True:
        if await line.recv() == "2":
            await line.send("3")


@pytest.mark.parametrize(
    "site",
    [
        "https://evil.example",
        "http://127.0.0.1:1",
        "null",
        "http://rebound.example:{port}",
    ],
)
async def test_foreign_page_opens_no_socket_nor_posts_a_form(server, order, site):
    origin = site.format(port=server.port)
    # A name that leads here is the host of the request, too.
    host = origin.rpartition("/")[2] if "rebound" in site else f"127.0.0.1:{server.port}"
    assert server.ask("POST", "/login", "pin=1", Origin=origin, Host=host)[0] == 403
    query = open_page(server, f"/t/{order['token']}").query
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with socket_of(server, query, origin=origin, host=host):
            pass
    assert refused.value.response.status_code == 403
    polling = urlencode({**query, "transport": "polling"})
    status, headers, _ = server.ask("GET", f"/_nicegui_ws/socket.io/?{polling}", Origin=origin)
    assert status in {400, 403}
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("name", [*own_addresses(), "localhost", f"{gethostname().lower()}.local"])
async def test_our_page_works_under_each_name_of_the_host(server, order, name):
    host = f"[{name}]" if ":" in name else name
    query = open_page(server, f"/t/{order['token']}").query
    async with socket_of(server, query, origin=f"http://{host}:{server.port}", host=f"{host}:{server.port}") as socket:
        assert socket.joined == JOINED


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "4",
        "42",
        "42[]",
        '42["event"]',
        '42["event",null]',
        '42["event",{"client_id":[]}]',
        '42["event",{"client_id":{"a":1}}]',
        '42["ack",{"client_id":1,"next_message_id":"x"}]',
        '42["log",{"level":"x"}]',
        '42["handshake",7]',
        '42["no such event",1]',
        "45999999999-[]",
        '451-["event",{"_placeholder":true,"num":0}]',
        "42" + "[" * 20_000,
        "9",
        b"\x00\xff\x00",
    ],
)
async def test_malformed_frame_is_harmless_and_not_logged(server, order, frame):
    logged = len(server.log.read_text())
    page, other = open_page(server, f"/t/{order['token']}"), open_page(server, f"/t/{order['token']}")
    async with socket_of(server, page.query) as hostile, socket_of(server, other.query) as watcher:
        await hostile.send(frame)
        server.tap(order, "start")
        assert "preparing" in await watcher.heard(MAX_WAIT_SECONDS, until="preparing")
    told = server.log.read_text()[logged:]
    assert "Traceback" not in told
    assert "level=error" not in told


async def test_what_a_visitor_sends_as_a_log_is_not_written(server, order):
    logged = server.log.read_text()
    page = open_page(server, f"/t/{order['token']}")
    async with socket_of(server, page.query) as socket:
        line = {"client_id": page.query["client_id"], "level": "error", "message": "forged line"}
        await socket.say("log", line)
        await socket.heard(0.3)
    assert server.log.read_text() == logged


async def test_frame_over_64_kb_ends_its_socket(server, order):
    page = open_page(server, f"/t/{order['token']}")
    async with socket_of(server, page.query) as socket:
        await socket.say("event", {"client_id": page.query["client_id"], "args": ["x" * 64 * 1024]})
        assert await socket.is_closed()


def test_post_over_64_kb_to_polling_is_refused(server, order):
    query = {**open_page(server, f"/t/{order['token']}").query, "transport": "polling"}
    status, _, opened = server.ask("GET", f"/_nicegui_ws/socket.io/?{urlencode(query)}")
    assert status == 200
    sid = json.loads(opened[1:])["sid"]
    path = f"/_nicegui_ws/socket.io/?{urlencode({**query, 'sid': sid})}"
    assert server.ask("POST", path, "4" + "x" * 70_000)[0] == 413
    assert server.ask("POST", path, "40")[0] == 200


def test_hostile_text_cannot_leave_the_page_template(server):
    hostile = "`${alert(1)}`</script><script>alert(2)</script>\\u0060\\` &#96; &amp;lt;"
    order = server.order(hostile, guest_name=hostile[:120], note=hostile)
    page = open_page(server, f"/t/{order['token']}")
    assert "alert(2)" in page.html
    assert "alert" not in page.script
    assert not {"`", "<", "$"} & set(page.script)
    assert "<script>alert" not in page.html
