"""A clock jump is detected, and every job is rescheduled."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from storage.clock import ClockJumpDetector
from storage.ops.scheduler import ESTIMATES_JOB, Job, reschedule_after_clock_jumps, start_scheduler
from tests.support.waiting import until

HOUR = 3600.0


class Clocks:
    """A wall clock and a monotonic clock, both moved by hand."""

    def __init__(self) -> None:
        self.wall, self.monotonic = 1_000_000.0, 50.0
        self.reads = 0

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.monotonic += seconds

    def watch(self) -> ClockJumpDetector:
        return ClockJumpDetector(self._read_wall, lambda: self.monotonic)

    def _read_wall(self) -> float:
        self.reads += 1
        return self.wall

    async def be_read(self) -> None:
        """Wait until the watch has looked twice more: whatever its first look begins has then begun."""
        before = self.reads
        await until(lambda: self.reads >= before + 2)


@pytest.mark.parametrize("seconds", [HOUR, -HOUR, 10.0, -10.0])
def test_a_clock_that_was_set_is_noticed_once(seconds: float):
    clocks = Clocks()
    watch = clocks.watch()
    clocks.pass_by(5)
    assert watch.measure_jump() == 0
    clocks.wall += seconds
    clocks.pass_by(5)
    assert watch.measure_jump() == pytest.approx(seconds)
    clocks.pass_by(5)
    assert watch.measure_jump() == 0
    assert watch.jump_count == 1


def test_slowly_corrected_clock_was_not_set():
    clocks = Clocks()
    watch = clocks.watch()
    for _ in range(1000):
        clocks.pass_by(5)
        clocks.wall += 0.5
        assert watch.measure_jump() == 0


async def _runs_after_a_jump(monkeypatch, seconds: float, *, watched: bool) -> int:
    shift = timedelta(0)

    class Shifted(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + shift

    for module in ("schedulers.base", "triggers.interval", "executors.base"):
        monkeypatch.setattr(f"apscheduler.{module}.datetime", Shifted)
    monkeypatch.setattr("storage.clock.datetime", Shifted)
    runs: list[float] = []

    async def job() -> None:
        runs.append(0)

    scheduler = start_scheduler([Job(ESTIMATES_JOB, job, 0.2)])
    watch = ClockJumpDetector(lambda: Shifted.now().timestamp())
    keeping = (
        asyncio.create_task(reschedule_after_clock_jumps(scheduler, watch, check_seconds=0.1)) if watched else None
    )
    await until(lambda: runs)
    shift = timedelta(seconds=seconds)
    await asyncio.sleep(0.3)  # a run that was due already is none of those that are counted
    runs.clear()
    if watched:
        await until(lambda: len(runs) >= 3)
    else:
        await asyncio.sleep(1.2)  # six runs would have been due: what does not come has no condition to wait for
    scheduler.shutdown(wait=False)
    if keeping:
        keeping.cancel()
    return len(runs)


@pytest.mark.parametrize("seconds", [HOUR, -HOUR])
async def test_jobs_go_on_when_the_clock_is_set(monkeypatch, seconds: float):
    assert await _runs_after_a_jump(monkeypatch, seconds, watched=True) >= 3


async def test_only_frequent_jobs_run_when_the_clock_is_set():
    async def often() -> None:
        runs.append("often")

    async def seldom() -> None:
        runs.append("seldom")

    runs: list[str] = []
    clocks = Clocks()
    scheduler = start_scheduler([Job("deletion", seldom, 600), Job(ESTIMATES_JOB, often, 60)])
    keeping = asyncio.create_task(reschedule_after_clock_jumps(scheduler, clocks.watch(), check_seconds=0.05))
    await clocks.be_read()
    assert runs == []
    clocks.wall -= HOUR
    await until(lambda: runs)
    await clocks.be_read()
    keeping.cancel()
    scheduler.shutdown(wait=False)
    assert runs == ["often"]


async def test_without_the_watch_a_clock_set_back_stops_jobs(monkeypatch):
    assert await _runs_after_a_jump(monkeypatch, -HOUR, watched=False) == 0


async def test_estimates_are_shown_across_a_clock_set_back(restaurant):
    order = await restaurant.order()
    for hours in (-1, 1, 3, -3):
        at = restaurant.clock.move(hours=hours)
        await restaurant.kitchen.refresh_estimates()
        shown = restaurant.shown(order).estimate
        assert shown.updated_at == at
        assert shown.latest >= shown.likely >= shown.earliest >= at
