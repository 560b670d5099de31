"""Guest reach: whether the guests' link answers, and when a guest's page was first opened from another device."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import socket
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.errors import NotRead, NotSaved
from storage.database import tables
from storage.link_answer import find_problem

if TYPE_CHECKING:
    from storage.database.engine import Database
    from storage.link_answer import LinkProblem

log = logging.getLogger(__name__)

RETRY_PAUSE = timedelta(minutes=1)
_FIRST_VISIT = "first_guest_visit"
_NOTES = tables.notes.c


class GuestReach:
    """Asks at the link, and keeps the first visit; all times are UTC."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._first: datetime | None = None
        self._next_try = datetime.min.replace(tzinfo=UTC)

    async def ask(self, address: str) -> LinkProblem | None:
        """Return what is wrong with what answers at this base URL; None when it is this program."""
        return await asyncio.to_thread(find_problem, f"{address}/healthz")

    async def note_visit(self, client: str, at: datetime) -> None:
        """Keep the time of the first visit by a client that is not this machine; tried once a minute until it is kept.

        A guest's page is built meanwhile: no other waits for a database that is away.
        """
        if self._first is not None or at < self._next_try or is_own(client):
            return
        self._next_try = at + RETRY_PAUSE
        try:
            if await self.first_visit() is None:
                await self._keep(at)
        except (NotSaved, NotRead) as error:
            log.warning("the first visit of a guest was not kept: %s", type(error).__name__)

    async def first_visit(self) -> datetime | None:
        """Return when another device first opened a guest's page, or None."""
        if self._first is None:
            async with self._database.reading() as db:
                kept = await db.scalar(select(_NOTES.value).where(_NOTES.name == _FIRST_VISIT))
            self._first = datetime.fromisoformat(json.loads(kept)) if kept else None
        return self._first

    async def _keep(self, at: datetime) -> None:
        async with self._database.writing() as db:
            first = self._database.dialect.insert_new(tables.notes)  # two processes may see one at once
            await db.execute(first, {"name": _FIRST_VISIT, "value": json.dumps(at.isoformat())})
        self._first = at


def is_own(client: str) -> bool:
    """Whether an IP address is one of this machine; also what is no address, as a proxy's name of a socket."""
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
        plain = getattr(address, "ipv4_mapped", None) or address
        with socket.socket(socket.AF_INET6 if plain.version == 6 else socket.AF_INET) as one:  # noqa: PLR2004  IPv6
            one.bind((str(plain), 0))  # only a machine's own addresses can be bound
    except ValueError:
        return True
    except OSError:
        return False
    return True
