"""La Campana with Web Push: the same kitchen and database, its notices sent to the tests' push service."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.notices import CHOICES, Wording
from storage.database.engine import Database
from storage.push.service import PushService
from tests.support.clocks import OffsetClock
from tests.support.fake_phone import Phone
from tests.support.fake_push_service import FakePushService
from tests.support.fixed_estimator import FixedEstimator
from tests.support.waiting import until
from tests.support.world import MENU, Restaurant, settings_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

MAILBOX = "mailto:owner@restaurant.example"


@dataclass
class PushRestaurant(Restaurant):
    """A restaurant whose push gateway is the product's own; `service` is where guests' phones are subscribed."""

    clock: OffsetClock = field(default_factory=OffsetClock)
    service: FakePushService = field(default_factory=FakePushService)

    @property
    def push(self) -> PushService:
        return self.gateway

    async def phone(self, order, kinds=CHOICES, language="en") -> Phone:
        """Have a new phone follow an order."""
        phone = Phone(self.service, self.push.public_key)
        await self.push.subscribe(order.id, phone.subscription, kinds, language)
        return phone

    def later(self, **span: float) -> None:
        """Set the clock forward, and wake the dispatcher."""
        self.clock.move(**span)
        self.push.wake()

    async def next_due_seconds(self) -> float:
        """Return how long, by its clock, nothing is sent yet; negative where something waits already."""
        now = self.clock.now()
        return (await self.push._outbox.next_due(now) - now).total_seconds()

    async def outcomes(self):
        return {(one.outcome, one.why): one.count for one in await self.push.report()}

    async def settled(self, outcome, why="", count=1) -> None:
        await until(lambda: self._is_settled(outcome, why, count))

    async def _is_settled(self, outcome, why, count):
        return (await self.outcomes()).get((outcome, why), 0) >= count


@asynccontextmanager
async def push_restaurant(
    folder: Path, service: FakePushService | None = None, clock: OffsetClock | None = None, **said: object
) -> AsyncIterator[PushRestaurant]:
    """Open a restaurant on a data folder; closed and opened again on the same folder it remembers all."""
    if service is None:
        async with FakePushService().running() as own, push_restaurant(folder, own, clock, **said) as opened:
            yield opened
        return
    defaults = {"vapid_subject": MAILBOX, "push_extra_origins": (service.origin,), "ready_hold_seconds": 5}
    settings = settings_in(folder, **(defaults | said))
    database, clock = Database(settings.database), clock or OffsetClock()
    push = PushService(settings, database, clock, write_text=write_text, link=link)
    restaurant = PushRestaurant(database, clock, gateway=push, service=service)
    try:
        await push.open()
        await restaurant.kitchen.open()
        await restaurant.kitchen.menus.replace(MENU)
        restaurant.kitchen._estimates._estimator = FixedEstimator()  # opening has put a fresh one in its place
        yield restaurant
    finally:
        await restaurant.kitchen.close()
        await push.close()
        await database.aclose()


def pushing_to(service: FakePushService) -> dict[str, str]:
    """Return the settings, named as in the environment, of a server whose guests' phones this service rings."""
    return {"PUSH_EXTRA_ORIGINS": service.origin, "VAPID_SUBJECT": MAILBOX, "READY_HOLD_SECONDS": "1"}


def write_text(order, kind, language):
    return Wording(f"{order.pickup_code} {kind}", "Words", language)


def link(order):
    return f"https://bell.example/t/{order.token}"


def kinds_shown(phone):
    """Return the kinds of the notices that a phone shows, the oldest first."""
    return [note["title"].split()[1] for note in phone.notes()]


async def until_quiet(place):
    """Wait until nothing is left to send."""

    async def is_quiet():
        async with place.database.reading() as db:
            return (await db.exec_driver_sql("select count(*) from outbox")).scalar() == 0

    await until(is_quiet)
