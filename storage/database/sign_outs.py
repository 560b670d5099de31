"""Sign-out store: the database keeps each sign-out; while it cannot be written, a file beside it does.

The next start applies the file before it lets anybody in, and who reads the sessions again leaves out what the database
does not know yet, so that no session that was ended comes back.
"""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete

from domain.errors import NotSaved
from storage.database import tables
from storage.errors import DataFolderError
from storage.files import fsync

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Delete

    from storage.database.engine import Database

ALL = "*"
FILE = "sign-outs"


class SignOuts:
    """Ends sessions for good: one by the digest of its token, or ALL that were opened before."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database, self._file = database, folder / FILE
        # Digest and time (UTC) of what the database does not know yet; the file holds it too when it can.
        self._unwritten: list[tuple[str, datetime]] = []

    async def write(self, digest: str, at: datetime) -> None:
        """Keep a sign-out of this time (UTC); raises NotSaved when the disk takes nothing either."""
        self._unwritten.append((digest, at))
        try:
            await self.write_again()
        except NotSaved:
            try:
                await asyncio.to_thread(self._append, digest, at)
            except OSError as error:
                raise NotSaved(error.strerror or "") from error

    async def write_again(self) -> None:
        """Write to the database what it does not know yet; raises NotSaved, and keeps it."""
        if not (unwritten := set(self._unwritten)):
            return
        async with self._database.writing() as db:
            for digest, at in unwritten:
                await db.execute(_delete_sessions(digest, at))
        self._unwritten = [one for one in self._unwritten if one not in unwritten]
        if not self._unwritten:
            with suppress(OSError):  # mostly there is none, and to apply it twice does no harm
                self._file.unlink()

    def is_ended(self, digest: str, opened_at: datetime) -> bool:
        """Whether a session was ended that the database may still know."""
        return any(ended == digest or (ended == ALL and opened_at <= at) for ended, at in self._unwritten)

    async def apply(self) -> None:
        """Write to the database what the file holds; raises DataFolderError when that cannot be done."""
        try:
            lines = self._file.read_text("ascii").splitlines()
        except FileNotFoundError:
            return
        ended = [json.loads(line) for line in lines if line.endswith("]")]  # a crash may leave half a line
        self._unwritten += [(digest, datetime.fromisoformat(at)) for digest, at in ended]
        try:
            await self.write_again()
        except NotSaved as error:
            raise DataFolderError(
                f"Tablets were signed out that the database still knows, and it cannot be changed ({error}). "
                "Close what else has it open, make room on the disk, and start again."
            ) from error

    def _append(self, digest: str, at: datetime) -> None:
        descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, f"\n{json.dumps([digest, at.isoformat()])}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        fsync(self._file.parent)


def _delete_sessions(digest: str, at: datetime) -> Delete:
    sessions = tables.sessions.c
    return delete(tables.sessions).where(sessions.opened_at <= at if digest == ALL else sessions.token_hash == digest)
