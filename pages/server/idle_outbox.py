"""Idle outbox: NiceGUI wakes each client's outbox once a second; this one sleeps until there is a message.

Internals of the pinned version (NiceGUI 3.18): `Outbox.stop` sets the event that `Outbox.loop` waits for, so its look
at each second's end finds nothing. In Python 3.11 it makes a task each time: 6 % of a core at 1,000 guests (measured).
"""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from nicegui import outbox

if TYPE_CHECKING:
    from collections.abc import Awaitable


def let_outboxes_sleep() -> None:
    """Have every outbox wait without a time limit."""
    outbox.asyncio = SimpleNamespace(**vars(asyncio) | {"wait_for": _wait})  # type: ignore[assignment, attr-defined]


async def _wait(awaited: Awaitable[Any], timeout: float) -> Any:  # noqa: ARG001, ASYNC109  as asyncio's
    return await awaited
