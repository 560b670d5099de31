"""A vendor that answers in no known form: it is said on the settings page, and nothing breaks."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import web as server

from domain.connections import Connection, ConnectionType
from domain.sources import NotReachable
from pages.api.sources.registry import SOURCES
from tests.support.world import EVENING

ODD = (
    b"[1, null]",
    b'{"orders": null, "data": 7, "result": "x", "order": []}',
    b'"text"',
    b"[" * 5000,
    b"<html>",
    b"\xff",
)


@asynccontextmanager
async def odd_vendor(context, name, body):
    async def answer(_: server.Request) -> server.Response:
        return server.Response(body=body, content_type="application/json")

    app = server.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = server.AppRunner(app)
    await runner.setup()
    await server.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    context.outgoing._http._named |= {address}
    options = {"address": address, "key": "key", "token": "token", "secret": "secret", "database": "shop"}
    source = Connection(type=ConnectionType.SOURCE, name=name, options=options, made_at=EVENING)
    yield await context.connections.add(source)
    await runner.cleanup()


@pytest.mark.both
async def test_odd_answer_is_said(context, caplog, subtests):
    for name in sorted(SOURCES):
        with subtests.test(name=name):
            for body in ODD:
                async with odd_vendor(context, name, body) as source:
                    await context.outgoing.check_source(source)
                    await context.outgoing.poll()
                    with suppress(NotReachable):
                        await context.outgoing.clients.fetch(name, "4711")
                    await context.connections.delete(source.id)
            assert not [one for one in caplog.records if one.exc_info]
