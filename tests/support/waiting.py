"""Waiting for a condition, never for a time."""

from __future__ import annotations

import asyncio
import inspect

MAX_SECONDS = 30.0


async def until(condition) -> None:
    """Return as soon as the condition (perhaps awaitable) holds; fails after MAX_SECONDS."""
    async with asyncio.timeout(MAX_SECONDS):
        while True:
            held = condition()
            if await held if inspect.isawaitable(held) else held:
                return
            await asyncio.sleep(0.01)
