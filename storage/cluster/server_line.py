"""Long-lived PostgreSQL connections outside the pool, with timeouts that detect a dead peer.

They serve LISTEN and the leader's lock.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from storage.database.postgresql import CONNECT_TIMEOUT_SECONDS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from psycopg import AsyncConnection
    from sqlalchemy.engine import URL

T = TypeVar("T")

# The longest time that a server takes to answer a question that costs nothing.
PATIENCE_SECONDS = 1.5


@asynccontextmanager
async def open_line(url: URL, name: str, **options: str) -> AsyncIterator[AsyncConnection[Any]]:
    """Connect under a name, in autocommit; `options` are the session's settings. Raises psycopg.Error, TimeoutError."""
    from psycopg import AsyncConnection  # noqa: PLC0415  the driver is optional

    said = " ".join(f"-c {name}={value}" for name, value in options.items())
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    connecting = AsyncConnection.connect(
        address, autocommit=True, options=said, connect_timeout=CONNECT_TIMEOUT_SECONDS, application_name=name
    )
    opening = asyncio.ensure_future(connecting)
    try:
        line = await within(2 * CONNECT_TIMEOUT_SECONDS, opening)
    except BaseException:
        opening.add_done_callback(_finish_unused)  # it may still come
        raise
    try:
        yield line
    finally:
        line.pgconn.finish()  # `close` would wait for a network that is dead


def _finish_unused(opening: asyncio.Future[AsyncConnection[Any]]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().pgconn.finish()


async def within(seconds: float, work: Awaitable[T]) -> T:
    """Wait so long and no longer; raises TimeoutError.

    Cancelled, psycopg would first ask the server to cancel, through the same dead network: the work is left behind, and
    ends with its line.
    """
    task = asyncio.ensure_future(work)
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    await asyncio.wait({task}, timeout=seconds)
    if not task.done():
        raise TimeoutError
    return task.result()
