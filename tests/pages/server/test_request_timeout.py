"""How long a connection is held: only while it asks, or reads."""

import asyncio
import contextlib
from contextlib import asynccontextmanager

import pytest
import uvicorn

from pages.server import request_timeout
from pages.server.request_timeout import RequestTimeoutProtocol

GET = b"GET / HTTP/1.1\r\nHost: a\r\n"
MAX_WAIT_SECONDS = 20  # shorter than the server keeps a connection that has had its answer
LONG = b"x" * 16_000_000  # more than the buffers of both kernels


@pytest.fixture(autouse=True)
def _short_limits(monkeypatch):
    monkeypatch.setattr(request_timeout, "MAX_HEAD_SECONDS", 0.3)
    monkeypatch.setattr(request_timeout, "MAX_STALL_SECONDS", 0.3)


async def answer(scope, _, send):
    """A page; `/long` is too long for every buffer."""
    body = LONG if scope.get("path") == "/long" else b"served"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
async def server():
    """Return the state of a server, and a way to connect to it."""
    config = uvicorn.Config(answer, timeout_keep_alive=30, access_log=False, log_config=None)
    config.load()
    state = uvicorn.server.ServerState()
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: RequestTimeoutProtocol(config, state, {}), "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]

    @asynccontextmanager
    async def connect():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        yield reader, writer
        writer.transport.abort()

    yield state, connect
    listening.close()


async def read_to_end(reader):
    with contextlib.suppress(ConnectionError):
        async with asyncio.timeout(MAX_WAIT_SECONDS):
            return await reader.read()
    return b""


async def left_by(state):
    async with asyncio.timeout(MAX_WAIT_SECONDS):
        while state.connections:  # noqa: ASYNC110  no event tells
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    "said",
    [
        [b""],
        [GET],
        [GET + b"\r\n", b"\r\n"],
        [GET + b"\r\n", b"\r\n", b"\r\n", b"G"],
        [GET + b"\r\n", GET],
        [GET + b"Content-Length: 1000\r\n\r\n", b"x"],
        [GET.replace(b"GET", b"HEAD") + b"Content-Length: 1000\r\n\r\n", b"x"],
        [GET.replace(b"GET", b"OPTIONS") + b"Transfer-Encoding: chunked\r\n\r\n", b"5\r\nab"],
        [GET.replace(b"GET", b"POST") + b"Content-Length: 1000\r\n\r\n", b"x"],
        [GET.replace(b"GET", b"POST") + b"Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 50\r\n\r\n"],
        [GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: a\r\nContent-Length: 50\r\n\r\n"],
        [GET + b"Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\n"],
    ],
)
async def test_connection_without_request_ends(server, said):
    state, connect = server
    async with connect() as (_, writer):
        for piece in said:
            writer.write(piece)
            await asyncio.sleep(0.05)
        await left_by(state)


@pytest.mark.parametrize("head", [b"\r\n", b"Connection: close\r\n\r\n"])
@pytest.mark.parametrize("requests", [1, 2])
async def test_answer_that_is_not_read_ends(server, head, requests):
    state, connect = server
    async with connect() as (reader, writer):
        writer.write((GET.replace(b"/ ", b"/long ") + head) * requests)
        await reader.read(1)
        await left_by(state)


# Its time is over each time that some of the answer has been read, and never else: a busy machine may stop us for long.
async def test_slow_reader_gets_all(server, monkeypatch):
    monkeypatch.setattr(request_timeout, "MAX_STALL_SECONDS", 600)
    state, connect = server
    async with connect() as (reader, writer):
        writer.write(GET.replace(b"/ ", b"/long ") + b"Connection: close\r\n\r\n")
        received, times_over = 0, 0
        while part := await reader.read(200_000):
            received += len(part)
            for connection in list(state.connections):
                if 0 < connection.transport.get_write_buffer_size() < connection._unsent_bytes:
                    connection._abort_unless_reading()
                    times_over += 1
        assert received > len(LONG)
        assert times_over > 2


async def test_connection_is_kept_between_requests(server):
    _, connect = server
    async with connect() as (reader, writer):
        for _ in range(3):
            writer.write(GET + b"\r\n")
            assert (await reader.readuntil(b"served")).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("body", [b"Content-Length: 4\r\n\r\nbody", b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"])
async def test_get_with_body_is_answered_and_closed(server, body):
    _, connect = server
    async with connect() as (reader, writer):
        writer.write(GET + body)
        assert b"connection: close" in await read_to_end(reader)


@pytest.mark.parametrize(
    "upgrade",
    [
        b"Upgrade: h2c\r\n",
        b"Upgrade: websocket\r\n",
        b"Upgrade: websocket\r\nSec-WebSocket-Key: a\r\nContent-Length: 1\r\n",
    ],
)
async def test_upgrade_to_nothing_is_served_plain(server, upgrade, caplog):
    _, connect = server
    async with connect() as (reader, writer):
        writer.write(GET + b"Connection: Upgrade\r\n" + upgrade + b"\r\n")
        answered = await read_to_end(reader)
        assert answered.startswith(b"HTTP/1.1 200")
        assert answered.endswith(b"served")
    assert not caplog.records


async def test_two_hosts_are_refused(server):
    _, connect = server
    async with connect() as (reader, writer):
        writer.write(GET + b"Host: b\r\n\r\n")
        assert (await read_to_end(reader)).startswith(b"HTTP/1.1 400")


async def test_many_pipelined_requests_are_refused(server):
    state, connect = server
    async with connect() as (reader, writer):
        writer.write((GET + b"\r\n") * 5000)
        assert (await read_to_end(reader)).count(b"HTTP/1.1") <= request_timeout.MAX_PIPELINED_REQUESTS + 3
        await left_by(state)
