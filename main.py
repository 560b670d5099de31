"""OrderBell's composition root and command line: settings, storage, kitchen, pages, scheduler, in this order."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import uvicorn
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from pydantic import ValidationError

from domain.estimate import Estimator
from domain.kitchen import Kitchen
from pages.app import web_app
from pages.doorstep import Doorstep
from pages.house import House
from pages.live import LiveBoard
from pages.notice_words import speaker
from pages.sockets import MOST_BYTES
from pages.soft_opening import SoftOpening
from storage.bell import Bell
from storage.clock import SystemClock
from storage.engine import Database
from storage.keys import Keys
from storage.ledger import SqlLedger
from storage.opening import CannotOpen, opened, throw_away
from storage.settings import Settings, mistakes
from storage.welcome import welcome

if TYPE_CHECKING:
    from collections.abc import Iterator

REFRESH_SECONDS = 15
LEARN_SECONDS = 60
STOP_SECONDS = 2

COMMANDS = {
    "serve": "open the restaurant (the default)",
    "demo": "open a restaurant that plays by itself, on a throw-away database",
    "new-pin": "make another staff PIN; every tablet signs in anew",
    "new-api-key": "make another API key; the one before lives on",
}


def main(arguments: list[str]) -> int:
    """Run a command; returns the exit status."""
    command = arguments[0] if arguments and not arguments[0].startswith("-") else "serve"
    flags = arguments[1:] if arguments[:1] == [command] else arguments
    if command not in COMMANDS or {"-h", "--help"} & set(arguments):
        return _usage(command)
    try:
        settings = Settings(_cli_parse_args=flags, _cli_prog_name="main.py")
        with throw_away(settings) if command == "demo" else nullcontext(settings) as settings, opened(settings):
            return asyncio.run(_run(command, settings))
    except ValidationError as error:
        print("OrderBell cannot start with these settings:", *mistakes(error), sep="\n  ", file=sys.stderr)
    except CannotOpen as error:
        print(error, file=sys.stderr)
    return 2


async def _run(command: str, settings: Settings) -> int:
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
                await _serve(settings, database, keys, first_pin, is_demo=command == "demo")
        return 0
    finally:
        await database.close()


async def _serve(settings: Settings, database: Database, keys: Keys, first_pin: str | None, *, is_demo: bool) -> None:
    board, clock = LiveBoard(), SystemClock()
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
    await bell.open()
    app = web_app(house)
    await kitchen.open()
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1})
    scheduler.add_job(kitchen.refresh_estimates, "interval", seconds=REFRESH_SECONDS, misfire_grace_time=None)
    scheduler.add_job(kitchen.learn, "interval", seconds=LEARN_SECONDS, misfire_grace_time=None)
    scheduler.add_job(kitchen.forget_ended, "interval", minutes=10, misfire_grace_time=None)
    scheduler.add_job(bell.tidy, "interval", minutes=10, misfire_grace_time=None)
    scheduler.start()
    demo = asyncio.create_task(SoftOpening(kitchen, board).run()) if is_demo else None
    print(welcome(settings, first_pin), flush=True)
    try:
        await _listen(app, settings)
    finally:
        if demo:
            demo.cancel()
        scheduler.shutdown(wait=False)
        await kitchen.close()
        await bell.close()


async def _listen(app: object, settings: Settings) -> None:
    config = uvicorn.Config(
        app,  # type: ignore[arg-type]
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,  # tokens are in the addresses
        http=Doorstep,
        ws_max_size=MOST_BYTES,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=STOP_SECONDS,
        proxy_headers=True,
        forwarded_allow_ips=settings.forwarded_allow_ips,
        server_header=False,
    )
    server = _Server(config)
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, server.stop)
    # Measured: a full collection takes 0.75 ms a connected guest. What is here now stays for good, so leave it out.
    gc.freeze()
    gc.set_threshold(5000, 100, 1000)
    await server.serve()


class _Server(uvicorn.Server):
    """Uvicorn that leaves the signals to us: it raises them again when done, before our own end is reached."""

    def stop(self) -> None:
        """Stop serving; a second signal does not wait for anybody."""
        self.force_exit = self.should_exit
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def _usage(command: str) -> int:
    is_known = command in COMMANDS
    print("usage: main.py [command] [flags]\n\ncommands:", file=sys.stdout if is_known else sys.stderr)
    for name, says in COMMANDS.items():
        print(f"  {name:14}{says}", file=sys.stdout if is_known else sys.stderr)
    if is_known:
        Settings(_cli_parse_args=["--help"], _cli_prog_name="main.py")
    return 0 if is_known else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
