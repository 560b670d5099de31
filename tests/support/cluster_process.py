"""Several processes of the product on one PostgreSQL, as their owner starts them."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def running_processes(folder: Path, database_url: str, count: int, **settings: str) -> Iterator[list[ServerProcess]]:
    """Start so many processes, each with a folder of its own; they end with the block."""
    folder.mkdir(exist_ok=True)
    with ExitStack() as ending:
        servers = []
        for number in range(count):
            server = ServerProcess(folder / str(number), DATABASE_URL=database_url, **settings)
            ending.callback(server.stop)
            server.start()
            servers.append(server)
        yield servers
