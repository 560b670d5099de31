"""A kitchen of several stations with an expo, each at a tablet of its own, and the room's board."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.stages import ON_RAIL, UNFINISHED, Stage
from tests.benchmarks.cook import Cook

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from playwright.async_api import Browser, Page

    from domain.order import Order
    from tests.benchmarks.cook import Tapped

EXPO = "expo"
# So many orders are left open, to be compared at every stage.
LEFT_OPEN = 8
_TICKETS = """() => [...document.querySelectorAll(".ticket, .waiting")].map(({ dataset }) =>
    [dataset.orderId, dataset.stage, Number(dataset.version)])"""
_CODES = """() => [...document.querySelectorAll(".called li.num")].map((one) =>
    [one.textContent, one.closest(".ready") ? "ready" : "preparing"])"""


@dataclass
class Brigade:
    """The cooks work side by side, the expo passes and hands over, and all screens are compared at the end."""

    cooks: list[Cook]
    expo: Cook
    board: Page
    _given: list[str] = field(default_factory=list)

    @classmethod
    async def open(
        cls, browser: Browser, address: str, stations: Collection[str], pause: float, **said: Any
    ) -> Brigade:
        """Open all screens; each cook taps once in `pause` seconds for each of the stations, the expo once in it."""

        async def cook(station: str, each: float) -> Cook:
            page = await browser.new_page(base_url=address, viewport={"width": 820, "height": 1180}, **said)
            made = Cook(page, each, station)
            await made.sign_in()
            return made

        cooks = [await cook(station, pause * len(stations)) for station in stations]
        board = await browser.new_page(base_url=address, viewport={"width": 1920, "height": 1080}, **said)
        await board.goto("/board")
        await board.wait_for_selector('[data-testid="freshness"][data-live="true"], html[data-alive="true"]')
        return cls(cooks, await cook(EXPO, pause), board)

    @property
    def taps(self) -> list[Tapped]:
        return [tap for cook in (*self.cooks, self.expo) for tap in cook.taps]

    def give(self, order_id: str) -> None:
        """Give everybody one more ticket."""
        for cook in (*self.cooks, self.expo):
            cook.give(order_id)

    async def work(self, orders: int) -> None:
        """Work until the expo has handed over so many orders, but for those that are left open."""
        cooking = [asyncio.create_task(cook.work(orders)) for cook in self.cooks]
        await self.expo.work(max(1, orders - LEFT_OPEN))
        for task in cooking:
            task.cancel()
        await asyncio.gather(*cooking, return_exceptions=True)
        for cook in self.cooks:
            await cook.settle()

    async def disagreements(self, orders: Collection[Order]) -> list[str]:
        """Return what a screen shows that the database does not say."""
        rail = [order for order in orders if order.stage in ON_RAIL]
        tickets = sorted([order.id, order.stage.value, order.version] for order in rail)
        codes = sorted([order.pickup_code, "preparing" if order.stage in UNFINISHED else "ready"] for order in rail)
        shown = [(cook.station, cook.page, _TICKETS, tickets) for cook in (*self.cooks, self.expo)]
        wrong = []
        for name, page, script, wanted in (*shown, ("board", self.board, _CODES, codes)):
            if (found := sorted(await page.evaluate(script))) != wanted:
                wrong.append(f"{name}: {found}\n  instead of {wanted}")
        ready = sum(order.stage is Stage.READY for order in rail)
        print(f"screens {len(shown) + 1}, open orders on them {len(rail)}, of them ready {ready}")
        return wrong
