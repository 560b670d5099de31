"""PostgreSQL: several processes write, each order under its row's lock. All that PostgreSQL alone can do is here."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from sqlalchemy import Insert, Table, UpdateBase, event, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage.database.dialect import TABLE_TOPICS, Engines, Topic

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from sqlalchemy import Connection
    from sqlalchemy.engine import URL
    from sqlalchemy.exc import DBAPIError

# More connections made no process faster: SQLAlchemy's CPU is the limit (measured, 4 processes).
MAX_WRITERS = 4
# A tap is told within two seconds that it was not saved.
LOCK_TIMEOUT_MILLISECONDS = 1300
STATEMENT_TIMEOUT_MILLISECONDS = 5000
# A process that is halted in the midst of a tap must not keep its order locked for the others.
IDLE_TRANSACTION_TIMEOUT_MILLISECONDS = 5000
CONNECT_TIMEOUT_SECONDS = 2
# Until a dead network is noticed: TCP_USER_TIMEOUT, RFC 5482.
NETWORK_TIMEOUT_MILLISECONDS = 5000
_CHANGED = "changed"  # in the connection's `info`: the topics of its transaction
# unique_violation, serialization_failure, deadlock_detected
_OUTRUN = {"23505", "40001", "40P01"}
_LIMITS = f"-c lock_timeout={LOCK_TIMEOUT_MILLISECONDS} -c statement_timeout={STATEMENT_TIMEOUT_MILLISECONDS}"
# A reader sees one state of the database, and cannot write.
_READ_ONLY = r"-c default_transaction_isolation=repeatable\ read -c default_transaction_read_only=on"


class PostgresqlDialect:
    """A server that several processes share: rows are locked by SELECT ... FOR UPDATE, the rest by advisory locks."""

    def create_engines(self, url: URL) -> Engines:
        """Return small pools, whose connections are checked before use: the server may have been restarted."""
        idle = f"-c idle_in_transaction_session_timeout={IDLE_TRANSACTION_TIMEOUT_MILLISECONDS}"
        said = _said(f"{_LIMITS} {idle}")
        writer = create_async_engine(
            url, pool_size=MAX_WRITERS, max_overflow=0, pool_timeout=1, pool_pre_ping=True, connect_args=said
        )
        reader = create_async_engine(
            url, pool_size=2, max_overflow=2, pool_pre_ping=True, connect_args=_said(f"{_LIMITS} {_READ_ONLY}")
        )
        for engine in (writer, reader):
            event.listen(engine.sync_engine, "connect", _write_no_nul)
        event.listen(writer.sync_engine, "begin", _begin)
        event.listen(writer.sync_engine, "after_execute", _note_topic)
        event.listen(writer.sync_engine, "commit", _announce_tables)
        return Engines(writer, reader, MAX_WRITERS)

    async def end_connections(self) -> None:
        """Do nothing: the server ends the sessions of a process that has ended."""

    def take_turn(self, *, is_urgent: bool) -> AbstractAsyncContextManager[None]:  # noqa: ARG002  all write at once
        """Do not wait: the pool bounds the writers."""
        return nullcontext()

    def is_outrun(self, error: DBAPIError) -> bool:
        """Whether another transaction was faster, by its SQLSTATE."""
        return getattr(error.orig, "sqlstate", None) in _OUTRUN

    def insert_new(self, table: Table) -> Insert:
        """Return an INSERT with ON CONFLICT DO NOTHING."""
        return postgresql.insert(table).on_conflict_do_nothing()

    async def lock(self, db: AsyncConnection, name: str) -> None:
        """Take an advisory lock until the end of the transaction."""
        await db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))

    async def announce(self, db: AsyncConnection, topic: Topic, payload: str = "") -> None:
        """NOTIFY, which PostgreSQL delivers after the commit, in the order of the commits."""
        await db.execute(select(func.pg_notify(topic.value, payload)))

    async def probe_write(self, db: AsyncConnection) -> None:
        """Assign a transaction id, which is written to the log at the commit."""
        await db.execute(select(func.pg_current_xact_id()))

    async def measure_bytes(self, db: AsyncConnection) -> int:
        """Return what the server says."""
        return int((await db.execute(select(func.pg_database_size(func.current_database())))).scalar_one())


# PostgreSQL's text takes every character but this one, which people and senders do not see.
def _write_no_nul(connection: Any, _: object) -> None:
    from psycopg.types.string import StrDumperUnknown  # noqa: PLC0415  the driver is optional

    class StrDumper(StrDumperUnknown):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd"))

    connection.driver_connection.adapters.register_dumper(str, StrDumper)


def _begin(connection: Connection) -> None:
    connection.info[_CHANGED] = set()


def _note_topic(connection: Connection, statement: Any, *_: object) -> None:
    if isinstance(statement, UpdateBase) and (topic := TABLE_TOPICS.get(str(statement.table))):
        connection.info[_CHANGED].add(topic)


def _announce_tables(connection: Connection) -> None:
    for topic in connection.info.pop(_CHANGED, ()):
        connection.execute(select(func.pg_notify(topic.value, "")))


def _said(options: str) -> dict[str, object]:
    return {
        "connect_timeout": CONNECT_TIMEOUT_SECONDS,
        "tcp_user_timeout": NETWORK_TIMEOUT_MILLISECONDS,
        "application_name": "orderbell",
        "options": options,
    }
