"""A restaurant that prints: its printers and the log of their jobs."""

from __future__ import annotations

from domain.connections import Connection, ConnectionType, OrderNews
from tests.support.world import EVENING

# What a printer that asks for its jobs says of itself, and where it asks.
TOKEN = "token-of-the-tests-0123456789"
STAR, EPSON = f"/api/v1/printers/{TOKEN}/cloudprnt", f"/api/v1/printers/{TOKEN}/epson"
POLL = {"printerMAC": "00:11:62:00:00:01", "statusCode": "200%20OK", "clientAction": None}

TICKETS = frozenset({OrderNews.PLACED, OrderNews.RECEIVED, OrderNews.CHANGED, OrderNews.CANCELLED})


async def connect(context, news=TICKETS, **options) -> Connection:
    made = Connection(type=ConnectionType.PRINTER, name="Kitchen", options=options, news=news, made_at=EVENING)
    return await context.connections.add(made)


async def log(context):
    return await context.outgoing.read_log(None, None, 10)


def is_printed(context):
    async def check():
        return all(one.outcome == "sent" for one in await log(context)) and await log(context)

    return check
