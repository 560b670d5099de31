"""A throw-away PostgreSQL cluster for tests: one a process, with a database that each test finds migrated and empty."""

from __future__ import annotations

import atexit
import functools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from storage.database.migrating import migrate
from storage.database.tables import metadata
from storage.settings import Settings
from tests.support.postgresql_binaries import find_binaries

if TYPE_CHECKING:
    from psycopg.rows import TupleRow

MAX_START_SECONDS = 60.0
# Nothing of it outlives the tests.
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB", "max_connections=100")


class Cluster:
    """A server of its own on a socket in a folder of its own. It ends with this process."""

    def __init__(self, binaries: Path, *settings: str, port: int = 5432) -> None:
        self.binaries, self.port, self._settings = binaries, port, settings
        self.folder = Path(tempfile.mkdtemp(prefix="orderbell-pg-"))
        self.log = self.folder / "log"
        if os.geteuid() == 0:  # initdb refuses root
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        self._as_owner("initdb", "-D", str(self.data), "-A", "trust", "-U", "orderbell", "-E", "UTF8", "--no-sync")
        self._server: subprocess.Popen[bytes] | None = None
        atexit.register(self.remove)
        self.start()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, name: str = "postgres") -> str:
        return f"postgresql://orderbell@/{name}?host={self.folder}&port={self.port}"

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        said = [part for setting in self._settings for part in ("-c", setting)]
        place = ("-D", str(self.data), "-k", str(self.folder), "-p", str(self.port), "-c", "listen_addresses=")
        command = [*_owner(), str(self.binaries / "postgres"), *place, *said]
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(command, stdout=log, stderr=log)
        begun = time.monotonic()
        while not self.answers():
            assert self._server.poll() is None, self.log.read_text()[-2000:]
            assert time.monotonic() - begun < MAX_START_SECONDS, "PostgreSQL did not start"
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: SIGINT is a fast shutdown, SIGQUIT is as a crash."""
        if self._server and self._server.poll() is None:
            os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), how)
            self._server.wait()

    def restart(self, how: signal.Signals = signal.SIGINT) -> None:
        self.stop(how)
        self.start()

    def remove(self) -> None:
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def answers(self) -> bool:
        try:
            self.execute("SELECT 1")
        except OperationalError:
            return False
        return True

    def execute(self, *statements: str, name: str = "postgres") -> None:
        """Execute statements, each in a transaction of its own."""
        engine = create_engine(self._driven(name), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as db:
            for statement in statements:
                db.execute(text(statement))

    def _driven(self, name: str) -> str:
        return self.url(name).replace("postgresql:", "postgresql+psycopg:", 1)

    def _as_owner(self, program: str, *arguments: str) -> None:
        subprocess.run([*_owner(), str(self.binaries / program), *arguments], check=True, capture_output=True)


@functools.cache
def _migrated_database() -> str:
    """Return the URL of a database with all tables; made once a process."""
    binaries = find_binaries()
    assert binaries is not None
    cluster = Cluster(binaries, *_QUICK)
    cluster.execute("CREATE DATABASE tests")
    migrate(Settings(_env_file=None, database_url=cluster.url("tests"), data_dir=cluster.folder))
    return cluster.url("tests")


# To connect takes longer than to empty.
@functools.cache
def _connection() -> psycopg.Connection[TupleRow]:
    return psycopg.connect(_migrated_database(), autocommit=True)


def empty_database() -> str:
    """Return the URL of the tests' database, emptied: to delete the few rows of a test is quicker than to copy."""
    deletes = "; ".join(str(table.delete()) for table in reversed(metadata.sorted_tables))
    numbers = "PERFORM setval(seqrelid, 1, false) FROM pg_sequence"
    _connection().execute(f"DO $$ BEGIN {deletes}; {numbers}; END $$")
    return _migrated_database()


def execute(settings: Settings, statement: str) -> None:
    """Execute a statement on the database of these settings, outside any transaction."""
    with create_engine(settings.database, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as db:
        db.execute(text(statement))


# The server ends with the process that has started it, however that ends.
def _owner() -> list[str]:
    user = ["--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", "--pdeathsig=INT", *user, "--"]
