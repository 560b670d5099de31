"""Fixtures: the product in a process, and Chromium pages on it. Every page is checked for errors."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

from tests.browser.tablets import open_again, session_of, signed_in
from tests.support.browsers import chromium, chromium_flags, headless_chromium
from tests.support.fake_push_service import FakePushService
from tests.support.push_restaurant import pushing_to
from tests.support.server_process import ServerProcess, running_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager
    from typing import Any

    from playwright.async_api import Browser, ConsoleMessage

    Visit = Callable[..., AbstractAsyncContextManager[Page]]

# A busy machine is slow; what never comes fails all the same.
MAX_WAIT_MS = 30_000
expect.set_options(timeout=MAX_WAIT_MS)

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
TABLET = {"viewport": {"width": 820, "height": 1180}}


# It evaluates its expression within the page, which the page's policy forbids, unless it holds at once: see waiting.py.
@pytest.fixture(autouse=True)
def _no_waiting_within_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Page, "wait_for_function")


@dataclass
class PageRecorder:
    """What went wrong on a page, and how often it was loaded."""

    troubles: list[str] = field(default_factory=list)
    loads: int = 0

    def on(self, page: Page) -> PageRecorder:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("framenavigated", self._navigated)
        return self

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":  # a violation of the Content-Security-Policy among them
            self.troubles.append(f"{message.text} ({message.location})")

    def _navigated(self, frame: Any) -> None:
        self.loads += frame.parent_frame is None


@pytest.fixture(scope="session")
def open_restaurant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """La Campana, serving in a process of its own."""
    with running_server(tmp_path_factory.mktemp("campana"), TIMEZONE="Europe/Madrid") as running:
        yield running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """La Campana with nobody's orders but those of this file, which may stop it and start it again."""
    with running_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@asynccontextmanager
async def launched(executable: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=executable, args=chromium_flags())
        yield running
        await running.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with launched(headless_chromium()) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def full_chromium() -> AsyncIterator[Browser]:
    """Chromium with all that its headless shell lacks, such as notifications."""
    async with launched(chromium()) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def push_service() -> AsyncIterator[FakePushService]:
    """The push service of this file's server."""
    async with FakePushService().running() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def push_server(
    tmp_path_factory: pytest.TempPathFactory, push_service: FakePushService
) -> AsyncIterator[ServerProcess]:
    """La Campana with this file's orders, which sends its notices to the push service."""
    with running_server(tmp_path_factory.mktemp("server"), **pushing_to(push_service)) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, open_restaurant: ServerProcess) -> Visit:
    """Open a page like `visit("/login", **PHONE)`. When it closes it has had no errors, and was never reloaded."""

    @asynccontextmanager
    async def visited(path: str, *, loads: int = 1, status: int = 200, **device: object) -> AsyncIterator[Page]:
        said = {"locale": "en-GB", "base_url": open_restaurant.address, **device}
        context = await browser.new_context(**said)
        context.set_default_timeout(MAX_WAIT_MS)
        try:
            page = await context.new_page()
            watch = PageRecorder().on(page)
            answer = await page.goto(path)
            assert answer is not None
            assert answer.status == status
            yield page
            expected = [] if status == 200 else [t for t in watch.troubles if f"status of {status}" in t]
            assert (watch.troubles, watch.loads) == (expected, loads)
        finally:
            await context.close()

    return visited


@pytest_asyncio.fixture(loop_scope="session")
async def kitchen(visit: Visit, open_restaurant: ServerProcess) -> AsyncIterator[Page]:
    """A tablet in the kitchen, signed in."""
    async with visit("/kitchen", storage_state=session_of(open_restaurant), **TABLET) as page:
        await is_live(page)
        yield page


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def tablets(server: ServerProcess, browser: Browser) -> AsyncIterator[list[Page]]:
    """Two tablets in the kitchen of this file's server."""
    pages = [await signed_in(browser, server) for _ in range(2)]
    yield pages
    for page in pages:
        await page.context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def tablet(tablets: list[Page]) -> Page:
    """A tablet in the kitchen of this file's server, as if new."""
    await open_again(tablets[0])
    return tablets[0]


@pytest_asyncio.fixture(loop_scope="session")
async def other(tablets: list[Page]) -> Page:
    """A second tablet, for there are always two people looking."""
    await open_again(tablets[1])
    return tablets[1]


async def is_live(page: Page) -> None:
    """Wait until the page hears the news."""
    await page.wait_for_selector('[data-testid="freshness"][data-live="true"], html[data-alive="true"]')
