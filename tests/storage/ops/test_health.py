"""Readiness and figures, in words and numbers."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pages.server.health import HELP
from storage.backup.backup import create_backup
from storage.clock import ClockJumpDetector
from storage.cluster.cluster import Cluster
from storage.ops import health
from storage.ops.health import EventLoopLagMonitor, Health
from tests.support.waiting import until
from tests.support.world import EVENING, Restaurant

if TYPE_CHECKING:
    from storage.settings import Settings


def health_of(restaurant: Restaurant, settings: Settings, lag: EventLoopLagMonitor) -> Health:
    alone = Cluster(settings.model_copy(update={"database_url": None}))
    return Health(settings, restaurant.database, restaurant.clock, lag, ClockJumpDetector(), alone)


@pytest.fixture
def well(restaurant: Restaurant, settings: Settings, monkeypatch) -> Health:
    monkeypatch.setattr(health, "PROBE_INTERVAL_SECONDS", 0.0)
    return health_of(restaurant, settings, EventLoopLagMonitor())


async def test_a_healthy_restaurant_has_no_complaints(well: Health):
    assert await well.failing_checks() == {"database": "", "disk": "", "outbox": "", "loop": ""}


@pytest.mark.sqlite
async def test_the_probe_is_a_real_write(well: Health, settings: Settings):
    log = settings.database_file.with_name(settings.database_file.name + "-wal")
    sizes = []
    for _ in range(3):
        sizes.append(log.stat().st_size)
        await well.failing_checks()
    assert sizes[0] < sizes[1] < sizes[2]


@pytest.mark.sqlite
async def test_locked_database_is_busy_and_recovers(well: Health, settings: Settings, monkeypatch):
    monkeypatch.setattr(health, "MAX_WRITE_SECONDS", 0.2)
    with closing(sqlite3.connect(settings.database_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert (await well.failing_checks())["database"] == "too busy to write"
        other.execute("COMMIT")
    while (await well.failing_checks())["database"]:  # noqa: ASYNC110  nothing tells when it is free
        await asyncio.sleep(0.05)


@pytest.mark.sqlite
async def test_asking_often_does_not_write_often(well: Health, settings: Settings, monkeypatch):
    monkeypatch.setattr(health, "PROBE_INTERVAL_SECONDS", 60.0)
    await well.failing_checks()
    log = settings.database_file.with_name(settings.database_file.name + "-wal")
    size = log.stat().st_size
    await asyncio.gather(*(well.failing_checks() for _ in range(200)))
    assert log.stat().st_size == size


async def test_a_disk_that_is_almost_full_is_a_complaint(well: Health, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 10**7))
    assert (await well.failing_checks())["disk"] == "almost full"


@pytest.mark.sqlite
async def test_disk_that_has_gone_is_a_complaint(restaurant: Restaurant, settings: Settings, tmp_path):
    away = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/unplugged/bell.sqlite3"})
    gone = health_of(restaurant, away, EventLoopLagMonitor())
    assert (await gone.failing_checks())["disk"] == "cannot be read (No such file or directory)"
    assert "orderbell_disk_free_bytes" not in await gone.metrics()


# What another process could not do better takes none off its proxy, which would be left without any.
async def test_what_is_shared_does_not_count_for_one(well: Health, settings: Settings):
    assert well.advisory == ({"disk", "outbox"} if settings.is_shared else set())


@pytest.mark.sqlite
async def test_space_is_measured_where_the_database_is(restaurant, settings, tmp_path, monkeypatch):
    free = {tmp_path / "far": 10**7, settings.data_dir: 10**9}
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10**9, 0, free[folder]))
    away = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/far/bell.sqlite3"})
    elsewhere = health_of(restaurant, away, EventLoopLagMonitor())
    assert (await elsewhere.failing_checks())["disk"] == "almost full"
    assert (await elsewhere.metrics())["orderbell_disk_free_bytes"] == 10**7


@pytest.mark.sqlite
async def test_a_notice_that_nobody_carries_is_a_complaint(well: Health, restaurant: Restaurant, settings: Settings):
    settings.vapid_subject = "mailto:owner@restaurant.example"
    await restaurant.order()
    with closing(sqlite3.connect(settings.database_file)) as db:
        db.executescript("""
            INSERT INTO subscriptions SELECT 1, id, '', '', '', '', '', NULL, placed_at, NULL FROM orders;
            INSERT INTO outbox
            VALUES (1, 1, 'ready', 1, 0, '2026-03-14 19:00:00', '2026-03-14 19:00:00', 0, NULL, NULL);
        """)
    restaurant.clock.move(minutes=5)
    assert (await well.failing_checks())["outbox"] == ""
    restaurant.clock.move(seconds=1)
    assert (await well.failing_checks())["outbox"] == "a notice waits for 301 s"
    assert (await well.metrics())["orderbell_outbox_oldest_seconds"] == 301
    settings.vapid_subject = None  # nobody is to carry it any more
    assert (await well.failing_checks())["outbox"] == ""


@pytest.mark.sqlite
@pytest.mark.parametrize(("held", "due"), [(1, "2026-03-14 18:00:00"), (0, "2026-03-14 23:00:00")])
async def test_notice_that_is_to_wait_is_no_complaint(well: Health, restaurant: Restaurant, settings, held, due):
    settings.vapid_subject = "mailto:owner@restaurant.example"
    await restaurant.order()
    with closing(sqlite3.connect(settings.database_file)) as db:
        db.execute("INSERT INTO subscriptions SELECT 1, id, '', '', '', '', '', NULL, placed_at, NULL FROM orders")
        notice = held, "2026-03-14 18:00:00", due
        db.execute("INSERT INTO outbox VALUES (1, 1, 'ready', 1, ?, ?, ?, 3, NULL, NULL)", notice)
        db.commit()
    restaurant.clock.move(minutes=30)
    assert (await well.failing_checks())["outbox"] == ""


async def test_delayed_loop_is_a_complaint_and_a_figure(restaurant: Restaurant, settings: Settings):
    pulse = EventLoopLagMonitor()
    beating = asyncio.create_task(pulse.run())
    observed = health_of(restaurant, settings, pulse)

    async def is_on_time():
        return not (await observed.failing_checks())["loop"]

    await until(lambda: len(pulse._delays) > 2)
    await until(is_on_time)
    time.sleep(1.3)  # noqa: ASYNC251  what must not happen, does
    await until(lambda: pulse.recent_max > 1)
    assert re.match(r"late by [1-9]", (await observed.failing_checks())["loop"])
    assert observed.loop_lag()["1"] > 1
    await until(is_on_time)
    beating.cancel()


@pytest.mark.sqlite
async def test_unreadable_backups_take_no_other_figure(well: Health, monkeypatch):
    def refuses(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(health, "newest_backup", refuses)
    metrics = await well.metrics()
    assert "orderbell_disk_free_bytes" in metrics
    assert "orderbell_backup_age_seconds" not in metrics


@pytest.mark.sqlite
async def test_figures_are_plausible(well: Health, restaurant: Restaurant, settings: Settings):
    assert "orderbell_backup_age_seconds" not in await well.metrics()
    create_backup(settings, EVENING)
    restaurant.clock.move(hours=2)
    metrics = await well.metrics()
    assert metrics["orderbell_backup_age_seconds"] == 7200
    assert metrics["orderbell_database_bytes"] == settings.database_file.stat().st_size
    assert all(value >= 0 for value in metrics.values())
    assert metrics.keys() == HELP.keys() - {"orderbell_processes", "orderbell_leads"}
