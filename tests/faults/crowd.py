"""A hundred guests behind one bad network: most on raw sockets, some in Chromium, each watching an order."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
from playwright.async_api import async_playwright, expect

from tests.faults.proxy import Network
from tests.faults.watcher import Watcher, percentile
from tests.support.browsers import chromium, chromium_flags
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Page

ORDERS = 4
NEXT = {"received": ("start", "preparing"), "preparing": ("bump", "ready"), "ready": ("recall", "preparing")}
LIVE = '[data-testid="freshness"][data-live="true"]'
STALE = '[data-testid="freshness"][data-live="false"]'


@dataclass(frozen=True)
class Return:
    """Seconds from the network's return until each guest's page was right; None for those that never were."""

    seconds: list[float | None]

    @property
    def share(self) -> float:
        return sum(one is not None for one in self.seconds) / len(self.seconds)

    @property
    def is_soon(self) -> bool:
        """Whether everybody was right within ten seconds, and nearly all within five."""
        return self.share == 1 and self.at(1) <= 10 and self.at(0.95) <= 5

    def at(self, share: float) -> float:
        return percentile([one if one is not None else float("inf") for one in self.seconds], share)

    def __str__(self) -> str:
        return f"{self.share:.0%} of {len(self.seconds)}, p95 {self.at(0.95):.1f} s, worst {self.at(1):.1f} s"


class Crowd:
    """Everybody who watches. Their orders walk from stage to stage: each fault must bring news to those who return."""

    def __init__(self, server: ServerProcess, network: Network, http: aiohttp.ClientSession) -> None:
        self.server, self.network, self._http = server, network, http
        self.orders: list[dict[str, Any]] = []
        self.stage = "received"
        self.watchers: list[Watcher] = []
        self.pages: list[Page] = []
        self._following: list[asyncio.Task[None]] = []

    async def come(self, browser: Any, watchers: int, pages: int) -> None:
        """Place the orders, and let everybody open a page."""
        self.orders = [await asyncio.to_thread(self.server.order) for _ in range(ORDERS)]
        for n in range(watchers):
            self.watchers.append(Watcher(self._http, self.server.address, self.orders[n % ORDERS]["token"]))
        self._following = [asyncio.create_task(watcher.stay()) for watcher in self.watchers]
        context = await browser.new_context(viewport={"width": 390, "height": 560})
        for n in range(pages):
            page = await context.new_page()
            await page.goto(f"{self.server.address}/t/{self.orders[n % ORDERS]['token']}")
            self.pages.append(page)
        await self.all_show(self.stage, within=20)

    async def leave(self) -> None:
        for task in self._following:
            task.cancel()
        await asyncio.gather(*self._following, return_exceptions=True)

    async def move_on(self) -> str:
        """Tap all orders on; returns the stage that everybody is to show then."""
        verb, self.stage = NEXT[self.stage]
        for order in self.orders:
            await asyncio.to_thread(self.server.tap, order, verb)
        return self.stage

    async def all_show(self, stage: str, within: float = 10) -> Return:
        """Wait until everybody shows this stage, and that it is live."""
        begun = time.monotonic()
        looks = [self._watcher_shows(watcher, stage, begun, within) for watcher in self.watchers]
        looks += [self._page_shows(page, stage, begun, within) for page in self.pages]
        return Return(list(await asyncio.gather(*looks)))

    async def all_know(self, within: float) -> Return:
        """Wait until each page says that it is out of date."""
        begun = time.monotonic()
        looks = [self._watcher_knows(watcher, begun, within) for watcher in self.watchers]
        looks += [self._page_knows(page, begun, within) for page in self.pages]
        return Return(list(await asyncio.gather(*looks)))

    async def _watcher_shows(self, watcher: Watcher, stage: str, begun: float, within: float) -> float | None:
        while time.monotonic() - begun < within:
            if watcher.is_live and watcher.stage == stage:
                return time.monotonic() - begun
            await asyncio.sleep(0.05)
        return None

    async def _watcher_knows(self, watcher: Watcher, begun: float, within: float) -> float | None:
        while time.monotonic() - begun < within:
            if not watcher.is_live:
                return time.monotonic() - begun
            await asyncio.sleep(0.05)
        return None

    async def _page_shows(self, page: Page, stage: str, begun: float, within: float) -> float | None:
        try:
            await expect(page.locator(f'main[data-stage="{stage}"]')).to_be_visible(timeout=within * 1000)
            await expect(page.locator(LIVE)).to_be_visible(timeout=within * 1000)
        except AssertionError:
            return None
        took = time.monotonic() - begun
        return took if took <= within else None

    async def _page_knows(self, page: Page, begun: float, within: float) -> float | None:
        try:
            await expect(page.locator(STALE)).to_be_visible(timeout=within * 1000)
        except AssertionError:
            return None
        return time.monotonic() - begun


@asynccontextmanager
async def crowd(folder: Path, watchers: int, pages: int, **settings: str) -> AsyncIterator[Crowd]:
    """Gather a crowd before a server of its own."""
    server = ServerProcess(folder, **settings)
    unlimited = aiohttp.TCPConnector(limit=0)
    async with Network(server.port).running() as network, aiohttp.ClientSession(connector=unlimited) as http:
        server.public_port = network.port
        await asyncio.to_thread(server.start)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=chromium_flags())
            gathered = Crowd(server, network, http)
            try:
                await gathered.come(browser, watchers, pages)
                yield gathered
            finally:
                await gathered.leave()
                await browser.close()
                await asyncio.to_thread(server.stop)
