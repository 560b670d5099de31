"""Failed claims: rows that were leased, and that nobody sends, because the claim failed after its commit."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import case, update

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table

    from storage.database.engine import Database


class FailedClaims:
    """Notes the leases of claims that failed, and releases their rows, which would wait for the end of the lease.

    The table has the columns `lease`, `leased_until` and `attempts`.
    """

    def __init__(self, database: Database, table: Table) -> None:
        self._database, self._table = database, table
        self._leases: set[str] = set()

    @contextmanager
    def noted(self, lease: str) -> Iterator[None]:
        """Note the lease if what is inside fails or is cancelled, perhaps after its commit."""
        try:
            yield
        except BaseException:
            self._leases.add(lease)
            raise

    async def release(self) -> None:
        """Release the rows, as if they had not been claimed; raises NotSaved."""
        if not (leases := set(self._leases)):
            return
        columns = self._table.c
        # What took a row's place since has no attempt yet.
        attempts = case((columns.attempts > 0, columns.attempts - 1), else_=0)
        released = update(self._table).where(columns.lease.in_(leases))
        async with self._database.writing() as db:
            await db.execute(released.values(lease=None, leased_until=None, attempts=attempts))
        self._leases -= leases
