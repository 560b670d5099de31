"""Menu keeper: changes the menu, one change at a time, and counts down the dishes of which so many are left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from domain.errors import MenuTooLong
from domain.menu import MAX_DISHES, MAX_STATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from domain.command_queue import CommandQueue
    from domain.menu import Menu, Stock
    from domain.ports import Clock, OrderStore, UnitOfWork
    from domain.working_set import WorkingSet


class MenuKeeper:
    """Writes the menu, and shows it once it is committed."""

    def __init__(self, store: OrderStore, orders: WorkingSet, queue: CommandQueue, clock: Clock) -> None:
        self._store, self._orders, self._queue, self._clock = store, orders, queue, clock

    async def replace(self, menu: Menu) -> None:
        """Put another menu in place of this one; orders that are in keep what they were made of."""
        await self.change(lambda _: menu)

    async def change(self, change: Callable[[Menu], Menu]) -> None:
        """Change the menu as it stands when its turn comes, so that two people's changes both count.

        Raises MenuTooLong, and what the change raises.
        """
        await self._queue.run(partial(self._write, change))

    async def eighty_six(self, name: str, stock: Stock) -> None:
        """Say what is left of a dish; raises DishNotFound for a dish the menu does not know."""
        await self.change(lambda menu: menu.eighty_six(name, stock))

    async def bring_back(self) -> None:
        """Put the dishes that were out until now back on the menu."""
        now = self._clock.now()
        if self._orders.menu.bring_back(now) is not self._orders.menu:
            await self.change(lambda menu: menu.bring_back(now))

    async def lock(self, work: UnitOfWork, names: Iterable[str]) -> Menu:
        """Return the menu for these dishes, locked when it counts one of them: two orders must not get the last."""
        menu = self._orders.menu
        return await work.lock_menu() if any(map(menu.counts, names)) else menu

    async def sell(self, work: UnitOfWork, menu: Menu, portions: Mapping[str, float]) -> Menu | None:
        """Write the menu of `lock` less these portions by dish, and return it for `show`.

        Negative portions are given back. Returns None when nothing of it is counted.
        """
        sold = menu
        for name, quantity in portions.items():
            sold = sold.sell(name, quantity)
        if sold is menu:
            return None
        await work.write_menu(sold, self._clock.now())
        return sold

    def show(self, sold: Menu | None) -> None:
        """Show the menu as it was committed."""
        if sold:
            self._orders.show_menu(sold)

    async def _write(self, change: Callable[[Menu], Menu]) -> None:
        async with self._store.transaction() as work:
            before = await work.lock_menu()
            menu = change(before)
            check_length(before, menu)
            await work.write_menu(menu, self._clock.now())
        self.show(menu)


def check_length(before: Menu, after: Menu) -> None:
    """Raise MenuTooLong for a menu that grows beyond what one may have; one that is longer already may shrink."""
    if len(after.dishes) > max(MAX_DISHES, len(before.dishes)):
        raise MenuTooLong("dishes", MAX_DISHES)
    if len(after.stations) > max(MAX_STATIONS, len(before.stations)):
        raise MenuTooLong("stations", MAX_STATIONS)
