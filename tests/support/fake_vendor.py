"""A vendor's server for the clients of sources, and a client that asks it."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import web

from domain.connections import Connection, ConnectionType
from storage.outgoing.http import GuardedHttp
from storage.sources.registry import SourceClients
from tests.support.world import EVENING


class FakeVendor:
    """A server that answers from a table of method and path in two packets, and keeps what it was asked.

    An answer that needs headers is a `web.Response`.
    """

    def __init__(self, answers):
        self.answers, self.asked, self.headers, self.queries = answers, [], [], []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.text()
        said = json.loads(body) if body.startswith(("{", "[")) else body or None
        self.asked.append((request.method, request.path, said))
        self.headers.append(request.headers)
        self.queries.append(request.query)
        answer = self.answers.get((request.method, request.path))
        answer = answer(said) if callable(answer) else answer
        if answer is None or isinstance(answer, HTTPStatus):
            return web.Response(status=answer or HTTPStatus.NOT_FOUND)
        if isinstance(answer, web.Response):
            return answer
        return await in_two_packets(request, json.dumps(answer).encode())


async def in_two_packets(request: web.Request, body: bytes) -> web.StreamResponse:
    """Answer with this body; its second half is sent when the client has had its turns to read the first."""
    response, middle = web.StreamResponse(headers={"Content-Type": "application/json"}), len(body) // 2
    await response.prepare(request)
    await response.write(body[:middle])
    for _ in range(20):
        await asyncio.sleep(0)
    await response.write(body[middle:])
    return response


@asynccontextmanager
async def clients_of(name, answers, clock=None, **options):
    """Open the clients of sources, a connection to this vendor, and the vendor that gives these answers."""
    vendor, app = FakeVendor(answers), web.Application()
    app.router.add_route("*", "/{path:.*}", vendor.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    http = GuardedHttp([address])
    said = {"address": address, "key": "key", "token": "token", **options}
    connection = Connection(type=ConnectionType.SOURCE, name=name, options=said, made_at=EVENING)
    try:
        yield SourceClients(http, None, None, clock), connection, vendor
    finally:
        await http.close()
        await runner.cleanup()


@asynccontextmanager
async def client_of(name, answers, **options):
    """Open a client of this vendor, and the vendor that gives these answers."""
    async with clients_of(name, answers, **options) as (clients, connection, vendor):
        yield clients.client_of(connection), vendor
