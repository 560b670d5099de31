"""What a phone waits for: `python -m tests.benchmarks.first_visit [--rounds 9]`.

Chromium opens the order's page on a slow network and with a slow processor, twice: with an empty cache, and again. In
the same rounds it opens a bare page: a few lines of HTML, which no page can be faster than. Medians of the rounds:
readable (first contentful paint), live (the socket stands), bytes over the network, layout shift. Bounds that fail the
run: see NETWORKS, and readable at most 1.3 times the bare page, 110 kB and 6 kB, layout shift 0.01.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import threading
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright

from tests.support.browsers import chromium_flags, headless_chromium
from tests.support.server_process import ServerProcess, running_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from playwright.async_api import Browser, BrowserContext, Page

SLOWED_CPU = 4
MAX_READABLE = 1.3
MAX_SHIFT = 0.01
MAX_KB = {"first visit": 110, "second visit": 6}
MAX_WAIT_SECONDS = 60
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
BARE = "<!doctype html><html lang=en><title>Order</title><h1>Your order is being cooked</h1><p>about 19:40</p></html>"
# Notes when the page is live, and what moved on it, before any script of its own runs.
OBSERVE = """
globalThis.seen = { shift: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
new MutationObserver(() => {
  if (document.documentElement.dataset.alive === "true") seen.live ??= performance.now();
}).observe(document, { subtree: true, attributeFilter: ["data-alive"] });
"""


@dataclass(frozen=True)
class Network:
    """A slow network, and how long a page may take on it to be live."""

    name: str
    kbit_s: int
    latency_ms: int
    max_live_s: float


NETWORKS = (Network("0.75 Mbit/s, 300 ms", 750, 300, 2.5), Network("1.6 Mbit/s, 150 ms", 1600, 150, 1.6))


@dataclass
class Visits:
    """What was measured of one page, a figure a visit."""

    readable_s: list[float] = field(default_factory=list)
    live_s: list[float] = field(default_factory=list)
    kb: list[float] = field(default_factory=list)
    shift: list[float] = field(default_factory=list)


async def visit(context: BrowserContext, address: str, network: Network, found: Visits, *, is_live: bool) -> None:
    """Open a page, and note what its guest had to wait for."""
    page = await context.new_page()
    sizes = await _slow_down(page, network)
    await page.add_init_script(OBSERVE)
    await page.goto(address, wait_until="load", timeout=1000 * MAX_WAIT_SECONDS)
    if is_live:
        found.live_s.append(await _ask(page, "seen.live") / 1000)
    paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    found.readable_s.append(await _ask(page, paint) / 1000)
    await page.wait_for_load_state("networkidle")
    found.kb.append(sum(sizes) / 1000)
    found.shift.append(await page.evaluate("seen.shift"))
    await page.close()


# The page's policy forbids what Playwright's own waiting does.
async def _ask(page: Page, figure: str) -> float:
    async with asyncio.timeout(MAX_WAIT_SECONDS):
        while not (found := await page.evaluate(figure)):  # noqa: ASYNC110  the page makes it true
            await asyncio.sleep(0.05)
        return float(found)


async def _slow_down(page: Page, network: Network) -> list[int]:
    """Slow network and processor down; returns the list to which the bytes of each answer will be added."""
    tools, sizes = await page.context.new_cdp_session(page), list[int]()
    tools.on("Network.loadingFinished", lambda answer: sizes.append(answer["encodedDataLength"]))
    bytes_s = network.kbit_s * 1000 / 8
    limits = {"offline": False, "latency": network.latency_ms, "downloadThroughput": bytes_s}
    await tools.send("Network.enable")
    await tools.send("Network.emulateNetworkConditions", {**limits, "uploadThroughput": bytes_s})
    await tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED_CPU})
    return sizes


@asynccontextmanager
async def fresh_phone(browser: Browser) -> AsyncIterator[BrowserContext]:
    """Yield a phone that has seen nothing yet."""
    # A service worker's answers are neither slowed down nor counted; without one the second visit asks the network.
    context = await browser.new_context(**PHONE, service_workers="block")
    yield context
    await context.close()


async def measure(network: Network, page: str, bare: str, rounds: int) -> dict[str, tuple[Visits, Visits]]:
    """Visit both pages in each round; returns the page's visits and the bare one's, by which visit it was."""
    found = {name: (Visits(), Visits()) for name in MAX_KB}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=headless_chromium(), args=chromium_flags())
        for _ in range(rounds):
            async with fresh_phone(browser) as phone, fresh_phone(browser) as other:
                for ours, theirs in found.values():
                    await visit(other, bare, network, theirs, is_live=False)
                    await visit(phone, page, network, ours, is_live=True)
        await browser.close()
    return found


@contextmanager
def bare_page(folder: Path) -> Iterator[str]:
    """Serve the bare page; yields its address."""
    (folder / "index.html").write_text(BARE)
    handler = partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _QuietHandler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Forbid to keep the page, as ours does: the second visit would not ask the network at all."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Write nothing."""


def report(network: Network, found: dict[str, tuple[Visits, Visits]]) -> list[str]:
    """Print the medians; return what missed its bound."""
    missed = []
    for name, (ours, bare) in found.items():
        readable, floor, live = median(ours.readable_s), median(bare.readable_s), median(ours.live_s)
        print(f"{network.name}, {name:12} readable {readable:.2f} s, bare page {floor:.2f} s", end="")
        print(f"  live {live:.2f} s  {median(ours.kb):.1f} kB  shift {median(ours.shift):.3f}", flush=True)
        bounds = {
            "readable": readable <= MAX_READABLE * floor,
            f"live {live:.2f} s": live <= network.max_live_s,
            f"{median(ours.kb):.1f} kB": median(ours.kb) <= MAX_KB[name],
            "layout shift": median(ours.shift) <= MAX_SHIFT,
        }
        missed += [f"{network.name}, {name}: {bound}" for bound, is_met in bounds.items() if not is_met]
    return missed


def main() -> int:
    """Print the figures; return 1 when a bound was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    ServerProcess.is_forked = False
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder) / "bell") as server:
        order = server.order()
        server.tap(order, "items/1/start")
        with bare_page(Path(folder)) as bare:
            for network in NETWORKS:
                page = f"{server.address}/t/{order['token']}"
                missed += report(network, asyncio.run(measure(network, page, bare, rounds)))
    print(f"the machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("passed" if not missed else f"MISSED: {'; '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
