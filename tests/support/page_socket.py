"""A bare socket of a page: opened, joined, and read until the server ends it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from urllib.parse import urlencode

import websockets

from tests.support.waiting import MAX_SECONDS

ENGINE = "/_nicegui_ws/socket.io/"


@asynccontextmanager
async def websocket(live_server, path):
    origin = str(live_server.base_url).rstrip("/")
    async with websockets.connect(origin.replace("http", "ws", 1) + path, origin=origin) as line:
        yield line


@asynccontextmanager
async def joined(live_server, query):
    async with websocket(live_server, f"{ENGINE}?{urlencode(query)}") as line:
        await line.recv()
        await line.send("40")
        while not (await line.recv()).startswith("40"):
            pass
        yield line


async def is_closed(line):
    try:
        async with asyncio.timeout(MAX_SECONDS):
            while True:
                if await line.recv() == "2":
                    await line.send("3")
    except websockets.ConnectionClosed:
        return True
