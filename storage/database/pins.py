"""PINs: the staff's, and the owner's apart from it once there is one. Only argon2id hashes are stored."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, insert, select, update

from storage.database import tables
from storage.secret_strength import draw_pin, find_pin_fault
from storage.settings_errors import Advice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic import SecretStr
    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.database.engine import Database
    from storage.settings import Settings


class _Kind(NamedTuple):
    """Kinds of a PIN in the table of keys: made or chosen here, and given by the settings."""

    kept: str
    given: str


STAFF, OWNER = _Kind("pin", "given_pin"), _Kind("owner_pin", "given_owner_pin")
# A staff PIN that the owner chose, beside the one that was drawn at the first start.
CHOSEN = "chosen"


class Pins:
    """Checks and changes the PINs. Another staff PIN ends all sessions, another owner's PIN what they may of the owner.

    `end_sessions` is told whether only the owner's sessions lose what they may.
    """

    def __init__(self, database: Database, settings: Settings, end_sessions: Callable[[bool], None]) -> None:
        self._database, self._settings, self._end_sessions = database, settings, end_sessions
        # One thread: four would take all cores of a small machine from the guests during each check.
        self._hasher = PasswordHasher(parallelism=1)
        self._hashes = {STAFF: "", OWNER: ""}
        self._lock = asyncio.Lock()
        self.is_chosen = False

    @property
    def _given(self) -> tuple[tuple[_Kind, SecretStr | None], ...]:
        return (STAFF, self._settings.staff_pin), (OWNER, self._settings.owner_pin)

    @property
    def is_given(self) -> bool:
        """Whether the settings give the staff's PIN, so that it cannot be changed here."""
        return self._settings.staff_pin is not None

    @property
    def is_owners_given(self) -> bool:
        """Whether the settings give the owner's PIN."""
        return self._settings.owner_pin is not None

    @property
    def has_owners(self) -> bool:
        """Whether the owner has a PIN apart from the staff's."""
        return bool(self._hashes[OWNER])

    async def open(self, rows: Iterable[Row[Any]]) -> str | None:
        """Take the PINs from the rows of the keys. On the first start, make one and return it, to be shown once."""
        self.read(rows)
        for kind, given in self._given:
            if given:
                await self._adopt(kind, given)
        return None if self._hashes[STAFF] else await self._draw_first()

    def read(self, rows: Iterable[Row[Any]]) -> None:
        """Take the PINs from the rows of the keys."""
        by_kind = {row.kind: row for row in rows}
        for kind, given in self._given:
            row = by_kind.get(kind.given if given else kind.kept)
            self._hashes[kind] = row.hash if row else ""
        self.is_chosen = self.is_given or (STAFF.kept in by_kind and by_kind[STAFF.kept].name == CHOSEN)

    # Of processes that start at once on an empty database only one may print a PIN: the others take that over.
    async def _draw_first(self) -> str | None:
        pin = draw_pin()
        hashed = self._hasher.hash(pin)
        row = {"hash": hashed, "kind": STAFF.kept, "name": "", "made_at": datetime.now(UTC)}
        kept = select(tables.keys.c.hash).where(tables.keys.c.kind == STAFF.kept)
        async with self._database.writing() as db:
            await self._database.dialect.lock(db, "first PIN")
            known = await db.scalar(kept)
            if known is None:
                await db.execute(insert(tables.keys), row)
        self._hashes[STAFF] = known or hashed
        return None if known else pin

    async def renew(self) -> str:
        """Draw another staff PIN, end all sessions, and return it. An owner's PIN that was set here is taken away."""
        pin = draw_pin()
        await self._set(STAFF, STAFF.kept, pin)
        self.is_chosen = False
        if not self.is_owners_given:
            await self._set(OWNER, OWNER.kept, "")
        return pin

    async def is_staffs(self, pin: str) -> bool:
        """Check the staff's PIN with argon2id in a thread; it is slow and takes 64 MB by design."""
        return await self._check(STAFF, pin)

    async def is_owners(self, pin: str) -> bool:
        """Check the owner's PIN in the same way; nobody's matches while there is none."""
        return self.has_owners and await self._check(OWNER, pin)

    async def change_staffs(self, pin: str) -> Advice | None:
        """Set the staff's PIN, which ends all sessions; returns what to write instead."""
        if wrong := await self._find_fault(pin, OWNER):
            return wrong
        await self._set(STAFF, STAFF.kept, pin, CHOSEN)
        self.is_chosen = True
        return None

    async def change_owners(self, pin: str) -> Advice | None:
        """Set the owner's PIN, or take it away when empty; returns what to write instead."""
        if pin and (wrong := await self._find_fault(pin, STAFF)):
            return wrong
        await self._set(OWNER, OWNER.kept, pin)
        return None

    async def _find_fault(self, pin: str, other: _Kind) -> Advice | None:
        if fault := find_pin_fault(pin):
            return Advice(fault)
        is_same = bool(self._hashes[other]) and await self._check(other, pin)
        return Advice("write another one than the staff’s and the owner’s") if is_same else None  # noqa: RUF001

    # Another PIN in the settings than at the last start ends the sessions of the old one.
    async def _adopt(self, kind: _Kind, given: SecretStr) -> None:
        if not self._matches(kind, given.get_secret_value()):
            await self._set(kind, kind.given, given.get_secret_value())

    async def _set(self, kind: _Kind, column: str, pin: str, name: str = "") -> None:
        hashed = self._hasher.hash(pin) if pin else ""
        row = {"hash": hashed, "kind": column, "name": name, "made_at": datetime.now(UTC)}
        async with self._database.writing() as db:
            await db.execute(delete(tables.keys).where(tables.keys.c.kind == column))
            if pin:
                await db.execute(insert(tables.keys), row)
            await self._end(db, kind)
        self._hashes[kind] = hashed
        self._end_sessions(kind is OWNER)

    async def _end(self, db: AsyncConnection, kind: _Kind) -> None:
        await db.execute(update(tables.sessions).values(is_owner=False) if kind is OWNER else delete(tables.sessions))

    async def _check(self, kind: _Kind, pin: str) -> bool:
        async with self._lock:
            return await asyncio.to_thread(self._matches, kind, pin)

    def _matches(self, kind: _Kind, pin: str) -> bool:
        try:
            return self._hasher.verify(self._hashes[kind], pin)
        except (VerificationError, ValueError):
            return False
