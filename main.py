"""Composition root and command line: wires settings, storage, kitchen, pages and scheduler."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager, closing, nullcontext
from socket import socket

from domain.deliveries import DeliveryLog
from domain.estimation import Estimator
from domain.kitchen import Kitchen
from domain.leadership import Leadership
from domain.order import Order
from pages.api.payloads import PayloadWriter
from pages.api.sources.intake import SourceIntake
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
from storage.cluster.cluster import Cluster
from storage.database.credentials import CredentialStore
from storage.database.delivery_store import SqlDeliveryStore
from storage.database.dialect import Topic
from storage.database.engine import Database
from storage.database.order_archive import SqlOrderArchive
from storage.database.rating_store import RatingStore
from storage.database.report_queries import ReportQueries
from storage.database.settings_store import SettingsStore
from storage.database.unit_of_work import SqlOrderStore
from storage.errors import OperatorError
from storage.guest_reach import GuestReach
from storage.ops import cli
from storage.ops.banner import banner_text, demo_text
from storage.ops.commands import MAINTENANCE
from storage.ops.health import EventLoopLagMonitor, Health
from storage.ops.logging import configure_logging, log_unhandled
from storage.ops.scheduler import ESTIMATES_JOB, Job, reschedule_after_clock_jumps, run_in_background, start_scheduler
from storage.outgoing.service import OutgoingService
from storage.push.service import PushService
from storage.settings import Settings
from storage.settings_errors import load_settings


def main(argv: list[str]) -> int:
    """Run a command. Returns the exit status: 0 for success, 1 when a check failed, 2 for an error of the operator."""
    arguments = cli.parse_arguments(argv)
    if arguments.wants_help or not arguments.is_known:
        return _print_usage(arguments)
    os.umask(0o077)  # files of this process are private to its user
    try:
        settings = load_settings(arguments.flags)
        configure_logging(settings)
        return _run_command(arguments, settings)
    except (OperatorError, CannotListen) as error:
        print(error, file=sys.stderr)
    return 2


def _run_command(arguments: cli.Arguments, settings: Settings) -> int:
    if command := MAINTENANCE.get(arguments.command):
        result = command(settings, arguments.name)
        print(result.text)
        return 0 if result.is_ok else 1
    is_demo = arguments.command == "demo"
    with temporary_data_folder(settings) if is_demo else nullcontext(settings) as used, open_data_folder(used):
        asyncio.run(_run_server(used, is_demo=is_demo))
    return 0


async def _run_server(settings: Settings, *, is_demo: bool) -> None:
    asyncio.get_running_loop().set_exception_handler(log_unhandled)
    async with aclosing(Database(settings.database)) as database:
        credentials, settings_store = CredentialStore(database, settings), SettingsStore(database, settings)
        await settings_store.open()
        with closing(open_listener(settings.host, settings.port)) as listener:
            print(banner_text(settings, await credentials.open()), flush=True)
            await _serve(settings_store, database, credentials, listener, is_demo=is_demo)


async def _serve(
    settings_store: SettingsStore, database: Database, credentials: CredentialStore, listener: socket, *, is_demo: bool
) -> None:
    lag, jumps, settings = EventLoopLagMonitor(), ClockJumpDetector(), settings_store.current
    write_text, clock = notification_writer(settings), SystemClock()

    def link(order: Order) -> str:
        return context.tracking_url(order)

    cluster = Cluster(settings)
    push = PushService(settings, database, clock, write_text=write_text, link=link, leadership=cluster.leadership)
    settings_store.follow(push.follow_settings)
    payloads = PayloadWriter(write_text, link, settings)
    outgoing = OutgoingService(settings, database, clock, payloads, cluster.leadership)
    context: AppContext = _build_context(settings_store, database, credentials, push, outgoing, cluster.leadership)
    app = web_app(context, health_routes(Health(settings, database, clock, lag, jumps, cluster), context.board))
    async with _opened(push, outgoing, context):
        nightly = (
            []
            if is_demo
            else [NightlyMaintenance(settings, database, clock, context.kitchen.forget, cluster.leadership)]
        )
        scheduler = start_scheduler(_list_jobs(context, push, outgoing, *nightly))
        demo = [_play_demo(context)] if is_demo else []
        watches = reschedule_after_clock_jumps(scheduler, jumps)
        mapping = SourceIntake(context, outgoing.clients.fetch).run()
        others = _follow_others(cluster, context, settings_store, credentials, push, outgoing)
        async with run_in_background(lag.run(), context.kitchen.keep_estimates(), mapping, watches, others, *demo):
            await serve(secure_app(app, context), listener, proxies=settings.forwarded_allow_ips, board=context.board)
        scheduler.shutdown(wait=False)


def _build_context(  # noqa: PLR0913, PLR0917  all that pages need
    settings_store: SettingsStore,
    database: Database,
    credentials: CredentialStore,
    push: PushService,
    outgoing: OutgoingService,
    leadership: Leadership,
) -> AppContext:
    board, clock, settings = LiveBoard(), SystemClock(), settings_store.current
    store = SqlOrderStore(database, outgoing.writer)
    return AppContext(
        settings_store=settings_store,
        base_url=lambda: settings.base_url,
        origins=settings.allowed_origins,
        kitchen=Kitchen(store, board, clock, push, Estimator(), lambda: settings.kitchen_rules, leadership),
        board=board,
        deliveries=DeliveryLog(SqlDeliveryStore(database), board, clock),
        credentials=credentials,
        push=push,
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
        print(demo_text(context.address, context.tracking_url(order)), flush=True)

    await DemoRestaurant(context.kitchen, context.board, show_first).run()


async def _follow_others(  # noqa: PLR0913, PLR0917  all that others may have changed
    cluster: Cluster,
    context: AppContext,
    settings_store: SettingsStore,
    credentials: CredentialStore,
    push: PushService,
    outgoing: OutgoingService,
) -> None:
    updates = context.kitchen.updates
    readers = {
        Topic.MENU: updates.read_menu,
        Topic.NOTES: updates.read_notes,
        Topic.DELIVERIES: context.deliveries.refresh,
        Topic.SETTINGS: settings_store.read_again,
        Topic.CREDENTIALS: credentials.read_again,
        Topic.MESSAGES: outgoing.send_waiting,
    }
    await cluster.run(updates, readers, context.kitchen, push, outgoing)


def _list_jobs(
    context: AppContext, push: PushService, outgoing: OutgoingService, *nightly: NightlyMaintenance
) -> list[Job]:
    async def show_printers() -> None:
        context.board.show_printer_problems(await outgoing.printer_problems())

    kitchen = context.kitchen
    return [
        Job(ESTIMATES_JOB, kitchen.refresh_estimates, 15),
        Job("scheduled orders", kitchen.fire_due, 5),
        Job("learning", kitchen.learn, 60),
        Job("ended orders", kitchen.forget_ended, 600),
        Job("ended subscriptions", push.delete_ended, 600),
        Job("missed orders", outgoing.poll, 120),
        Job("printers", show_printers, 10),
        Job("old messages", outgoing.delete_old, 3600),
        *(Job("nightly maintenance", maintenance.run, 300) for maintenance in nightly),
    ]


@asynccontextmanager
async def _opened(push: PushService, outgoing: OutgoingService, context: AppContext) -> AsyncIterator[None]:
    await push.open()
    await outgoing.open()
    try:
        await context.kitchen.open()
        await context.deliveries.refresh()
        yield
        await context.kitchen.close()
    finally:
        await outgoing.close()
        await push.close()


def _print_usage(arguments: cli.Arguments) -> int:
    print(cli.usage_text(), file=sys.stdout if arguments.is_known else sys.stderr)
    if arguments.is_known:
        Settings(_cli_parse_args=["--help"], _cli_prog_name="main.py")  # prints the flags and exits
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
