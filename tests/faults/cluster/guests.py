"""Guests behind Caddy: most by NiceGUI's own handshake, some in Chromium, each with cookies of their own."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as BrowserError
from typing_extensions import override

from tests.faults.crowd import LIVE, Return
from tests.faults.watcher import Watcher
from tests.support.tracking_page import Shown, parse_elements, read, write_elements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import aiohttp
    from playwright.async_api import Browser, Page

LOOK_SECONDS = 0.05
MAX_JOINING = 10
MAX_COMING_SECONDS = 60.0


class SocketGuest(Watcher):
    """Keeps the whole page as it is told."""

    def __init__(self, http: aiohttp.ClientSession, address: str, order: Mapping[str, Any]) -> None:
        super().__init__(http, address, order["token"])
        self.order_id = order["id"]
        self._elements: dict[str, Any] = {}
        self._shown: Shown | None = None

    async def shows(self, truth: Shown) -> bool:
        """Whether the page is live and shows just this."""
        if self._shown is None:
            self._shown = read(write_elements(self._elements)) if self._elements else None
        return self.is_live and self._shown == truth

    def describe(self, truth: Shown) -> str:
        """Say what is wrong: what the page shows, and what it should."""
        state = "live" if self.is_live else "not live"
        return f"a {state} page after {self.loads} loads shows {self._shown}, not {truth}"

    @override
    def _notice(self, page: str) -> None:
        super()._notice(page)
        self._shown = None
        if not page.startswith("42"):
            self._elements = parse_elements(page)
            return
        kind, said = json.loads(page[2:])
        if kind == "update":
            self._elements.update({name: one for name, one in said.items() if name != "_id"})


class ChromiumGuest:
    """Watches in a browser."""

    def __init__(self, page: Page, order_id: str) -> None:
        self._page, self.order_id = page, order_id

    async def shows(self, truth: Shown) -> bool:
        """Whether the page is live and shows just this."""
        try:
            return await self._page.locator(LIVE).count() == 1 and read(await self._page.content()) == truth
        except BrowserError:  # it is loading again
            return False

    def describe(self, truth: Shown) -> str:
        """Say what the page should show."""
        return f"{self._page.url} does not show {truth}"


class Guests:
    """Everybody who watches."""

    def __init__(self, http: aiohttp.ClientSession, address: str) -> None:
        self._http, self._address = http, address
        self._everybody: list[SocketGuest | ChromiumGuest] = []
        self._following: list[asyncio.Task[None]] = []
        self._stack = AsyncExitStack()
        self.wrong: list[str] = []

    async def come(
        self, orders: Sequence[Mapping[str, Any]], sockets: int, browser: Browser | None, pages: int
    ) -> None:
        """Let everybody open a page, a few at a time."""
        turn = asyncio.Semaphore(MAX_JOINING)

        async def join(guest: SocketGuest) -> None:
            async with turn, asyncio.timeout(MAX_COMING_SECONDS):
                self._following.append(asyncio.create_task(guest.stay()))
                await guest.arrived.wait()

        joining = [SocketGuest(self._http, self._address, orders[n % len(orders)]) for n in range(sockets)]
        self._everybody += joining
        await asyncio.gather(*(join(guest) for guest in joining))
        for n in range(pages if browser else 0):
            context = await browser.new_context(viewport={"width": 390, "height": 560}, ignore_https_errors=True)
            self._stack.push_async_callback(context.close)
            page = await context.new_page()
            await page.goto(f"{self._address}/t/{orders[n % len(orders)]['token']}")
            self._everybody.append(ChromiumGuest(page, orders[n % len(orders)]["id"]))

    async def leave(self) -> None:
        """Close every page."""
        for task in self._following:
            task.cancel()
        await asyncio.gather(*self._following, return_exceptions=True)
        await self._stack.aclose()

    async def become_right(self, truths: Mapping[str, Shown], begun: Mapping[str, float], within: float) -> Return:
        """Wait until each page is live and shows the truth of its order.

        Seconds count from `begun` (monotonic), by order. `wrong` says what the others show; raises what has ended one.
        """

        async def look(guest: SocketGuest | ChromiumGuest) -> float | None:
            since = begun[guest.order_id]
            while not await guest.shows(truths[guest.order_id]):
                if time.monotonic() - since > within:
                    return None
                await asyncio.sleep(LOOK_SECONDS)
            return time.monotonic() - since

        seconds = list(await asyncio.gather(*(look(guest) for guest in self._everybody)))
        for task in self._following:
            if task.done():
                task.result()
        late = [guest for guest, one in zip(self._everybody, seconds, strict=True) if one is None]
        self.wrong = [guest.describe(truths[guest.order_id]) for guest in late]
        return Return(seconds)
