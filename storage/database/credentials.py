"""Credentials: PINs, sessions, known devices, API keys. Only digests are stored; a secret is shown once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from domain.errors import NotSaved
from storage.database import tables
from storage.database.pins import Pins
from storage.database.sign_outs import ALL, SignOuts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Row

    from storage.database.engine import Database
    from storage.settings import Settings

SESSION_LIFE = timedelta(days=30)
# Of each name: a key and its successor, so that a sender can be changed over without a gap.
MAX_API_KEYS = 2
KEY_PREFIX = "obk_"
MAX_DEVICES = 200
API_KEY, DEVICE = "api_key", "device"
_SEEN_STEP = timedelta(hours=6)


class CredentialStore:
    """Checks and changes credentials. `open` reads the tables; later changes go to the tables and to memory."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._settings = database, settings
        self.pins = Pins(database, settings, self._forget_sessions)
        self._sessions: dict[str, datetime] = {}
        self._owners: set[str] = set()  # the sessions that the owner's PIN opened
        self._api_keys: dict[str, str] = {}  # name by digest; empty for a key without a name
        self._devices: set[str] = set()
        self._sign_outs = SignOuts(database, settings.data_dir)

    async def open(self) -> str | None:
        """Read the tables. On the first start, make a PIN and return it, to be shown once."""
        await self._sign_outs.apply()
        return await self.pins.open(await self._read())

    async def read_again(self) -> None:
        """Read the tables again, which another process has changed."""
        await self.write_sign_outs()
        self.pins.read(await self._read())

    async def write_sign_outs(self) -> None:
        """Write the sign-outs that the database has refused, so that the other processes hear of them."""
        with suppress(NotSaved):  # the next call tries again
            await self._sign_outs.write_again()

    async def _read(self) -> Sequence[Row[Any]]:
        async with self._database.reading() as db:
            rows = (await db.execute(select(tables.keys))).all()
            known = (await db.execute(select(tables.sessions))).all()
        sessions = [row for row in known if not self._sign_outs.is_ended(row.token_hash, row.opened_at)]
        self._sessions = {row.token_hash: row.seen_at for row in sessions}
        self._owners = {row.token_hash for row in sessions if row.is_owner}
        given = self._settings.api_key
        self._api_keys = {row.hash: row.name for row in rows if row.kind == API_KEY and (row.name or not given)}
        self._devices = {row.hash for row in rows if row.kind == DEVICE}
        if given:
            self._api_keys[_digest(given.get_secret_value())] = ""
        return rows

    async def new_api_key(self, name: str = "") -> str:
        """Make another API key and return it; only its digest is stored.

        An order that comes with it has `name` as its source. MAX_API_KEYS of each name are valid, older ones end.
        """
        key, keys = KEY_PREFIX + secrets.token_hex(32), tables.keys.c
        named = keys.kind == API_KEY, keys.name == name
        made = {"hash": _digest(key), "kind": API_KEY, "name": name, "made_at": _now()}
        async with self._database.writing() as db:
            await db.execute(insert(tables.keys), made)
            live = select(keys.hash).where(*named).order_by(*_newest_first(_digest(key)))
            kept = (await db.scalars(live.limit(MAX_API_KEYS))).all()
            await db.execute(delete(tables.keys).where(*named, keys.hash.not_in(kept)))
        others = {digest: known for digest, known in self._api_keys.items() if known != name}
        self._api_keys = others | dict.fromkeys(kept, name)
        return key

    def find_api_key(self, key: str) -> str | None:
        """Return the name of an API key (empty without one), or None for an unknown key; in constant time."""
        digest = _digest(key)
        names = [name for known, name in self._api_keys.items() if hmac.compare_digest(digest, known)]
        return names[0] if names else None

    async def open_session(self, *, is_owner: bool = False) -> str:
        """Open a session; returns the token for its cookie."""
        token = secrets.token_urlsafe(32)
        now = _now()
        async with self._database.writing() as db:
            row = {"token_hash": _digest(token), "opened_at": now, "seen_at": now, "is_owner": is_owner}
            await db.execute(insert(tables.sessions), row)
        self._sessions[_digest(token)] = now
        if is_owner:
            self._owners.add(_digest(token))
        return token

    def is_session(self, token: str) -> bool:
        """Whether the token belongs to a live session."""
        seen = self._sessions.get(_digest(token))
        return seen is not None and _now() - seen < SESSION_LIFE

    def is_owner(self, token: str) -> bool:
        """Whether the token's session may do what is the owner's: any may, until the owner has a PIN."""
        return self.is_session(token) and (not self.pins.has_owners or _digest(token) in self._owners)

    async def see_session(self, token: str) -> None:
        """Extend a session that is in use."""
        digest, now = _digest(token), _now()
        if digest in self._sessions and now - self._sessions[digest] > _SEEN_STEP:
            row = update(tables.sessions).where(tables.sessions.c.token_hash == digest)
            with suppress(NotSaved):  # the next use tries again
                async with self._database.writing() as db:
                    await db.execute(row.values(seen_at=now))
                if digest in self._sessions:  # it may have been ended meanwhile
                    self._sessions[digest] = now

    async def close_session(self, token: str) -> None:
        """End a session, at once and for good; raises NotSaved when the disk takes nothing."""
        digest = _digest(token)
        if self._sessions.pop(digest, None) is not None:
            await self._sign_outs.write(digest, _now())

    async def close_all_sessions(self) -> None:
        """End all sessions, at once and for good; raises NotSaved when the disk takes nothing."""
        # Of a session that was opened before the clock was set back, the sign-out would otherwise be the earlier one.
        at = max([_now(), *self._sessions.values()])
        self._sessions.clear()
        await self._sign_outs.write(ALL, at)

    async def know_device(self) -> str:
        """Remember a device beyond its session; returns the token for its cookie."""
        token, keys = secrets.token_urlsafe(32), tables.keys.c
        known = select(keys.hash).where(keys.kind == DEVICE).order_by(*_newest_first(_digest(token)))
        async with self._database.writing() as db:
            await db.execute(insert(tables.keys), {"hash": _digest(token), "kind": DEVICE, "made_at": _now()})
            kept = (await db.scalars(known.limit(MAX_DEVICES))).all()
            await db.execute(delete(tables.keys).where(keys.kind == DEVICE, keys.hash.not_in(kept)))
        self._devices = set(kept)
        return token

    def is_device(self, token: str) -> bool:
        """Whether the token belongs to a device that has signed in before."""
        return _digest(token) in self._devices

    def _forget_sessions(self, only_owners: bool) -> None:  # noqa: FBT001  a callback
        self._owners.clear()
        if not only_owners:
            self._sessions.clear()


# The one made just now comes first, also where the clock was ahead when the others were made.
def _newest_first(made: str) -> tuple[ColumnElement[bool], ColumnElement[datetime]]:
    return (tables.keys.c.hash == made).desc(), tables.keys.c.made_at.desc()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)
