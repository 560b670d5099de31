"""Guests who watch one order each, through a bare socket or in Chromium, and note when they saw which version of it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.benchmarks.guest_socket import GuestSocket, guest
from tests.support.tracking_page import Shown, read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx
    from playwright.async_api import Browser, Page

# A phone draws its animations itself; here all would draw theirs on the server's cores, and be measured with it.
STILL = {"locale": "en-GB", "reduced_motion": "reduce"}

_NOTE_WHAT_IS_SEEN = """
window.seen = {};
new MutationObserver(() => {
  const lines = [...document.querySelectorAll("[id^=event-]")].map((line) => Number(line.id.split("-")[1]));
  const version = Math.max(0, ...lines);
  window.seen[version] ??= (performance.timeOrigin + performance.now()) / 1000;
}).observe(document, { subtree: true, childList: true });
"""


@dataclass
class Watching:
    """One guest. `seen` says when (epoch seconds) the page first told of a version."""

    order_id: str
    seen: dict[int, float] = field(default_factory=dict)
    socket: GuestSocket | None = None
    page: Page | None = None

    def note(self, page: GuestSocket, at: float) -> None:
        """Note what the page tells since a change."""
        self.seen.setdefault(page.shown.version, at)

    async def shown(self) -> Shown:
        """Return what stands on the page now."""
        return self.socket.shown if self.socket else read(await self.page.content())

    async def collect(self) -> None:
        """Fetch what the browser has noted."""
        if self.page:
            self.seen = {int(version): at for version, at in (await self.page.evaluate("window.seen")).items()}

    def saw(self, version: int) -> float | None:
        """Return when the page told of this version, or of one that came after it."""
        return min((at for told, at in self.seen.items() if told >= version), default=None)


@asynccontextmanager
async def by_socket(web: httpx.AsyncClient, order_id: str, path: str) -> AsyncIterator[Watching]:
    """Watch through NiceGUI's own handshake."""
    watching = Watching(order_id)
    async with guest(web, path, watching.note) as watching.socket:
        yield watching


@asynccontextmanager
async def by_chromium(browser: Browser, address: str, order_id: str, path: str) -> AsyncIterator[Watching]:
    """Watch on a phone."""
    context = await browser.new_context(base_url=address, viewport={"width": 390, "height": 844}, **STILL)
    await context.add_init_script(_NOTE_WHAT_IS_SEEN)
    page = await context.new_page()
    await page.goto(path)
    await page.wait_for_selector('[data-testid="freshness"][data-live="true"]')
    yield Watching(order_id, page=page)
    await context.close()
