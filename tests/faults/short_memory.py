"""Imported by a server under test: shortens what waits, so that a soak of ten minutes passes as a month does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from nicegui import Client

import main
from domain import kitchen, updates
from pages.components import live_page
from pages.security import auth
from pages.server import garbage
from storage.ops import scheduler

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apscheduler.schedulers.asyncio import AsyncIOScheduler

# A month in ten minutes makes a day of twenty seconds.
DAY = timedelta(seconds=20)
MAX_INTERVAL_SECONDS = 60.0

live_page.RECONNECT_TIMEOUT_SECONDS = 4.0
garbage.LOOK_SECONDS = 2.0
Client.prune_instances.__func__.__kwdefaults__["client_age_threshold"] = 4.0
for module in (updates, kitchen, auth):
    vars(module)["LINK_LIFE"] = DAY


def _start_scheduler(jobs: Iterable[scheduler.Job]) -> AsyncIOScheduler:
    rare = (job._replace(interval_seconds=5.0) if job.interval_seconds > MAX_INTERVAL_SECONDS else job for job in jobs)
    return scheduler.start_scheduler(rare)


vars(main)["start_scheduler"] = _start_scheduler
