"""Demo: simulated guests order and a simulated cook taps, through the same commands as people."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING

from domain.commands import Tap, TapCommand
from domain.errors import KitchenError
from domain.intake import Draft
from domain.item import DraftItem
from domain.menu import Dish, Menu, Station

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.item import Item
    from domain.kitchen import Kitchen
    from domain.order import Order
    from pages.live import LiveBoard

MENU = Menu(
    (
        Dish(name="Chicken Tikka Masala", station="grill", minutes=2.5),
        Dish(name="Lamb Rogan Josh", station="grill", minutes=3.0),
        Dish(name="King Prawn Balti", station="grill", minutes=2.0),
        Dish(name="Saag Paneer", station="grill", minutes=1.5),
        Dish(name="Garlic Naan", station="tandoor", minutes=1.0),
        Dish(name="Tandoori Salmon", station="tandoor", minutes=2.0),
        Dish(name="Pilau Rice", station="cold", minutes=0.5),
        Dish(name="Onion Bhajee", station="cold", minutes=1.0),
        Dish(name="Mango Lassi", station="cold", minutes=0.5),
    ),
    (Station("grill", 3), Station("tandoor", 2), Station("cold", 2)),
)

_GUESTS = ("Ana", "Tom", "Priya", "Mei", "Yusuf", "Ingrid", "Luis", "Zoë", "Kwame", "Olga")
_WISHES = ("", "", "", "no coriander", "nut allergy", "extra hot")
_BUSY = 8
_ORDER_EVERY = (15.0, 35.0)
_COLLECTED_AFTER = (15.0, 40.0)


class DemoRestaurant:
    """Plays guests and cook until it is cancelled. Times are seconds; dishes take about their configured minutes."""

    def __init__(
        self, kitchen: Kitchen, board: LiveBoard, show_first: Callable[[Order], None], seed: int | None = None
    ) -> None:
        """Play in this kitchen, and show the visitor the first order; with a seed, the same evening each time."""
        self._kitchen, self._board, self._random = kitchen, board, random.Random(seed)  # noqa: S311  nothing secret
        self._show_first = show_first
        slots = {station.name: asyncio.Semaphore(station.slots) for station in MENU.stations}
        # The visitor may edit the menu: a station of theirs has one cook.
        self._slots = defaultdict(lambda: asyncio.Semaphore(1), slots)

    async def run(self) -> None:
        """Open the doors: a few orders at once, then one after another."""
        await self._kitchen.menus.replace(MENU)
        async with asyncio.TaskGroup() as evening:
            first = await self._order()
            self._show_first(first)
            evening.create_task(self._serve(first))
            for _ in range(3):
                evening.create_task(self._serve(await self._order()))
            while True:
                await asyncio.sleep(self._random.uniform(*_ORDER_EVERY))
                if sum(order.is_open for order in self._board.orders()) < _BUSY:
                    evening.create_task(self._serve(await self._order()))

    async def _order(self) -> Order:
        dishes = self._random.sample(MENU.dishes, self._random.randint(1, 4))
        lines = (DraftItem(name=d.name, quantity=self._random.randint(1, 3), note=self._wish()) for d in dishes)
        order, _ = await self._kitchen.place(Draft(items=tuple(lines), guest_name=self._random.choice(_GUESTS)))
        return order

    async def _serve(self, order: Order) -> None:
        await asyncio.gather(*(self._cook(order, item) for item in order.items))
        await asyncio.sleep(self._random.uniform(*_COLLECTED_AFTER))
        await self._tap(TapCommand(Tap.HAND_OVER, order.id))

    async def _cook(self, order: Order, item: Item) -> None:
        await asyncio.sleep(self._random.uniform(3, 12))
        async with self._slots[item.station]:
            await self._tap(TapCommand(Tap.START, order.id, item.id))
            await asyncio.sleep(item.prep_minutes * 60 * self._random.uniform(0.6, 1.1))
            await self._tap(TapCommand(Tap.BUMP, order.id, item.id))

    # A visitor of the demo may have tapped first.
    async def _tap(self, command: TapCommand) -> None:
        with suppress(KitchenError):
            await self._kitchen.tap(command)

    def _wish(self) -> str:
        return self._random.choice(_WISHES)
