"""Sending to connected systems, in a test that asks for it."""

from __future__ import annotations

from contextlib import asynccontextmanager


@asynccontextmanager
async def sending(context):
    """Send what waits, and what comes, until the block ends."""
    await context.outgoing.open()
    try:
        yield
    finally:
        context.outgoing._dispatcher.stop()
        await context.outgoing._work
        context.outgoing._work = None
