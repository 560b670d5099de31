"""Several processes of the product on one PostgreSQL, as their owner starts them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from tests.support.addresses import free_port
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def running_processes(folder: Path, database_url: str, count: int, **settings: str) -> Iterator[list[ServerProcess]]:
    """Start so many processes at once, on neighbouring ports, each with its own folder; they end with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    first_port = free_port(count)
    servers = [
        ServerProcess(folder / str(number), port=first_port + number, DATABASE_URL=database_url, **settings)
        for number in range(count)
    ]
    with ExitStack() as ending, ThreadPoolExecutor() as together:
        for server in servers:
            ending.callback(server.stop)
        list(together.map(ServerProcess.start, servers))
        yield servers
