"""Health checks and metrics: database writes, disk space, outbox, event-loop lag."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.errors import NotRead, NotSaved
from storage.backup.backup import backup_time, newest_backup
from storage.database import tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from domain.ports import Clock
    from storage.clock import ClockJumpDetector
    from storage.cluster.cluster import Cluster
    from storage.database.engine import Database
    from storage.settings import Settings

MIN_FREE_BYTES = 20 * 1024**2
MAX_WRITE_SECONDS = 2.0
MAX_NOTICE_WAIT_SECONDS = 300.0
MAX_LOOP_LAG_SECONDS = 1.0
# /readyz is public and each probe writes to the disk, so probes are rate-limited.
PROBE_INTERVAL_SECONDS = 5.0


class EventLoopLagMonitor:
    """Measures the delay of a periodic timer in the event loop. All figures are seconds, over the last minute."""

    INTERVAL_SECONDS = 0.1
    WINDOW_SECONDS = 60

    def __init__(self) -> None:
        self._delays: deque[float] = deque(maxlen=int(self.WINDOW_SECONDS / self.INTERVAL_SECONDS))

    async def run(self) -> None:
        """Measure until cancelled."""
        now = asyncio.get_running_loop().time
        while True:
            due = now() + self.INTERVAL_SECONDS
            await asyncio.sleep(self.INTERVAL_SECONDS)
            self._delays.append(max(0.0, now() - due))

    def quantile(self, share: float) -> float:
        """Return the quantile of the delays, where `share` is from 0 to 1 and 1 is the maximum."""
        delays = sorted(self._delays)
        return delays[min(len(delays) - 1, int(share * len(delays)))] if delays else 0.0

    @property
    def recent_max(self) -> float:
        """The longest delay of the last second."""
        return max(list(self._delays)[-int(1 / self.INTERVAL_SECONDS) :], default=0.0)


class Health:
    """Checks for /readyz and figures for /metrics."""

    def __init__(  # noqa: PLR0913, PLR0917  all that can be ill
        self,
        settings: Settings,
        database: Database,
        clock: Clock,
        lag: EventLoopLagMonitor,
        jumps: ClockJumpDetector,
        cluster: Cluster,
    ) -> None:
        self._settings, self._database, self._clock, self._cluster = settings, database, clock, cluster
        self._lag, self._jumps = lag, jumps
        self._probe: asyncio.Task[str] | None = None
        self._probed_at = float("-inf")
        # Of several processes all would fail these at once, and the proxy before them would be left without any.
        self.advisory = frozenset({"disk", "outbox"} if settings.is_shared else ())

    async def failing_checks(self) -> Mapping[str, str]:
        """Return the checks by name, each with what is wrong; an empty text stands for a check that passed."""
        try:
            waited, unreadable = await self._oldest_notice_seconds(), ""
        except NotRead as error:
            waited, unreadable = 0.0, f"cannot be read ({error})"
        # While push is off, nobody is to send what is left.
        is_late = waited > MAX_NOTICE_WAIT_SECONDS and self._settings.vapid_subject is not None
        return {
            "database": unreadable or await self._probe_write(),
            "disk": self._find_fault_of_disk(),
            "outbox": f"a notice waits for {waited:.0f} s" if is_late else "",
            "loop": f"late by {self._lag.recent_max:.1f} s" if self._lag.recent_max > MAX_LOOP_LAG_SECONDS else "",
            **self._cluster.failing_checks(),
        }

    async def metrics(self) -> Mapping[str, float]:
        """Return the figures by their Prometheus names; times are in seconds, sizes in bytes."""
        now = self._clock.now()
        figures = {}
        with suppress(OSError):  # the nightly maintenance logs it
            if (newest := newest_backup(self._settings, now)) and (at := backup_time(newest)):
                figures["orderbell_backup_age_seconds"] = (now - at).total_seconds()
        with suppress(OSError):
            figures["orderbell_disk_free_bytes"] = self._free_bytes()
        return {
            **figures,
            "orderbell_database_bytes": await self._measure_database(),
            "orderbell_outbox_oldest_seconds": await self._oldest_notice_seconds(),
            **await self._cluster.metrics(self._database),
            "orderbell_clock_set_times": self._jumps.jump_count,
        }

    def loop_lag(self) -> Mapping[str, float]:
        """Return quantiles (as text) of the event loop's lag in the last minute, in seconds."""
        return {quantile: self._lag.quantile(float(quantile)) for quantile in ("0.5", "0.99", "1")}

    # The probe queues behind taps. It is not cancelled: that could leave the writer's connection in an unknown state.
    async def _probe_write(self) -> str:
        if self._probe is None or (self._probe.done() and time.monotonic() - self._probed_at > PROBE_INTERVAL_SECONDS):
            self._probe, self._probed_at = asyncio.create_task(self._try_to_write()), time.monotonic()
        done, _ = await asyncio.wait([self._probe], timeout=MAX_WRITE_SECONDS)
        return self._probe.result() if done else "too busy to write"

    async def _try_to_write(self) -> str:
        try:
            async with self._database.writing() as db:
                await self._database.dialect.probe_write(db)
        except NotSaved as error:
            return f"cannot be written ({error})"
        return ""

    async def _oldest_notice_seconds(self) -> float:
        async with self._database.reading() as db:
            due = await db.scalar(select(func.min(tables.outbox.c.due_at)).where(tables.outbox.c.held.is_(False)))
        waited: timedelta | None = self._clock.now() - due if due else None
        return max(0.0, waited.total_seconds()) if waited else 0.0

    async def _measure_database(self) -> int:
        async with self._database.reading() as db:
            return await self._database.dialect.measure_bytes(db)

    # Of a disk that was taken out, or a folder that was moved, the open database goes on as if it were there.
    def _find_fault_of_disk(self) -> str:
        try:
            return "" if self._free_bytes() >= MIN_FREE_BYTES else "almost full"
        except OSError as error:
            return f"cannot be read ({error.strerror})"

    def _free_bytes(self) -> int:
        return shutil.disk_usage(self._settings.database_folder).free
