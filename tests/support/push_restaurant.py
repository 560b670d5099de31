"""A restaurant with a kitchen, a bell and the tests' push service: everything of push but the pages."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.estimation import Estimator
from domain.intake import Draft, DraftItem
from domain.kitchen import Kitchen
from domain.notices import CHOICES, Wording
from storage.backup.data_folder import migrate
from storage.database.engine import Database
from storage.database.unit_of_work import SqlOrderStore
from storage.push.service import PushService
from storage.settings import Settings
from tests.support.fake_phone import Phone
from tests.support.fake_push_service import FakePushService

MAILBOX = "mailto:owner@restaurant.example"


class Watch:
    """A clock that runs, and can be set forward or back."""

    def __init__(self):
        self.ahead = timedelta()

    def now(self):
        return datetime.now(UTC) + self.ahead

    def forward(self, **span):
        self.ahead += timedelta(**span)


class Simple(Estimator):
    """Believes that every order takes 15 minutes, and once those are over 5 more: notices need no better."""

    def forecast(self, orders, menu, now, busy=None):
        known = super().forecast(orders, menu, now, busy)
        placed = {order.id: order.placed_at for order in orders}
        return {order_id: _plain(estimate, placed[order_id], now) for order_id, estimate in known.items()}


def _plain(estimate, placed_at, now):
    likely = max(placed_at + timedelta(minutes=15), now + timedelta(minutes=5))
    return replace(estimate, earliest=likely, likely=likely, latest=likely, promise=likely, updated_at=now)


class Wall:
    """A board without pages."""

    def __init__(self):
        self._orders = {}

    def show(self, order):
        self._orders[order.id] = order

    def show_menu(self, menu):
        pass

    def show_busy(self, busy):
        pass

    def orders(self):
        return list(self._orders.values())

    def forget(self, order_ids):
        for order_id in order_ids:
            self._orders.pop(order_id, None)


class Restaurant:
    def __init__(self, database, kitchen, bell, service, clock):
        self.database, self.kitchen, self.bell, self.service, self.clock = database, kitchen, bell, service, clock

    async def order(self, *dishes, **more):
        """Take an order in; one dish of 20 minutes when none is named."""
        items = dishes or (DraftItem(name="Dal", prep_minutes=20),)
        order, _ = await self.kitchen.place(Draft(items=tuple(items), **more))
        return order

    async def phone(self, order, kinds=CHOICES, language="en"):
        """Have a new phone follow an order."""
        phone = Phone(self.service, self.bell.public_key)
        await self.bell.subscribe(order.id, phone.subscription, kinds, language)
        return phone

    def later(self, **span):
        """Set the clock forward, and have the courier look at it."""
        self.clock.forward(**span)
        self.bell.wake()

    async def outcomes(self):
        return {(one.outcome, one.why): one.count for one in await self.bell.report()}

    async def settled(self, outcome, why="", count=1):
        await until(lambda: self._is_settled(outcome, why, count))

    async def _is_settled(self, outcome, why, count):
        return (await self.outcomes()).get((outcome, why), 0) >= count


@asynccontextmanager
async def restaurant(folder, service=None, clock=None, **settings):
    """Open a restaurant on a data folder; closed and opened again on the same folder it remembers all."""
    if service is None:
        async with FakePushService().running() as own, restaurant(folder, own, clock, **settings) as opened:
            yield opened
        return
    defaults = {"vapid_subject": MAILBOX, "push_extra_origins": (service.origin,), "ready_hold_seconds": 5}
    settings = Settings(_env_file=None, data_dir=folder, **(defaults | settings))
    migrate(settings)
    database, clock = Database(settings.database), clock or Watch()
    bell = PushService(settings, database, clock, write_text=write_text, link=link)
    kitchen = Kitchen(SqlOrderStore(database), Wall(), clock, bell, Estimator())
    try:
        await bell.open()
        await kitchen.open()
        kitchen._estimates._estimator = Simple()
        yield Restaurant(database, kitchen, bell, service, clock)
    finally:
        await kitchen.close()
        await bell.close()
        await database.close()


def pushing_to(service):
    """Return the settings, named as in the environment, of a house whose guests' phones this service rings."""
    return {"PUSH_EXTRA_ORIGINS": service.origin, "VAPID_SUBJECT": MAILBOX, "READY_HOLD_SECONDS": "1"}


def write_text(order, kind, language):
    return Wording(f"{order.pickup_code} {kind}", "Words", language)


def link(order):
    return f"https://bell.example/t/{order.token}"


async def until(condition, seconds=5):
    """Wait for a condition, awaited if need be; fails when it does not come true."""
    for _ in range(int(seconds / 0.02)):
        is_true = condition()
        if await is_true if asyncio.iscoroutine(is_true) else is_true:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come true in time")
