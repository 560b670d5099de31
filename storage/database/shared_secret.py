"""Shared secrets: made once, by the first process that needs them, and kept in the database for all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.database import tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.database.engine import Database


async def share_secret(database: Database, name: str, make: Callable[[], str]) -> str:
    """Return the secret of this name; `make` is called when there is none yet. Raises NotSaved."""
    known = select(tables.notes.c.value).where(tables.notes.c.name == name)
    async with database.reading() as db:
        written = await db.scalar(known)
    if written is None:
        made = {"name": name, "value": json.dumps(make())}
        async with database.writing() as db:
            await db.execute(database.dialect.insert_new(tables.notes), made)
            written = (await db.execute(known)).scalar_one()  # another process may have been faster
    return str(json.loads(written))
