"""The one world of the tests: La Campana, a small restaurant, on a Saturday evening in March."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from domain.estimation import Estimator
from domain.events import Event, EventKind
from domain.intake import Draft, DraftItem
from domain.kitchen import Kitchen
from domain.menu import Dish, Menu, Station
from domain.order import Item, Order
from pages.context import AppContext
from pages.guest.notification_texts import notification_writer
from pages.live import LiveBoard
from storage.database.engine import Database
from storage.database.report_queries import ReportQueries
from storage.database.unit_of_work import SqlOrderStore
from storage.push.service import PushService
from storage.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from domain.stages import ItemState
    from pages.context import CredentialStore

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


class SetClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime = EVENING) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move(self, **span: float) -> datetime:
        self.at += timedelta(**span)
        return self.at


class Gateway:
    """Counts how often the courier of notices is woken."""

    def __init__(self) -> None:
        self.woken = 0

    def wake(self) -> None:
        self.woken += 1


@dataclass
class Restaurant:
    """La Campana in one process: a real kitchen on a real database, with a clock that tests move."""

    database: Database
    clock: SetClock = field(default_factory=SetClock)
    board: LiveBoard = field(default_factory=LiveBoard)
    gateway: Gateway = field(default_factory=Gateway)

    def __post_init__(self) -> None:
        self.ledger = SqlOrderStore(self.database)
        self.kitchen = Kitchen(self.ledger, self.board, self.clock, self.gateway, Estimator())

    async def order(self, *names: str, **said: object) -> Order:
        """Place an order of these dishes, or of a naan and a tikka."""
        placed, _ = await self.kitchen.place(draft(*names, **said))
        return placed

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
        restaurant = Restaurant(database)
        await restaurant.kitchen.open()
        await restaurant.kitchen.write_menu(MENU)
        yield restaurant
        await restaurant.kitchen.close()
    finally:
        await database.close()


def context_of(restaurant: Restaurant, settings: Settings, keys: CredentialStore) -> AppContext:
    """Return what the pages need of La Campana."""
    return AppContext(
        name=settings.restaurant_name,
        base_url=lambda: ADDRESS,
        origins=frozenset({ADDRESS}),
        timezone=settings.timezone,
        languages=settings.languages,
        board_for_staff=settings.board_for_staff,
        kitchen=restaurant.kitchen,
        board=restaurant.board,
        credentials=keys,
        push=PushService(
            settings,
            restaurant.database,
            restaurant.clock,
            write_text=notification_writer(settings.languages, settings.timezone),
            link=lambda order: f"{ADDRESS}/t/{order.token}",
        ),
        report_queries=ReportQueries(restaurant.database),
        clock=restaurant.clock,
    )


def settings_in(folder: Path, blank: Path) -> Settings:
    """Return the settings of a restaurant in this folder, with a copy of the blank, migrated database."""
    shutil.copy(blank, folder / "orderbell.sqlite3")
    return Settings(
        _env_file=None, data_dir=folder, restaurant_name="La Campana", timezone=ZONE, staff_pin=PIN, api_key=API_KEY
    )


def draft(*names: str, **said: object) -> Draft:
    """Draft an order of these dishes, or of a naan and a tikka."""
    lines = names or ("Garlic Naan", "Chicken Tikka Masala")
    return Draft(items=tuple(DraftItem(name=name) for name in lines), **{"guest_name": "Ana", **said})


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
