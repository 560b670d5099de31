"""Periodic jobs on APScheduler, rescheduled when the clock is set."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage.clock import SystemClock

if TYPE_CHECKING:
    from storage.clock import ClockJumpDetector

log = logging.getLogger(__name__)

ESTIMATES_JOB = "estimates"
CLOCK_CHECK_SECONDS = 5.0


class Job(NamedTuple):
    """A coroutine function that the scheduler calls at an interval."""

    id: str
    run: Callable[[], Awaitable[None]]
    interval_seconds: float


def start_scheduler(jobs: Iterable[Job]) -> AsyncIOScheduler:
    """Start a scheduler. A job that is late runs once, and no job runs twice at a time."""
    lenient = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=lenient)
    for job in jobs:
        scheduler.add_job(job.run, "interval", id=job.id, seconds=job.interval_seconds)
    scheduler.start()
    return scheduler


async def reschedule_after_clock_jumps(
    scheduler: AsyncIOScheduler, jumps: ClockJumpDetector, check_seconds: float = CLOCK_CHECK_SECONDS
) -> None:
    """Reschedule all jobs when the clock was set: after an hour back, the scheduler would wait for an hour.

    Estimates are refreshed at once. Jobs that delete wait for their interval, in case the clock is set right again.
    """
    while True:
        await asyncio.sleep(check_seconds)
        if jump := jumps.measure_jump():
            log.warning("the clock was set by %+.0f s; all jobs are rescheduled", jump)
            for job in scheduler.get_jobs():
                job.reschedule("interval", seconds=job.trigger.interval.total_seconds())
            scheduler.modify_job(ESTIMATES_JOB, next_run_time=SystemClock().now())


@asynccontextmanager
async def run_in_background(*coroutines: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run coroutines until the block ends, then cancel them. One that fails is logged; the others go on."""
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    for task in tasks:
        task.add_done_callback(_log_failure)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


# asyncio itself would tell only of a task that nobody holds any more.
def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("a background task has stopped", exc_info=error)
