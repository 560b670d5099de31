"""OrderBell's composition root and command line: settings, storage, kitchen, pages, scheduler, in this order."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Iterable
from contextlib import closing, nullcontext
from socket import socket

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from domain.estimation import Estimator
from domain.kitchen import Kitchen
from pages.app import secure_app, web_app
from pages.context import AppContext
from pages.demo import DemoRestaurant
from pages.guest.notification_texts import notification_writer
from pages.live import LiveBoard
from pages.server.health import health_routes
from pages.server.server import CannotListen, open_listener, serve
from storage.backup.data_folder import open_data_folder, temporary_data_folder
from storage.backup.nightly import NightlyMaintenance
from storage.clock import ClockJumpDetector, SystemClock
from storage.database.credentials import CredentialStore
from storage.database.engine import Database
from storage.database.report_queries import ReportQueries
from storage.database.unit_of_work import SqlOrderStore
from storage.files import OperatorError
from storage.ops import cli
from storage.ops.banner import banner_text
from storage.ops.cli import Arguments
from storage.ops.commands import MAINTENANCE
from storage.ops.health import EventLoopLagMonitor, Health
from storage.ops.logging import configure_logging, log_unhandled
from storage.push.service import PushService
from storage.settings import Settings
from storage.settings_errors import load_settings


def main(arguments: list[str]) -> int:
    """Run a command; returns the exit status: 0 when it was done, 1 when something is wrong, 2 when it cannot be."""
    asked = cli.read(arguments)
    if asked.wants_help or not asked.is_known:
        return _usage(asked)
    os.umask(0o077)  # what we write is ours alone
    try:
        settings = load_settings(asked.flags)
        configure_logging(settings)
        return _obey(asked, settings)
    except (OperatorError, CannotListen) as error:
        print(error, file=sys.stderr)
    return 2


def _obey(asked: Arguments, settings: Settings) -> int:
    if care := MAINTENANCE.get(asked.command):
        answer = care(settings, asked.name)
        print(answer.says)
        return 0 if answer.is_well else 1
    is_demo = asked.command == "demo"
    with temporary_data_folder(settings) if is_demo else nullcontext(settings) as used, open_data_folder(used):
        asyncio.run(_open(used, is_demo=is_demo))
    return 0


async def _open(settings: Settings, *, is_demo: bool) -> None:
    asyncio.get_running_loop().set_exception_handler(log_unhandled)
    database = Database(settings.database)
    try:
        credentials = CredentialStore(database, settings)
        first_pin = await credentials.open()
        with closing(open_listener(settings.host, settings.port)) as listener:
            print(banner_text(settings, first_pin), flush=True)
            await _serve(settings, database, credentials, listener, is_demo=is_demo)
    finally:
        await database.close()


async def _serve(
    settings: Settings, database: Database, credentials: CredentialStore, listener: socket, *, is_demo: bool
) -> None:
    board, clock, pulse, watch = LiveBoard(), SystemClock(), EventLoopLagMonitor(), ClockJumpDetector()
    write_text = notification_writer(settings.languages, settings.timezone)
    push = PushService(
        settings, database, clock, write_text=write_text, link=lambda order: f"{settings.address}/t/{order.token}"
    )
    kitchen = Kitchen(SqlOrderStore(database), board, clock, push, Estimator())
    context = AppContext(
        name=settings.restaurant_name,
        base_url=lambda: settings.address,
        origins=settings.origins,
        timezone=settings.timezone,
        languages=settings.languages,
        board_for_staff=settings.board_for_staff,
        kitchen=kitchen,
        board=board,
        credentials=credentials,
        push=push,
        report_queries=ReportQueries(database),
        clock=clock,
    )
    app = web_app(context, health_routes(Health(settings, database, clock, pulse, watch), board))
    await push.open()
    await kitchen.open()
    jobs = [(kitchen.refresh_estimates, 15), (kitchen.learn, 60), (kitchen.forget_ended, 600), (push.tidy, 600)]
    scheduler = scheduled(
        jobs if is_demo else [*jobs, (NightlyMaintenance(settings, database, clock, kitchen.forget).run, 300)]
    )
    beside = [pulse.run(), keep_planned(scheduler, watch), *([DemoRestaurant(kitchen, board).run()] if is_demo else [])]
    tasks = [asyncio.create_task(work) for work in beside]
    try:
        await serve(secure_app(app, context), listener, proxies=settings.forwarded_allow_ips)
    finally:
        for task in tasks:
            task.cancel()
        scheduler.shutdown(wait=False)
        await kitchen.close()
        await push.close()


def scheduled(jobs: Iterable[tuple[Callable[[], Awaitable[None]], int]]) -> AsyncIOScheduler:
    """Start a scheduler that runs each job every so many seconds: late rather than never, and never twice."""
    lenient = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=lenient)
    for job, seconds in jobs:
        scheduler.add_job(job, "interval", seconds=seconds)
    scheduler.start()
    return scheduler


async def keep_planned(scheduler: AsyncIOScheduler, watch: ClockJumpDetector, look_seconds: float = 5) -> None:
    """Plan all jobs anew whenever the clock is set: set back an hour, the scheduler would wait for an hour."""
    while True:
        await asyncio.sleep(look_seconds)
        if moved := watch.moved():
            logging.getLogger("orderbell").warning("the clock was set by %+.0f s; every job is planned anew", moved)
            for job in scheduler.get_jobs():
                job.reschedule("interval", seconds=job.trigger.interval.total_seconds())
            scheduler.get_jobs()[0].modify(next_run_time=SystemClock().now())  # estimates; what deletes has time


def _usage(asked: Arguments) -> int:
    print(cli.usage(), file=sys.stdout if asked.is_known else sys.stderr)
    if asked.is_known:
        Settings(_cli_parse_args=["--help"], _cli_prog_name="main.py")  # prints the flags and exits
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
