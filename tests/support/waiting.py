"""Waiting for a condition, never for a time."""

from __future__ import annotations

import asyncio
import inspect

MAX_SECONDS = 60.0


async def until(condition, *, pause_seconds: float = 0.01, max_seconds: float = MAX_SECONDS) -> None:
    """Return as soon as the condition (perhaps awaitable) holds; fails after `max_seconds`."""
    async with asyncio.timeout(max_seconds):
        while True:
            held = condition()
            if await held if inspect.isawaitable(held) else held:
                return
            await asyncio.sleep(pause_seconds)
