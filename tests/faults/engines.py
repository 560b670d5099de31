"""Engines x pages with scripts cut one by one: `uv run python -m tests.faults --engines` prints a table.

Each page is opened without each of its scripts. It comes alive all the same, or says what is wrong and refreshes
itself; anything else is a page that dies in silence.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections import Counter
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from playwright.async_api import async_playwright

from tests.faults.cutting_proxy import WORKER, cutting_proxy
from tests.support.browsers import CannotBrowse, chromium_flags, headless_chromium
from tests.support.firefox import firefox
from tests.support.server_process import running_server
from tests.support.webkit import webkit
from tests.support.world import PIN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from tests.faults.cutting_proxy import CuttingProxy

ALIVE, SAYS_SO, SILENT = "alive", "says so", "SILENT"
MAX_STATE_SECONDS, MAX_REFRESH_SECONDS, LOOK_SECONDS = 20.0, 40.0, 0.1
STATE = """[document.documentElement.dataset.alive === 'true', !!document.querySelector('[data-testid=not-alive]'),
    document.readyState, location.pathname]"""
SIGN_IN = f"fetch('/login', {{method: 'POST', body: new URLSearchParams({{pin: '{PIN}'}})}}).then((a) => a.status)"
# What did not start three times is told after two seconds, and not after half a minute.
KNOWN_TROUBLE = "sessionStorage.setItem('starts ' + {path!r}, '3')"
PLAIN_PAGE = "/language"


class Tab(Protocol):
    """A page of any engine."""

    async def go(self, url: str) -> None:
        """Open a page."""

    async def run(self, script: str) -> Any:
        """Return the value of a JavaScript expression."""


class _ChromiumTab:
    def __init__(self, page: Any) -> None:
        self._page = page

    async def go(self, url: str) -> None:
        await self._page.goto(url, wait_until="commit")

    async def run(self, script: str) -> Any:
        return await self._page.evaluate(f"async () => await ({script})")


@asynccontextmanager
async def _chromium() -> AsyncIterator[tuple[Tab, str]]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=headless_chromium(), args=chromium_flags())
        yield _ChromiumTab(await (await browser.new_context(locale="en")).new_page()), browser.version
        await browser.close()


@asynccontextmanager
async def _firefox() -> AsyncIterator[tuple[Tab, str]]:
    with tempfile.TemporaryDirectory() as folder:
        async with firefox(Path(folder), {}, {}) as browser:
            tab = await browser.open("about:blank")
            agent = await tab.run("navigator.userAgent")
            yield tab, agent.rpartition("/")[2]


@asynccontextmanager
async def _webkit() -> AsyncIterator[tuple[Tab, str]]:
    with tempfile.TemporaryDirectory() as folder:
        async with webkit(Path(folder)) as (tab, version):
            yield tab, version


ENGINES: dict[str, Callable[[], AbstractAsyncContextManager[tuple[Tab, str]]]] = {
    "Chromium": _chromium,
    "Firefox": _firefox,
    "WebKitGTK": _webkit,
}


PAGES = ("guest", "board", "kitchen", "counter")


async def measure(names: list[str]) -> int:
    """Print the table, of all engines and pages or of those that are named; returns 1 when a page died in silence."""
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder), RESTAURANT_NAME="La Campana") as server:
        token = (await asyncio.to_thread(server.order))["token"]
        paths = dict(zip(PAGES, (f"/t/{token}", "/board", "/kitchen", "/orders/new"), strict=True))
        pages = {page: paths[page] for page in PAGES if page in names} or paths
        print(f"| engine | {' | '.join(pages)} |\n|---{'|---' * len(pages)}|", flush=True)
        silent: list[str] = []
        for name in [one for one in ENGINES if one in names] or ENGINES:
            try:
                async with ENGINES[name]() as (tab, version):
                    cells = [
                        await _row(tab, server.port, path, f"{name} {page}", silent) for page, path in pages.items()
                    ]
                    print(f"| {name} {version} | {' | '.join(cells)} |", flush=True)
            except CannotBrowse as error:
                print(f"| {name} | {error} |")
    print(*silent, sep="\n")
    return 1 if silent else 0


async def _row(tab: Tab, port: int, path: str, label: str, silent: list[str]) -> str:
    async with cutting_proxy(port) as proxy:
        await _open_plain_page(tab, proxy)
        await tab.run(SIGN_IN)
        proxy.asked.clear()
        if await _state(tab, proxy, path) is not ALIVE:
            silent.append(f"{label}: not alive though whole")
        scripts = sorted(one for one in proxy.asked if one.endswith(".js") and one != WORKER)
    outcomes = Counter[str]()
    for script in scripts:
        async with cutting_proxy(port, script) as proxy:  # each on an origin of its own, which nothing is cached for
            outcome = await _state(tab, proxy, path)
            outcomes[outcome] += 1
            if outcome is SILENT:
                silent.append(f"{label} without {script}: nothing is said")
            if script is scripts[0] and outcome is SAYS_SO and not await _is_refreshed(tab):
                silent.append(f"{label} without {script}: does not refresh itself")
    cell = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    print(f"{label}: {cell}", file=sys.stderr, flush=True)
    return cell


async def _state(tab: Tab, proxy: CuttingProxy, path: str) -> str:
    await _open_plain_page(tab, proxy)
    await tab.run(KNOWN_TROUBLE.format(path=path))
    await tab.go(proxy.address + path)
    end = time.monotonic() + MAX_STATE_SECONDS
    while time.monotonic() < end:
        is_alive, says_so, ready, where = await _try(tab, STATE) or (False, False, "", "")
        if where == path and (is_alive or says_so) and ready == "complete":
            return ALIVE if is_alive else SAYS_SO
        await asyncio.sleep(LOOK_SECONDS)
    return SILENT


async def _open_plain_page(tab: Tab, proxy: CuttingProxy) -> None:
    await tab.go(proxy.address + PLAIN_PAGE)
    await _until(tab, f"location.pathname === {PLAIN_PAGE!r} && document.readyState === 'complete'")


async def _is_refreshed(tab: Tab) -> bool:
    await tab.run("(window.isSameAsBefore = true)")
    end = time.monotonic() + MAX_REFRESH_SECONDS
    while time.monotonic() < end:
        if await _try(tab, "document.readyState !== 'loading' && !window.isSameAsBefore"):
            return True
        await asyncio.sleep(LOOK_SECONDS)
    return False


async def _until(tab: Tab, script: str) -> None:
    async with asyncio.timeout(MAX_STATE_SECONDS):
        while not await _try(tab, script):  # noqa: ASYNC110  a page of another process has no event here
            await asyncio.sleep(LOOK_SECONDS)


# While the page is on its way to another, a script in it fails.
async def _try(tab: Tab, script: str) -> Any:
    try:
        return await tab.run(script)
    except Exception:  # noqa: BLE001  each engine has errors of its own
        return None
