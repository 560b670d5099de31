"""Members: the processes that share this database, found by their `application_name` in pg_stat_activity."""

from __future__ import annotations

from socket import gethostname
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, text

from storage.cluster.leader import LEADER_LOCK
from storage.database.dialect import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.database.engine import Database

NAME_PREFIX = "orderbell at "
MAX_NAME_BYTES = 63  # NAMEDATALEN
FIND_MEMBERS = text(
    "SELECT application_name AS name, bool_or(locks.pid IS NOT NULL) AS leads FROM pg_stat_activity AS lines"
    " LEFT JOIN pg_locks AS locks ON locks.pid = lines.pid AND locks.locktype = 'advisory' AND locks.granted"
    " AND locks.classid = 0 AND locks.objid = :lock"
    " WHERE lines.datname = current_database() AND application_name LIKE :prefix GROUP BY 1 ORDER BY 1"
).bindparams(bindparam("lock", LEADER_LOCK), bindparam("prefix", f"{NAME_PREFIX}%"))


class Member(NamedTuple):
    """A process: where it serves, and whether it leads."""

    place: str
    leads: bool


def member_name(host: str, port: int) -> str:
    """Return the name of a process' lines, by which the others know it."""
    return f"{NAME_PREFIX}{host}:{port}".encode()[:MAX_NAME_BYTES].decode(errors="ignore")


def to_members(rows: Iterable[Any]) -> list[Member]:
    """Return the members of the rows of FIND_MEMBERS."""
    return [Member(row.name.removeprefix(NAME_PREFIX), row.leads) for row in rows]


class Processes:
    """The members for the settings page, and what is said to all of them. `own` is the place of this one."""

    def __init__(self, database: Database, port: int) -> None:
        self._database = database
        self.own = member_name(gethostname(), port).removeprefix(NAME_PREFIX)

    async def read(self) -> list[Member]:
        """Return the members, by place."""
        async with self._database.reading() as db:
            return to_members(await db.execute(FIND_MEMBERS))

    async def quiet_bells(self) -> None:
        """Tell all processes, this one too, that somebody has heard the bell; raises NotSaved."""
        async with self._database.writing() as db:
            await self._database.dialect.announce(db, Topic.BELL)
