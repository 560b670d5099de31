"""The cluster as its owner runs it: PostgreSQL, the processes and Caddy, and what the database holds."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.cluster.members import FIND_MEMBERS, to_members
from storage.database import tables
from storage.database.engine import Database
from storage.database.order_store import SqlOrderStore
from storage.settings import Settings
from tests.support.addresses import free_port
from tests.support.caddy import running_caddy
from tests.support.cluster_process import running_processes
from tests.support.postgresql import Cluster
from tests.support.postgresql_binaries import find_binaries
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterator
    from pathlib import Path

    from domain.order import Order
    from tests.support.server_process import ServerProcess

PROCESSES = 3
MAX_WAIT_SECONDS = 30.0
_END_LISTENERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'orderbell at %'"
    " AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')"
)


@dataclass
class RunningCluster:
    """Several processes of one restaurant; `address` is Caddy's."""

    postgresql: Cluster
    servers: list[ServerProcess]
    address: str
    database: Database

    async def load_orders(self, order_ids: Collection[str]) -> dict[str, Order]:
        """Read orders from the database."""
        orders = await SqlOrderStore(self.database).load(order_ids)
        return {order.id: order for order in orders}

    async def read_taps(self) -> dict[str, str]:
        """Read the taps that the database knows, each with its order."""
        async with self.database.reading() as db:
            return {row.id: row.order_id for row in await db.execute(select(tables.taps))}

    async def find_leader(self) -> ServerProcess | None:
        """Return the process that leads, as the database server sees it."""
        async with self.database.reading() as db:
            leading = [member.place for member in to_members(await db.execute(FIND_MEMBERS)) if member.leads]
        return next((one for one in self.servers if leading and leading[0].endswith(f":{one.port}")), None)

    async def wait_for_leader(self, *others: ServerProcess | None) -> ServerProcess:
        """Wait until a process leads, but none of these."""
        found: list[ServerProcess | None] = [None]

        async def leads() -> bool:
            found[0] = await self.find_leader()
            return found[0] not in {None, *others}

        await until(leads, max_seconds=MAX_WAIT_SECONDS)
        assert found[0] is not None
        return found[0]

    async def end_listeners(self) -> None:
        """Terminate the connections by which the processes hear of one another."""
        await asyncio.to_thread(self.postgresql.execute, _END_LISTENERS)

    def living(self) -> list[ServerProcess]:
        """Return the processes that run."""
        return [server for server in self.servers if server.exit_status is None]

    async def restore(self) -> None:
        """Start what was killed, and wait until each process is ready for guests and one leads."""
        for server in self.servers:
            if server.exit_status is not None:
                await asyncio.to_thread(server.start)
        await self.wait_for_leader()
        for server in self.servers:
            await until(lambda server=server: asyncio.to_thread(_is_ready, server), max_seconds=MAX_WAIT_SECONDS)


@asynccontextmanager
async def running_cluster(folder: Path, **settings: str) -> AsyncIterator[RunningCluster]:
    """Run PostgreSQL, the processes and Caddy; all of it ends with the block."""
    starting = _running(folder, settings)
    cluster = await asyncio.to_thread(starting.__enter__)
    try:
        await cluster.restore()
        yield cluster
    finally:
        await cluster.database.aclose()
        await asyncio.to_thread(starting.__exit__, None, None, None)


@contextmanager
def _running(folder: Path, settings: dict[str, str]) -> Iterator[RunningCluster]:
    binaries = find_binaries()
    assert binaries is not None, "PostgreSQL is not installed"
    postgresql, port = Cluster(binaries), free_port()
    try:
        postgresql.execute("CREATE DATABASE orderbell_shared")
        url, said = postgresql.url("orderbell_shared"), {"PUBLIC_URL": f"https://localhost:{port}", **settings}
        with (
            running_processes(folder / "processes", url, PROCESSES, **said) as servers,
            running_caddy(folder / "caddy", port, servers[0].port, PROCESSES) as address,
        ):
            database = Database(Settings(_env_file=None, database_url=url).database)
            yield RunningCluster(postgresql, servers, address, database)
    finally:
        postgresql.remove()


def _is_ready(server: ServerProcess) -> bool:
    try:
        return server.ask("GET", "/readyz")[0] == 200
    except OSError:
        return False
