"""What is done each night: back up, rotate, purge. Or as soon as the machine is on again, if it was off at night."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from storage.backup.backup import BackupError, create_backup, is_due, rotate
from storage.database.retention import purge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from domain.ports import Clock
    from storage.database.engine import Database
    from storage.settings import Settings

T = TypeVar("T")
log = logging.getLogger(__name__)

QUIET_HOUR = 4


class NightlyMaintenance:
    """Cares for the data each night, at QUIET_HOUR by the restaurant's clock."""

    def __init__(
        self, settings: Settings, database: Database, clock: Clock, forget: Callable[[Iterable[str]], None]
    ) -> None:
        """Prepare; `forget` takes the ids of the orders that were purged off the board."""
        self._settings, self._database, self._clock, self._forget = settings, database, clock, forget

    async def run(self) -> None:
        """Do what last night is still owed, and nothing when that was done. Ask often: asking costs nothing.

        A backup that fails is logged and tried again the next time. Raises NotSaved.
        """
        now = self._clock.now()
        if not is_due(self._settings, now, last_night(now, self._settings.timezone)):
            return
        try:
            kept = await beside(lambda: create_backup(self._settings, now))
            dropped = await beside(lambda: rotate(self._settings))
        except (BackupError, OSError) as error:
            log.error("no backup this night: %s", str(error))  # noqa: TRY400  the reason is all there is to say
            return
        log.info("backed up to %s, %d old backups deleted", kept.name, len(dropped))
        # Only now: what was purged by mistake, by a clock set wrong, is in the backup.
        self._forget(await purge(self._database, self._settings.keep_days, now))


def last_night(now: datetime, timezone: str) -> datetime:
    """Return the last QUIET_HOUR (UTC) before `now` by the clock of this zone."""
    local = now.astimezone(ZoneInfo(timezone))
    quiet = local.replace(hour=QUIET_HOUR, minute=0, second=0, microsecond=0)
    return (quiet if quiet <= local else quiet - timedelta(days=1)).astimezone(UTC)


async def beside(work: Callable[[], T]) -> T:
    """Do slow work in a thread that nobody waits for when the program stops, unlike asyncio's own threads."""
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()  # from here on nobody can call it off

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001  raised again where it is awaited
            done.set_exception(error)

    threading.Thread(target=run, name="nightly", daemon=True).start()
    return await asyncio.wrap_future(done)
