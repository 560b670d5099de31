"""Nightly maintenance: backup, rotation, deletion of old orders. Catches up when the machine was off at night."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from domain.leadership import Alone
from storage.backup.backup import backup_time, create_backup, list_backups, rotate
from storage.database.retention import purge
from storage.errors import BackupError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from domain.leadership import Leadership
    from domain.ports import Clock
    from storage.database.engine import Database
    from storage.settings import Settings

T = TypeVar("T")
log = logging.getLogger(__name__)

_ALONE = Alone()
QUIET_HOUR = 4  # local time of the restaurant


class NightlyMaintenance:
    """Maintains the data once a night, at QUIET_HOUR in the restaurant's zone.

    `forget` takes the ids of the deleted orders off the board.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        clock: Clock,
        forget: Callable[[Iterable[str]], None],
        leadership: Leadership = _ALONE,
    ) -> None:
        self._settings, self._database, self._clock, self._forget = settings, database, clock, forget
        self._leadership = leadership
        self._purged_for: datetime | None = None

    async def run(self) -> None:
        """Do last night's maintenance unless it is done. Call it often: the check is cheap.

        A backup that fails is logged and tried again at the next call. Raises NotSaved.
        """
        if not self._leadership.is_held:
            return
        now = self._clock.now()
        night = last_quiet_hour(now, self._settings.timezone)
        # The backup of a shared database is the server's (`main.py backup` says how).
        if not self._settings.is_shared and not await self._ensure_backup(now, night):
            return
        # After the backup: it then holds orders that are deleted by mistake, for example because the clock is wrong.
        # After a start it is done once more, which does no harm.
        if self._purged_for != night:
            self._forget(await purge(self._database, self._settings.keep_days, now))
            self._purged_for = night

    async def _ensure_backup(self, now: datetime, night: datetime) -> bool:
        try:
            if not is_due(self._settings, now, night):
                return True
            made = await run_in_daemon_thread(lambda: create_backup(self._settings, now))
            deleted = await run_in_daemon_thread(lambda: rotate(self._settings, now))
        except (BackupError, OSError) as error:
            log.error("no backup this night: %s", str(error))  # noqa: TRY400  the reason is all there is to say
            return False
        log.info("backed up to %s, %d old backups deleted", made.name, len(deleted))
        return True


def is_due(settings: Settings, now: datetime, night: datetime) -> bool:
    """Whether no backup was made since `night` (UTC).

    A backup from the future does not count: it was made before the clock was set back.
    """
    return not any(night <= at <= now for at in map(backup_time, list_backups(settings)) if at)


def last_quiet_hour(now: datetime, timezone: str) -> datetime:
    """Return the last QUIET_HOUR (UTC) before `now` by the clock of this zone."""
    local = now.astimezone(ZoneInfo(timezone))
    quiet = local.replace(hour=QUIET_HOUR, minute=0, second=0, microsecond=0)
    return (quiet if quiet <= local else quiet - timedelta(days=1)).astimezone(UTC)


async def run_in_daemon_thread(work: Callable[[], T]) -> T:
    """Run slow work in a daemon thread, which does not delay the end of the process as asyncio's threads do."""
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()  # a running future cannot be cancelled

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001  raised again where it is awaited
            done.set_exception(error)

    threading.Thread(target=run, name="nightly", daemon=True).start()
    return await asyncio.wrap_future(done)
