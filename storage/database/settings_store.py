"""Owner's settings: kept in the database as they were written, and put into the running settings at once."""

from __future__ import annotations

import base64
import hashlib
import logging
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError
from sqlalchemy import delete, insert, select

from storage.database import tables
from storage.owner_settings import OwnerSettings
from storage.settings_errors import Advice, advise

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from storage.database.engine import Database
    from storage.settings import Settings

log = logging.getLogger(__name__)

LOGO = "logo"
_FIELDS = list(OwnerSettings.model_fields)
MAX_LOGO_BYTES = 48 * 1024
# By the first bytes of the file. SVG is not taken: it can carry scripts.
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}


class Logo(NamedTuple):
    """The restaurant's picture; `digest` changes with it."""

    content: bytes
    media_type: str
    digest: str


class SettingsStore:
    """Keeps what the owner sets. What flags, environment or .env give stands above it and cannot be changed here.

    `current` is the one object that the whole program reads its settings from, at each use.
    """

    max_logo_bytes = MAX_LOGO_BYTES

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self.current = database, settings
        self.given = frozenset(settings.model_fields_set & OwnerSettings.model_fields.keys())
        self.logo: Logo | None = None
        self._followers: list[Callable[[], Awaitable[None]]] = []

    def follow(self, follower: Callable[[], Awaitable[None]]) -> None:
        """Call this after each change."""
        self._followers.append(follower)

    async def open(self) -> None:
        """Read what is kept. A value that does not work any more is left out and logged."""
        async with self._database.reading() as db:
            kept = {row.name: row.value for row in await db.execute(select(tables.settings))}
        self.logo = _read_logo(base64.b64decode(kept.pop(LOGO, "")))
        # In the order of the fields, because what one may be can depend on those before it.
        for name, text in sorted(kept.items(), key=lambda row: _FIELDS.index(row[0]) if row[0] in _FIELDS else 0):
            if advice := self._check({name: text}):
                log.warning("the setting %s from the settings page is left out: %s", name, *map(str, advice.values()))
            else:
                self._put({name: text})

    async def save(self, written: Mapping[str, str]) -> dict[str, Advice]:
        """Keep these values, written as in the environment, and use them from now on.

        Returns what to write instead, by setting, and then changes nothing. Raises NotSaved.
        """
        changed = {name: text.strip() for name, text in written.items() if self._is_editable(name)}
        if wrong := self._check(changed):
            return wrong
        await self._keep(changed)
        self._put(changed)
        await self._tell_followers()
        return {}

    async def read_again(self) -> None:
        """Read the table again, which another process has changed."""
        await self.open()
        await self._tell_followers()

    async def save_logo(self, content: bytes) -> Advice | None:
        """Keep this picture, or none when it is empty; returns what to send instead. Raises NotSaved."""
        logo = _read_logo(content)
        if content and (logo is None or len(content) > MAX_LOGO_BYTES):
            return Advice("choose a PNG, JPEG or WebP picture of at most {limit} KB", str(MAX_LOGO_BYTES // 1024))
        await self._keep({LOGO: base64.b64encode(content).decode()})
        self.logo = logo
        await self._tell_followers()
        return None

    async def _tell_followers(self) -> None:
        for follower in self._followers:
            await follower()

    def _is_editable(self, name: str) -> bool:
        return name in OwnerSettings.model_fields and name not in self.given

    def _check(self, written: Mapping[str, str]) -> dict[str, Advice]:
        draft, wrong = self.current.model_copy(), {}
        for name, text in written.items():
            try:
                setattr(draft, name, _read(name, text))
            except ValidationError as error:
                wrong[name] = advise(error)[0]
        return wrong

    def _put(self, written: Mapping[str, str]) -> None:
        for name, text in written.items():
            if self._is_editable(name):
                setattr(self.current, name, _read(name, text))

    async def _keep(self, written: Mapping[str, str]) -> None:
        rows = [{"name": name, "value": text} for name, text in written.items()]
        if rows:
            async with self._database.writing() as db:
                await db.execute(delete(tables.settings).where(tables.settings.c.name.in_(list(written))))
                await db.execute(insert(tables.settings), rows)


# Where nothing is a value, an empty field means it.
def _read(name: str, text: str) -> str | None:
    return None if not text and OwnerSettings.model_fields[name].default is None else text


def _read_logo(content: bytes) -> Logo | None:
    for begin, media_type in _PICTURES.items():
        if content.startswith(begin) and (begin != b"RIFF" or content[8:12] == b"WEBP"):
            return Logo(content, media_type, hashlib.sha256(content).hexdigest()[:12])
    return None
