"""Two tablets: taps by touch on one, a moment after another tablet has moved what is under the finger.

    uv run python -m tests.benchmarks.two_tablets

Prints what became of the taps, for each way of moving: a finger comes down 60 to 600 ms after the move, or goes up so
long after it. "wrong" counts taps that changed an order within 650 ms of the move, and must be 0; "late" ones came down
after that, because the machine was busy.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.async_api import async_playwright, expect

from tests.browser.tablets import signed_in, ticket_of
from tests.support.browsers import chromium_flags, headless_chromium
from tests.support.server_process import running_server
from tests.support.world import API_KEY

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page

    from tests.support.server_process import ServerProcess

DELAYS_MS = (60, 150, 300, 400, 600)
SETTLING_MS = 650
TICKETS = 6
SETTLED_SECONDS = 1.9  # a place is kept for a second, and then what moved up settles

# When a finger came down, and since when what is under it has been there.
NOTE_TIMES = """() => {
  addEventListener("touchstart", (event) => globalThis.downAt = event.timeStamp);
  globalThis.finger = [0, 0];
  let seen = "";
  const look = () => {
    const found = document.elementFromPoint(...finger)?.closest("button, .left-place");
    const said = `${found?.closest(".ticket, .waiting")?.id} ${found?.textContent}`;
    if (said !== seen) globalThis.changedAt = performance.now();
    seen = said;
    requestAnimationFrame(look);
  };
  look();
}"""

Order = dict[str, Any]
Finger = tuple[float, float]
Move = tuple[Finger, Callable[[], Awaitable[None]]]


class Tablets:
    """A tablet that is touched, and the restaurant that others change meanwhile."""

    def __init__(self, server: ServerProcess, page: Page, fingers: CDPSession) -> None:
        self.server, self.page, self._fingers = server, page, fingers
        self.orders: list[Order] = []

    async def down(self, finger: Finger) -> None:
        x, y = finger
        await self._fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})

    async def up(self) -> None:
        await self._fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    async def tap(self, finger: Finger) -> None:
        await self.down(finger)
        await self.up()

    async def aim(self, order: Order, name: str) -> Finger:
        box = await ticket_of(self.page, order).get_by_role("button", name=name, exact=True).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    async def change(self, order: Order, verb: str, **said: object) -> None:
        """Change an order from elsewhere, and wait until the tablet shows it."""
        version = await ticket_of(self.page, order).get_attribute("data-version")
        await asyncio.to_thread(self.server.tap, order, verb, **said)
        shown = "([id, version]) => document.getElementById(`ticket-${id}`)?.dataset.version !== version"
        await self.page.wait_for_function(shown, arg=[order["id"], version], polling=5)

    def versions(self) -> list[int]:
        return [self.server.status(order)["version"] for order in self.orders]

    async def settle(self) -> None:
        """Take what the last round left away, and place new orders."""
        for order in self.orders:
            if self.server.status(order)["stage"] in {"received", "preparing", "ready"}:
                await asyncio.to_thread(self.server.tap, order, "cancel", reason="over")
        await self.page.evaluate("() => document.querySelectorAll('[data-settle]').forEach((button) => button.click())")
        self.orders = [await asyncio.to_thread(self.server.order, "Rice", "Naan") for _ in range(TICKETS)]
        await expect(ticket_of(self.page, self.orders[-1])).to_be_visible()
        await asyncio.sleep(SETTLED_SECONDS)


async def marked_ready(tablets: Tablets) -> Move:
    return await tablets.aim(tablets.orders[0], "Start"), partial(tablets.change, tablets.orders[0], "bump")


async def moved_later(tablets: Tablets) -> Move:
    later = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    first = tablets.orders[0]
    return await tablets.aim(first, "Start"), partial(tablets.change, first, "requote", quoted_for=later)


async def moved_ahead(tablets: Tablets) -> Move:
    return await tablets.aim(tablets.orders[0], "Start"), partial(tablets.change, tablets.orders[4], "rush")


async def moved_ahead_after_a_tap(tablets: Tablets) -> Move:
    """What is moved ahead was tapped a while ago."""
    await tablets.tap(await tablets.aim(tablets.orders[4], "Start"))
    await asyncio.sleep(2 * SETTLED_SECONDS)
    return await moved_ahead(tablets)


async def cancelled(tablets: Tablets) -> Move:
    second = tablets.orders[1]
    return await tablets.aim(second, "Ready"), partial(tablets.change, second, "cancel", reason="over")


async def started(tablets: Tablets) -> Move:
    """ "Start" becomes "Ready" under the finger."""
    return await tablets.aim(tablets.orders[1], "Start"), partial(tablets.change, tablets.orders[1], "start")


async def handed_over(tablets: Tablets) -> Move:
    for order in tablets.orders[:3]:
        await tablets.change(order, "bump")
    await asyncio.sleep(SETTLED_SECONDS)
    return await tablets.aim(tablets.orders[0], "Hand over"), partial(tablets.change, tablets.orders[0], "hand_over")


async def pushed_down(tablets: Tablets) -> Move:
    """The shelf comes above the rail, with its first order."""
    return await tablets.aim(tablets.orders[5], "Start"), partial(tablets.change, tablets.orders[3], "bump")


async def pushed_by_a_banner(tablets: Tablets) -> Move:
    """An order that could not be taken comes above the rail."""

    async def refuse() -> None:
        key = f"Bearer {API_KEY}"
        await asyncio.to_thread(tablets.server.ask, "POST", "/api/v1/orders", "<none>", Authorization=key)
        await tablets.page.wait_for_function("() => document.querySelector('[data-delivery]')", polling=5)

    return await tablets.aim(tablets.orders[3], "Start"), refuse


async def grown(tablets: Tablets) -> Move:
    """The ticket above gets four more dishes."""
    first = tablets.orders[0]

    async def amend() -> None:
        added = {"add": [{"name": "Rice"}] * 4}
        await asyncio.to_thread(tablets.server.api, "PATCH", f"/orders/{first['id']}", added)
        items = "(id) => document.querySelectorAll(`#ticket-${id} [data-testid=item]`).length === 6"
        await tablets.page.wait_for_function(items, arg=first["id"], polling=5)

    return await tablets.aim(tablets.orders[3], "Start"), amend


WAYS: tuple[Callable[[Tablets], Awaitable[Move]], ...] = (
    marked_ready,
    moved_later,
    moved_ahead,
    moved_ahead_after_a_tap,
    cancelled,
    started,
    handed_over,
    pushed_down,
    pushed_by_a_banner,
    grown,
)


async def touch(tablets: Tablets, way: Callable[[Tablets], Awaitable[Move]], delay_ms: int, *, is_held: bool) -> str:
    """Touch once; returns what became of it."""
    await tablets.settle()
    finger, move = await way(tablets)
    await tablets.page.evaluate("(finger) => globalThis.finger = finger", finger)
    if is_held:
        await tablets.down(finger)
    await move()
    before = tablets.versions()
    await tablets.page.evaluate("() => document.querySelectorAll('#toasts li').forEach((line) => line.remove())")
    await asyncio.sleep(delay_ms / 1000)
    changed_at_ms = await tablets.page.evaluate("() => changedAt")
    await (tablets.up() if is_held else tablets.tap(finger))
    await asyncio.sleep(1)
    if tablets.versions() != before:
        is_late = await tablets.page.evaluate("() => downAt") - changed_at_ms > SETTLING_MS
        return "late" if is_late else "wrong"
    return "answered" if await tablets.page.locator("#toasts li").count() else "silent"


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--ways", nargs="*", help="names of ways of moving; all of them without it")
    said = parser.parse_args()
    ways = [way for way in WAYS if not said.ways or way.__name__ in said.ways]
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder)) as server:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=headless_chromium(), args=chromium_flags())
            page = await signed_in(browser, server, has_touch=True)
            await page.evaluate(NOTE_TIMES)
            tablets = Tablets(server, page, await page.context.new_cdp_session(page))
            for way in ways:
                tries = [(delay, held) for held in (False, True) for delay in DELAYS_MS if delay < 500 or not held]
                became = Counter([await touch(tablets, way, d, is_held=held) for d, held in tries * said.rounds])
                print(
                    f"{way.__name__:24}", *(f"{count} {what}" for what, count in became.items()), sep="  ", flush=True
                )
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
