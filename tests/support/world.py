"""The one world of the tests: La Campana, a small restaurant, on a Saturday evening in March.

Doubles of the clock, the board, the push gateway and the estimator are here and nowhere else.
"""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.commands import Tap, TapCommand
from domain.estimation import Estimator
from domain.events import Event, EventKind
from domain.intake import Draft
from domain.item import DraftItem, Item
from domain.kitchen import Kitchen
from domain.kitchen_rules import KitchenRules
from domain.menu import Dish, Menu, Station
from domain.order import Order
from domain.stages import PENDING
from pages.api.payloads import PayloadWriter
from pages.guest.notification_texts import notification_writer
from pages.live import LiveBoard
from storage.database.engine import Database
from storage.database.migrating import migrate
from storage.database.order_store import SqlOrderStore
from storage.outgoing.service import OutgoingService
from storage.settings import Settings
from tests.support.clocks import ManualClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from domain.ports import Clock, PushGateway
    from domain.stages import ItemState

EVENING = datetime(2026, 3, 14, 19, 0, tzinfo=UTC)
PIN = "482913"
API_KEY = "obk_of_the_tests_0123456789abcdef"
ADDRESS = "http://127.0.0.1:8080"
ZONE = "Europe/Madrid"

MENU = Menu(
    (
        Dish(name="Garlic Naan", station="tandoor", minutes=6),
        Dish(name="Chicken Tikka Masala", station="stove", minutes=12),
        Dish(name="Lamb Biryani", station="stove", minutes=18),
        Dish(name="Mango Lassi", station="bar", minutes=2, available=False),
    ),
    (Station("tandoor", 2), Station("stove", 3)),
)

_numbers = count(1)


class WakeCounter:
    """A push gateway that sends nothing, and counts how often it is woken."""

    def __init__(self) -> None:
        self.woken = 0

    def wake(self) -> None:
        self.woken += 1


@dataclass
class Restaurant:
    """La Campana in one process: a real kitchen on a real database, with a clock that tests move."""

    database: Database
    clock: Clock = field(default_factory=lambda: ManualClock(EVENING))
    board: LiveBoard = field(default_factory=LiveBoard)
    gateway: PushGateway = field(default_factory=WakeCounter)
    settings: Settings | None = None
    rules: KitchenRules = field(default_factory=KitchenRules)

    def __post_init__(self) -> None:
        settings = self.settings or Settings(_env_file=None)
        write_text = notification_writer(settings)
        payloads = PayloadWriter(write_text, lambda order: f"{ADDRESS}/t/{order.token}", settings)
        self.outgoing = OutgoingService(settings, self.database, self.clock, payloads)
        self.store = SqlOrderStore(self.database, self.outgoing.writer)
        self.kitchen = Kitchen(self.store, self.board, self.clock, self.gateway, Estimator(), lambda: self.rules)

    async def order(self, *names: str | DraftItem, **said: object) -> Order:
        """Place an order of these dishes, or of a naan and a tikka."""
        placed, _ = await self.kitchen.place(draft(*names, **said))
        return placed

    async def tap(self, tap: Tap, order_id: str, item_id: str | None = None, **said: Any) -> Order:
        """Send one tap to the kitchen."""
        return await self.kitchen.tap(TapCommand(tap, order_id, item_id, **said))

    def shown(self, order: Order) -> Order:
        """Return the order as everybody sees it."""
        live = self.board.watch(order.id)
        assert live is not None
        return live.order

    async def reopened(self) -> LiveBoard:
        """Return the board that a kitchen shows which opens on this database after a restart."""
        again = Restaurant(self.database, self.clock)
        await again.kitchen.open()
        return again.board


@asynccontextmanager
async def restaurant_on(settings: Settings) -> AsyncIterator[Restaurant]:
    """Open La Campana on this database, with its menu."""
    database = Database(settings.database)
    try:
        restaurant = Restaurant(database, settings=settings)
        await restaurant.kitchen.open()
        await restaurant.kitchen.menus.replace(MENU)
        yield restaurant
        await restaurant.kitchen.close()
        await restaurant.outgoing.close()
    finally:
        await database.aclose()


@functools.cache
def blank_database() -> Path:
    """Return a database that is migrated and empty, made once a process: to migrate takes longer than to copy."""
    folder = Path(tempfile.mkdtemp(prefix="orderbell-blank-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings = Settings(_env_file=None, data_dir=folder)
    migrate(settings)
    return settings.database_file


def settings_in(folder: Path, **said: object) -> Settings:
    """Return the settings of a restaurant in this folder, where a migrated database lies, an empty one if need be."""
    settings = Settings(
        **{
            "_env_file": None,
            "data_dir": folder,
            "restaurant_name": "La Campana",
            "timezone": ZONE,
            "staff_pin": PIN,
            "api_key": API_KEY,
            **said,
        }
    )
    if not settings.is_shared and not settings.database_file.exists():
        shutil.copy(blank_database(), settings.database_file)
    return settings


def draft(*names: str | DraftItem, **said: object) -> Draft:
    """Draft an order of these dishes, or of a naan and a tikka."""
    lines = names or ("Garlic Naan", "Chicken Tikka Masala")
    items = (line if isinstance(line, DraftItem) else DraftItem(name=line) for line in lines)
    return Draft(items=tuple(items), **{"guest_name": "Ana", **said})


def order_of(*states: ItemState, **said: object) -> Order:
    """Make an order whose items stand like this, without asking how they came there."""
    number = next(_numbers)
    items = tuple(Item(id=str(n), name=f"Dish {n}", state=state) for n, state in enumerate(states, 1))
    return Order(
        **{
            "id": f"order-{number}",
            "token": f"token-{number}",
            "pickup_code": f"A{number}",
            "items": items,
            "placed_at": EVENING,
            "quoted_for": EVENING + timedelta(minutes=20),
            "events": (
                Event(kind=EventKind.PLACED, at=EVENING, version=1, quoted_for=EVENING + timedelta(minutes=20)),
            ),
            **said,
        }
    )


def pending(order: Order) -> tuple[Item, ...]:
    """Return the items that are still to be cooked or cooking."""
    return () if order.closed else tuple(item for item in order.items if item.state in PENDING)
