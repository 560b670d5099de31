"""Services of the server: its database, notices, messages and other processes, which open and end together."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from storage.backup.nightly import NightlyMaintenance
from storage.clock import SystemClock
from storage.cluster.cluster import Cluster
from storage.database.dialect import Topic
from storage.ops.scheduler import ESTIMATES_JOB, Job
from storage.outgoing.service import OutgoingService
from storage.push.service import PushService

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from domain.deliveries import DeliveryLog
    from domain.kitchen import Kitchen
    from domain.order import Order
    from storage.database.credentials import CredentialStore
    from storage.database.engine import Database
    from storage.database.settings_store import SettingsStore
    from storage.outgoing.message_writer import PayloadWriter
    from storage.push.dispatcher import TextWriter


class Services:
    """What the server runs on, around the kitchen. `link` returns a guest's link to an order."""

    def __init__(  # noqa: PLR0913  what storage cannot make itself
        self,
        settings_store: SettingsStore,
        database: Database,
        credentials: CredentialStore,
        *,
        write_text: TextWriter,
        write_payload: PayloadWriter,
        link: Callable[[Order], str],
    ) -> None:
        settings = settings_store.current
        self.settings_store, self.database, self.credentials = settings_store, database, credentials
        self.clock = SystemClock()
        self.cluster = Cluster(settings)
        leadership = self.cluster.leadership
        self.push = PushService(settings, database, self.clock, write_text=write_text, link=link, leadership=leadership)
        self.outgoing = OutgoingService(settings, database, self.clock, write_payload, leadership)
        settings_store.follow(self.push.follow_settings)

    @asynccontextmanager
    async def opened(self, kitchen: Kitchen, deliveries: DeliveryLog) -> AsyncIterator[None]:
        """Open all, the kitchen last; in the end the kitchen closes first."""
        await self.push.open()
        await self.outgoing.open()
        try:
            await kitchen.open()
            await deliveries.refresh()
            yield
            await kitchen.close()
        finally:
            await self.outgoing.close()
            await self.push.close()

    async def follow_others(
        self, kitchen: Kitchen, deliveries: DeliveryLog, quiet_bells: Callable[[], Awaitable[None]]
    ) -> None:
        """Read again what another process has changed, until cancelled. `quiet_bells`: a bell was heard."""
        readers: dict[Topic, Callable[[], Awaitable[None]]] = {
            Topic.MENU: kitchen.updates.read_menu,
            Topic.NOTES: kitchen.updates.read_notes,
            Topic.DELIVERIES: deliveries.refresh,
            Topic.SETTINGS: self.settings_store.read_again,
            Topic.CREDENTIALS: self.credentials.read_again,
            Topic.MESSAGES: self.outgoing.send_waiting,
            Topic.SOURCES: self.outgoing.map_waiting,
            Topic.NOTICES: self.push.send_waiting,
            Topic.BELL: quiet_bells,
        }
        await self.cluster.run(kitchen.updates, readers, kitchen, self.push, self.outgoing)

    def list_jobs(
        self, kitchen: Kitchen, show_problems: Callable[[tuple[tuple[str, str], ...]], None], *, has_backups: bool
    ) -> list[Job]:
        """Return the scheduler's jobs. `show_problems` is told which printers cannot print."""

        async def show_printers() -> None:
            show_problems(await self.outgoing.printer_problems())

        jobs = [
            Job(ESTIMATES_JOB, kitchen.refresh_estimates, 15),
            Job("scheduled orders", kitchen.fire_due, 5),
            Job("learning", kitchen.learn, 60),
            Job("ended orders", kitchen.forget_ended, 600),
            Job("ended subscriptions", self.push.delete_ended, 600),
            Job("missed orders", self.outgoing.poll, 120),
            Job("printers", show_printers, 10),
            Job("old messages", self.outgoing.delete_old, 3600),
            Job("sign-outs", self.credentials.write_sign_outs, 5),
        ]
        if has_backups:
            settings, leadership = self.settings_store.current, self.cluster.leadership
            nightly = NightlyMaintenance(settings, self.database, self.clock, kitchen.forget, leadership)
            jobs.append(Job("nightly maintenance", nightly.run, 300))
        return jobs
