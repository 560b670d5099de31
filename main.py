"""Composition root and command line: wires settings, storage, kitchen, pages and scheduler."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import aclosing, closing, nullcontext
from socket import socket

from uvicorn.loops.auto import auto_loop_factory

from domain.deliveries import DeliveryLog
from domain.estimation import Estimator
from domain.kitchen import Kitchen
from domain.order import Order
from pages.api.payloads import PayloadWriter
from pages.api.sources.intake import SourceIntake
from pages.app import secure_app, web_app
from pages.context import AppContext
from pages.demo import DemoRestaurant
from pages.guest.notification_texts import notification_writer
from pages.live import LiveBoard
from pages.server.health import health_routes
from pages.server.server import AddressAway, CannotListen, open_listener, serve
from storage.backup.data_folder import open_data_folder, temporary_data_folder
from storage.clock import ClockJumpDetector
from storage.cluster.members import Processes
from storage.database.credentials import CredentialStore
from storage.database.delivery_store import SqlDeliveryStore
from storage.database.engine import Database
from storage.database.order_archive import SqlOrderArchive
from storage.database.order_store import SqlOrderStore
from storage.database.rating_store import RatingStore
from storage.database.report_queries import ReportQueries
from storage.database.settings_store import SettingsStore
from storage.database.wrong_pins import WrongPins
from storage.errors import DatabaseAway, OperatorError
from storage.guest_reach import GuestReach
from storage.ops import cli
from storage.ops.banner import banner_text, demo_text
from storage.ops.commands import MAINTENANCE
from storage.ops.health import EventLoopLagMonitor, Health
from storage.ops.logging import configure_logging, log_unhandled
from storage.ops.scheduler import reschedule_after_clock_jumps, run_in_background, start_scheduler
from storage.ops.terminal import announce, replace_unprintable
from storage.services import Services
from storage.settings import Settings
from storage.settings_errors import load_settings

TEMPORARY_FAILURE = 75  # EX_TEMPFAIL of sysexits(3), which Windows does not name


def main(argv: list[str]) -> int:
    """Run a command.

    Returns the exit status: 0 for success, 1 when a check failed, 2 for an error of the operator, 75 for what a later
    try may find in order.
    """
    replace_unprintable()
    arguments = cli.parse_arguments(argv)
    if arguments.wants_help or not arguments.is_known:
        return _print_usage(arguments)
    os.umask(0o077)  # files of this process are private to its user
    try:
        settings = load_settings(arguments.flags)
        configure_logging(settings)
        return _run_command(arguments, settings)
    except (DatabaseAway, AddressAway) as error:
        print(error, file=sys.stderr)
        return TEMPORARY_FAILURE
    except (OperatorError, CannotListen) as error:
        print(error, file=sys.stderr)
    return 2


def _run_command(arguments: cli.Arguments, settings: Settings) -> int:
    if command := MAINTENANCE.get(arguments.command):
        result = command(settings, arguments.name)
        print(result.text)
        return 0 if result.is_ok else 1
    is_demo = arguments.command == "demo"
    folder = temporary_data_folder(settings) if is_demo else nullcontext(settings)
    # uvloop, but not on Windows, which has none: an order costs 18 % less CPU, a tap 6 % (measured).
    with folder as used, open_data_folder(used), asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(_run_server(used, is_demo=is_demo))
    return 0


async def _run_server(settings: Settings, *, is_demo: bool) -> None:
    asyncio.get_running_loop().set_exception_handler(log_unhandled)
    async with aclosing(Database(settings.database)) as database:
        credentials, settings_store = CredentialStore(database, settings), SettingsStore(database, settings)
        await settings_store.open()
        with closing(open_listener(settings.host, settings.port)) as listener:
            announce(banner_text(settings, await credentials.open()))
            await _serve(settings_store, database, credentials, listener, is_demo=is_demo)


async def _serve(
    settings_store: SettingsStore, database: Database, credentials: CredentialStore, listener: socket, *, is_demo: bool
) -> None:
    lag, jumps, settings = EventLoopLagMonitor(), ClockJumpDetector(), settings_store.current
    write_text = notification_writer(settings)

    def link(order: Order) -> str:
        return context.tracking_url(order)

    write_payload = PayloadWriter(write_text, link, settings)
    services = Services(
        settings_store, database, credentials, write_text=write_text, write_payload=write_payload, link=link
    )
    context: AppContext = _build_context(services)
    health = Health(settings, database, services.clock, lag, jumps, services.cluster)
    kitchen, board, app = context.kitchen, context.board, web_app(context, health_routes(health, context.board))
    async with services.opened(kitchen, context.deliveries):
        scheduler = start_scheduler(services.list_jobs(kitchen, board.show_printer_problems, has_backups=not is_demo))
        demo = [_play_demo(context)] if is_demo else []
        watches = reschedule_after_clock_jumps(scheduler, jumps)
        mapping = SourceIntake(context, services.outgoing.clients.fetch, services.cluster.leadership).run()
        others = services.follow_others(kitchen, context.deliveries, board.quiet_bells)
        async with run_in_background(lag.run(), kitchen.keep_estimates(), mapping, watches, others, *demo):
            await serve(secure_app(app, context), listener, proxies=settings.forwarded_allow_ips, board=board)
        scheduler.shutdown(wait=False)


def _build_context(services: Services) -> AppContext:
    settings_store, outgoing, clock = services.settings_store, services.outgoing, services.clock
    board, database, settings = LiveBoard(), services.database, settings_store.current
    estimator = Estimator(lambda: settings.kitchen_rules.business_day.zone)
    store, leadership = SqlOrderStore(database, outgoing.writer), services.cluster.leadership
    return AppContext(
        settings_store=settings_store,
        base_url=lambda: settings.base_url,
        origins=settings.allowed_origins,
        kitchen=Kitchen(store, board, clock, services.push, estimator, lambda: settings.kitchen_rules, leadership),
        board=board,
        deliveries=DeliveryLog(SqlDeliveryStore(database), board, clock),
        credentials=services.credentials,
        wrong_pins=WrongPins(database) if settings.is_shared else None,
        processes=Processes(database, settings.port) if settings.is_shared else None,
        push=services.push,
        report_queries=ReportQueries(database),
        ratings=RatingStore(database),
        archive=SqlOrderArchive(database),
        reach=GuestReach(database),
        clock=clock,
        connections=outgoing.connections,
        sources=outgoing.sources,
        outgoing=outgoing,
        printing=outgoing.printing,
    )


async def _play_demo(context: AppContext) -> None:
    def show_first(order: Order) -> None:
        announce(demo_text(context.address, context.tracking_url(order)))

    await DemoRestaurant(context.kitchen, context.board, show_first).run()


def _print_usage(arguments: cli.Arguments) -> int:
    print(cli.usage_text(), file=sys.stdout if arguments.is_known else sys.stderr)
    if arguments.is_known:
        Settings(_cli_parse_args=["--help"], _cli_prog_name="main.py")  # prints the flags and exits
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
