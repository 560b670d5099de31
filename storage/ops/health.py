"""How the program is: can it write, is there space, are notices carried, does the event loop keep its beat."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections import deque
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from domain.errors import NotSaved
from storage.backup.backup import backups, made_at
from storage.database import tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from domain.ports import Clock
    from storage.clock import ClockJumpDetector
    from storage.database.engine import Database
    from storage.settings import Settings

LEAST_FREE = 20 * 1024**2
SLOW_WRITE_SECONDS = 2.0
LATE_NOTICE_SECONDS = 300.0
LATE_BEAT_SECONDS = 1.0
# Anybody may ask whether we are ready, and each probe writes to the disk: so often, and no oftener.
PROBE_EVERY_SECONDS = 5.0
# "OBel" in the header of the database file. Writing it is a real write, and changes nothing.
_APPLICATION_ID = 0x4F42656C


class EventLoopLagMonitor:
    """Beats in the event loop, and notes how late each beat comes. All figures are seconds, of the last minute."""

    EVERY = 0.1

    def __init__(self) -> None:
        """Begin with no beat."""
        self._late: deque[float] = deque(maxlen=int(60 / self.EVERY))

    async def run(self) -> None:
        """Beat until cancelled."""
        now = asyncio.get_running_loop().time
        while True:
            due = now() + self.EVERY
            await asyncio.sleep(self.EVERY)
            self._late.append(max(0.0, now() - due))

    def quantile(self, part: float) -> float:
        """Return the lateness that this part of the beats did not exceed; 1.0 asks for the worst."""
        beats = sorted(self._late)
        return beats[min(len(beats) - 1, int(part * len(beats)))] if beats else 0.0

    @property
    def latest(self) -> float:
        """The worst of the last second."""
        return max(list(self._late)[-int(1 / self.EVERY) :], default=0.0)


class Health:
    """Looks at the whole program. `/readyz` and `/metrics` show what it sees."""

    def __init__(
        self, settings: Settings, database: Database, clock: Clock, pulse: EventLoopLagMonitor, watch: ClockJumpDetector
    ) -> None:
        """Look at these."""
        self._settings, self._database, self._clock = settings, database, clock
        self._pulse, self._watch = pulse, watch
        self._probe: asyncio.Task[str] | None = None
        self._probed_at = float("-inf")

    async def failing_checks(self) -> Mapping[str, str]:
        """Return for each thing that guests and kitchen depend on what is wrong with it; nothing when it is well."""
        try:
            late, unread = await self._oldest_notice(), ""
        except DBAPIError as error:
            late, unread = 0.0, f"cannot be read ({type(error.orig).__name__})"
        return {
            "database": unread or await self._write(),
            "disk": "" if self._free() >= LEAST_FREE else "almost full",
            "outbox": f"a notice waits for {late:.0f} s" if late > LATE_NOTICE_SECONDS else "",
            "loop": f"late by {self._pulse.latest:.1f} s" if self._pulse.latest > LATE_BEAT_SECONDS else "",
        }

    async def metrics(self) -> Mapping[str, float]:
        """Return the figures by the names Prometheus knows them by; times are seconds, sizes bytes."""
        newest = next(map(made_at, backups(self._settings)), None)
        age = {"orderbell_backup_age_seconds": (self._clock.now() - newest).total_seconds()} if newest else {}
        return {
            "orderbell_disk_free_bytes": self._free(),
            "orderbell_database_bytes": self._settings.database_file.stat().st_size,
            "orderbell_outbox_oldest_seconds": await self._oldest_notice(),
            **age,
            "orderbell_clock_set_times": self._watch.times_set,
        }

    def loop_lag(self) -> Mapping[str, float]:
        """Return quantiles (as text) of the event loop's lag in the last minute, in seconds."""
        return {quantile: self._pulse.quantile(float(quantile)) for quantile in ("0.5", "0.99", "1")}

    # The probe waits its turn behind the taps. Cancelling it midway would leave the writer's connection in doubt.
    async def _write(self) -> str:
        if self._probe is None or (self._probe.done() and time.monotonic() - self._probed_at > PROBE_EVERY_SECONDS):
            self._probe, self._probed_at = asyncio.create_task(self._try_to_write()), time.monotonic()
        done, _ = await asyncio.wait([self._probe], timeout=SLOW_WRITE_SECONDS)
        return self._probe.result() if done else "too busy to write"

    async def _try_to_write(self) -> str:
        try:
            async with self._database.writing() as db:
                await db.exec_driver_sql(f"PRAGMA application_id={_APPLICATION_ID}")
        except NotSaved as error:
            return f"cannot be written ({error})"
        return ""

    async def _oldest_notice(self) -> float:
        async with self._database.reading() as db:
            due = await db.scalar(select(func.min(tables.outbox.c.due_at)).where(tables.outbox.c.held.is_(False)))
        waited: timedelta | None = self._clock.now() - due if due else None
        return max(0.0, waited.total_seconds()) if waited else 0.0

    def _free(self) -> int:
        return shutil.disk_usage(self._settings.data_dir).free
