"""OrderBell's composition root and command line: settings, storage, kitchen, pages, scheduler, in this order."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from pydantic import ValidationError

from domain.estimate import Estimator
from domain.kitchen import Kitchen
from pages.app import web_app
from pages.health import health_pages
from pages.house import House
from pages.live import LiveBoard
from pages.notice_words import speaker
from pages.serving import CannotListen, listening, serve
from pages.soft_opening import SoftOpening
from storage.backup import BackupFailed
from storage.bell import Bell
from storage.care import backup_now, restore_backup
from storage.clock import ClockWatch, SystemClock
from storage.engine import Database
from storage.health import Health, Pulse
from storage.keys import Keys
from storage.ledger import SqlLedger
from storage.logs import unhandled, write_logs
from storage.nightly import Nightly
from storage.opening import CannotOpen, opened, throw_away
from storage.settings import Settings, mistakes
from storage.welcome import welcome

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from socket import socket

    Job = tuple[Callable[[], Awaitable[None]], int]

log = logging.getLogger("orderbell")

COMMANDS = {
    "serve": "open the restaurant (the default)",
    "demo": "open a restaurant that plays by itself, on a throw-away database",
    "backup": "make a verified backup, while OrderBell runs or not",
    "restore": "put the newest backup back, or the one that is named",
    "new-pin": "make another staff PIN; every tablet signs in anew",
    "new-api-key": "make another API key; the one before lives on",
}
CARE = {"backup": backup_now, "restore": restore_backup}


def main(arguments: list[str]) -> int:
    """Run a command; returns the exit status: 0 done, 1 found something wrong, 2 could not."""
    command, arguments = _taken(arguments, "serve")
    name, flags = _taken(arguments, "") if command == "restore" else ("", arguments)
    if command not in COMMANDS or {"-h", "--help"} & set(arguments):
        return _usage(command)
    os.umask(0o077)  # what we write is ours alone
    try:
        settings = Settings(_cli_parse_args=flags, _cli_prog_name="main.py")
        write_logs(settings)
        return _care(command, settings, name) if command in CARE else _open(command, settings)
    except ValidationError as error:
        print("OrderBell cannot start with these settings:", *mistakes(error), sep="\n  ", file=sys.stderr)
    except (CannotOpen, CannotListen, BackupFailed) as error:
        print(error, file=sys.stderr)
    return 2


def _care(command: str, settings: Settings, name: str) -> int:
    print(CARE[command](settings, name))
    return 0


def _open(command: str, settings: Settings) -> int:
    with throw_away(settings) if command == "demo" else nullcontext(settings) as settings, opened(settings):
        return asyncio.run(_run(command, settings))


async def _run(command: str, settings: Settings) -> int:
    asyncio.get_running_loop().set_exception_handler(unhandled)
    database = Database(settings.database)
    try:
        keys = Keys(database, settings)
        first_pin = await keys.open()
        match command:
            case "new-pin":
                print(f"The new staff PIN is {await keys.new_pin()}. It is not shown again.")
            case "new-api-key":
                print(f"The new API key is {await keys.new_api_key()}\nIt is not shown again.")
            case _:
                with closing(listening(settings.host, settings.port)) as listener:
                    await _serve(settings, database, keys, first_pin, listener, is_demo=command == "demo")
        return 0
    finally:
        await database.close()


async def _serve(
    settings: Settings, database: Database, keys: Keys, first_pin: str | None, listener: socket, *, is_demo: bool
) -> None:
    board, clock, pulse, watch = LiveBoard(), SystemClock(), Pulse(), ClockWatch()
    speak = speaker(settings.languages, settings.timezone)
    bell = Bell(settings, database, clock, speak=speak, link=lambda order: f"{settings.address}/t/{order.token}")
    kitchen = Kitchen(SqlLedger(database), board, clock, bell, Estimator())
    house = House(
        name=settings.restaurant_name,
        address=settings.address,
        origins=settings.origins,
        timezone=settings.timezone,
        languages=settings.languages,
        board_for_staff=settings.board_for_staff,
        kitchen=kitchen,
        board=board,
        keys=keys,
        bell=bell,
        clock=clock,
    )
    nightly = Nightly(settings, database, clock, board.forget)
    app = web_app(house, health_pages(Health(settings, database, clock, pulse, watch), board))
    await bell.open()
    await kitchen.open()
    jobs: list[Job] = [
        (kitchen.refresh_estimates, 15),
        (kitchen.learn, 60),
        (kitchen.forget_ended, 600),
        (bell.tidy, 600),
        *([] if is_demo else [(nightly.care, 600)]),
    ]
    scheduler = scheduled(jobs)
    beside = [pulse.run(), keep_planned(scheduler, watch), *([SoftOpening(kitchen, board).run()] if is_demo else [])]
    tasks = [asyncio.create_task(work) for work in beside]
    print(welcome(settings, first_pin), flush=True)
    try:
        await serve(app, listener, proxies=settings.forwarded_allow_ips)
    finally:
        for task in tasks:
            task.cancel()
        scheduler.shutdown(wait=False)
        await kitchen.close()
        await bell.close()


def scheduled(jobs: Iterable[Job]) -> AsyncIOScheduler:
    """Start a scheduler that runs each job now and every so many seconds: late rather than never, and never twice."""
    lenient = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=lenient)
    for job, seconds in jobs:
        scheduler.add_job(job, "interval", seconds=seconds)
    scheduler.start()
    return scheduler


async def keep_planned(scheduler: AsyncIOScheduler, watch: ClockWatch, look_seconds: float = 5) -> None:
    """Plan all jobs anew whenever the clock is set: set back an hour, the scheduler would wait for an hour."""
    while True:
        await asyncio.sleep(look_seconds)
        if moved := watch.moved():
            log.warning("the clock was set by %+.0f s; every job is planned anew", moved)
            for job in scheduler.get_jobs():
                job.reschedule("interval", seconds=job.trigger.interval.total_seconds())


def _taken(arguments: list[str], default: str) -> tuple[str, list[str]]:
    is_given = bool(arguments) and not arguments[0].startswith("-")
    return (arguments[0], arguments[1:]) if is_given else (default, arguments)


def _usage(command: str) -> int:
    out = sys.stdout if command in COMMANDS else sys.stderr
    print("usage: main.py [command] [flags]\n\ncommands:", file=out)
    for name, says in COMMANDS.items():
        print(f"  {name:14}{says}", file=out)
    if command in COMMANDS:
        Settings(_cli_parse_args=["--help"], _cli_prog_name="main.py")
    return 0 if command in COMMANDS else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
