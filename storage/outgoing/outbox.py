"""Message outbox: messages are claimed under a lease, sent outside any transaction, and settled."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, delete, exists, func, insert, or_, select, update

from domain.connections import Connection, ConnectionType, SentMessage
from storage.database import tables
from storage.database.failed_claims import FailedClaims
from storage.outgoing.message_writer import message_row

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import RowMapping, Select

    from storage.database.engine import Database

# Longer than a delivery takes.
LEASE = timedelta(minutes=2)
_TABLE = tables.messages
_COLUMNS = _TABLE.c

SENT, FAILED, GONE = "sent", "failed", "gone"
SWITCHED_OFF = "the connection is switched off"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedMessage:
    """A claimed message and the connection that it is for."""

    message: SentMessage
    lease: str
    connection: Connection


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a message: an outcome, or the time (UTC) to try again; `problem` in words."""

    claimed: ClaimedMessage
    outcome: str = ""
    problem: str = ""
    retry_at: datetime | None = None


class MessageOutbox:
    """The table of messages."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._failed_claims = FailedClaims(database, _TABLE)

    async def next_due(self, now: datetime, connection_ids: Collection[int]) -> datetime | None:
        """Return when the next message to these connections is due (UTC), or None.

        What a failed claim has left is released before, else it would wait for the end of its lease.
        """
        await self._failed_claims.release()
        waiting = select(func.min(_COLUMNS.due_at)).where(_is_free(now), _COLUMNS.connection_id.in_(connection_ids))
        async with self._database.reading() as db:
            due: datetime | None = await db.scalar(waiting)
        return due

    async def claim(self, now: datetime, rooms: Mapping[int, int]) -> list[tuple[SentMessage, str]]:
        """Claim due messages, each with its lease: to each connection (by id) as many as it has room for.

        The oldest go first; none is claimed twice. One transaction claims for all, so that taps find the database free.
        """
        lease, ids = secrets.token_hex(8), list[int]()
        async with self._database.reading() as db:
            for connection_id, room in rooms.items():
                is_due = _is_free(now), _COLUMNS.due_at <= now, _COLUMNS.connection_id == connection_id
                ids += await db.scalars(select(_COLUMNS.id).where(*is_due).order_by(_COLUMNS.id).limit(room))
        if not ids:
            return []
        taken = update(_TABLE).where(_COLUMNS.id.in_(ids), _is_free(now))
        held = select(_TABLE).where(_COLUMNS.lease == lease).order_by(_COLUMNS.id)
        with self._failed_claims.noted(lease):
            async with self._database.writing() as db:
                await db.execute(taken.values(lease=lease, leased_until=now + LEASE, attempts=_COLUMNS.attempts + 1))
            return [(one, lease) for one in await self._read(held)]

    async def end_waiting(self, connection_ids: Collection[int], now: datetime) -> None:
        """Settle as failed what waits for connections that are switched off: later it would tell of the past."""
        waits = _COLUMNS.outcome.is_(None), _is_released(now), _COLUMNS.connection_id.in_(connection_ids)
        async with self._database.reading() as db:
            if await db.scalar(select(_COLUMNS.id).where(*waits).limit(1)) is None:
                return
        ended = update(_TABLE).where(*waits).values(outcome=FAILED, problem=SWITCHED_OFF, settled_at=now, lease=None)
        async with self._database.writing() as db:
            await db.execute(ended)

    async def find_unclaimed(self, before: datetime) -> set[int]:
        """Return the ids of connections that have messages which were due before a time (UTC), and nobody took."""
        waiting = select(_COLUMNS.connection_id).where(
            _COLUMNS.outcome.is_(None), _COLUMNS.lease.is_(None), _COLUMNS.due_at < before
        )
        async with self._database.reading() as db:
            return set(await db.scalars(waiting.distinct()))

    async def find_claimed(self, connection: Connection, message_id: str) -> ClaimedMessage | None:
        """Return a claimed message that is not settled: a printer names it when it has printed.

        Without an id it is the one that was claimed last, unless another was settled since, which was that one.
        """
        is_to = _COLUMNS.connection_id == connection.id
        claimed = select(_TABLE).where(is_to, _COLUMNS.outcome.is_(None), _COLUMNS.lease.is_not(None))
        claimed = claimed.where(_COLUMNS.message_id == message_id) if message_id else claimed
        async with self._database.reading() as db:
            row = (await db.execute(claimed.order_by(_COLUMNS.leased_until.desc()))).mappings().first()
            settled_at = await db.scalar(select(func.max(_COLUMNS.settled_at)).where(is_to))
        if row is None or (settled_at and not message_id and settled_at > row["leased_until"] - LEASE):
            return None
        return ClaimedMessage(message=_to_message(row), lease=row["lease"], connection=connection)

    async def settle(self, settled: Sequence[Settlement], now: datetime) -> None:
        """Record outcomes, and what the latest of each connection says of it, in one transaction."""
        retried = [_row(one) | {"at": one.retry_at} for one in settled if one.retry_at]
        ended = [_row(one) | {"said": one.outcome} for one in settled if not one.retry_at]
        async with self._database.writing() as db:
            if retried:
                await db.execute(_settled().values(due_at=bindparam("at")), retried)
            if ended:
                await db.execute(_settled().values(outcome=bindparam("said"), settled_at=now), ended)
            for one in {one.claimed.connection.id: one for one in settled}.values():
                await db.execute(_connection_update(one, now))

    async def add(self, connection_id: int, kind: str, payload: str, now: datetime) -> str:
        """Write a message that no change has caused, such as a test; returns its message id."""
        row = message_row(connection_id, kind, payload, now, now)
        async with self._database.writing() as db:
            await db.execute(insert(_TABLE).values(row))
        return str(row["message_id"])

    async def rewrite(self, claimed: ClaimedMessage, payload: str) -> None:
        """Begin an attempt: store what is sent at the next one. Raises NotSaved."""
        held = _COLUMNS.id == claimed.message.id, _COLUMNS.lease == claimed.lease
        async with self._database.writing() as db:
            await db.execute(update(_TABLE).where(*held).values(payload=payload, problem=""))

    async def send_again(self, message_id: str, now: datetime) -> bool:
        """Put a settled message back, under the same id; False for one that is unknown or waits."""
        settled = update(_TABLE).where(_COLUMNS.message_id == message_id, _COLUMNS.outcome.is_not(None))
        fresh = {"outcome": None, "due_at": now, "made_at": now, "attempts": 0, "problem": "", "settled_at": None}
        async with self._database.writing() as db:
            return bool((await db.execute(settled.values(fresh))).rowcount)

    async def read_log(self, connection_id: int | None, before: int | None, limit: int) -> list[SentMessage]:
        """Return the newest messages, of one connection or of all, below the id `before`."""
        query = select(_TABLE).order_by(_COLUMNS.id.desc()).limit(limit)
        query = query if connection_id is None else query.where(_COLUMNS.connection_id == connection_id)
        return await self._read(query if before is None else query.where(_COLUMNS.id < before))

    async def find(self, message_id: str) -> SentMessage | None:
        """Return a message, or None."""
        return next(iter(await self._read(select(_TABLE).where(_COLUMNS.message_id == message_id))), None)

    async def delete_old(self, before: datetime) -> None:
        """Delete messages that were settled before a time (UTC)."""
        async with self._database.writing() as db:
            await db.execute(delete(_TABLE).where(_COLUMNS.settled_at < before))

    async def _read(self, query: Select[Any]) -> list[SentMessage]:
        async with self._database.reading() as db:
            return [_to_message(row) for row in (await db.execute(query)).mappings()]


def _is_free(now: datetime) -> Any:
    return and_(_COLUMNS.outcome.is_(None), _is_released(now), or_(_is_to_webhook(), ~_follows_unsettled()))


def _is_released(now: datetime) -> Any:
    return or_(_COLUMNS.leased_until.is_(None), _COLUMNS.leased_until < now)


# Webhooks carry their time. A source shows what it was told last, and cooks go by the ticket that was printed last.
def _is_to_webhook() -> Any:
    kept = tables.connections.c
    return _COLUMNS.connection_id.in_(select(kept.id).where(kept.type == ConnectionType.WEBHOOK))


def _follows_unsettled() -> Any:
    older = _TABLE.alias().c
    is_same = older.connection_id == _COLUMNS.connection_id, older.order_id == _COLUMNS.order_id
    return exists().where(*is_same, older.id < _COLUMNS.id, older.outcome.is_(None))


def _settled() -> Any:
    held = update(_TABLE).where(_COLUMNS.id == bindparam("settled"), _COLUMNS.lease == bindparam("held"))
    return held.values(lease=None, leased_until=None, problem=bindparam("why"))


def _row(one: Settlement) -> dict[str, Any]:
    return {"settled": one.claimed.message.id, "held": one.claimed.lease, "why": one.problem}


def _connection_update(one: Settlement, now: datetime) -> Any:
    kept = tables.connections.c
    row = update(tables.connections).where(kept.id == one.claimed.connection.id)
    if one.outcome == SENT:
        return row.where(kept.problem != "").values(problem="", problem_at=None)
    if one.outcome == GONE:
        return row.values(is_on=False, problem=one.problem, problem_at=now)
    return row.where(kept.problem != one.problem).values(problem=one.problem, problem_at=now)


def _to_message(row: RowMapping) -> SentMessage:
    said = {name: row[name] for name in SentMessage.__dataclass_fields__ if name != "outcome"}
    return SentMessage(**said, outcome=row["outcome"] or "")
