"""A guest's phone in a dead zone, with a browser that makes new sockets wait after sockets that failed: Firefox."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.faults.proxy import Network
from tests.support.firefox import firefox
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.firefox import Tab

LIVE = "document.documentElement.dataset.alive === 'true'"
SHOWN = "document.querySelector('main').dataset.stage"
LONGEST = 70.0


@dataclass(frozen=True)
class DeadZone:
    """How long it lasted, whether the page said that its news was old, and the seconds until it was live and right."""

    lasted: float
    knew: bool
    returned: float

    def __str__(self) -> str:
        knew = "said so" if self.knew else "did NOT say so"
        return f"after {self.lasted:.0f} s, in which the page {knew}, live and right within {self.returned:.1f} s"


async def dead_zone(folder: Path, spans: tuple[float, ...]) -> list[DeadZone]:
    """Cut one phone off for so long, each span in turn, and change what it watches meanwhile."""
    server = ServerProcess(folder)
    profile = server.folder / "firefox"
    async with Network(server.port).running() as network:
        server.public_port = network.port
        try:
            await asyncio.to_thread(server.start)
            await asyncio.to_thread(profile.mkdir)
            async with firefox(profile, {}, {}) as browser:
                order = await asyncio.to_thread(server.order)
                tab = await browser.open(order["tracking_url"])
                await tab.until(LIVE)
                return [await _cut_off(server, network, tab, order["id"], span) for span in spans]
        finally:
            await asyncio.to_thread(server.stop)


async def _cut_off(server: ServerProcess, network: Network, tab: Tab, order_id: str, span: float) -> DeadZone:
    order = server.api("GET", f"/orders/{order_id}")
    verb = "recall" if order["stage"] == "ready" else "bump"
    network.cut()
    cut_at = time.monotonic()
    now = await asyncio.to_thread(server.tap, order, verb)
    await asyncio.sleep(max(0.0, span - (time.monotonic() - cut_at)))
    knew = not await tab.run(LIVE)
    network.heal()
    begun = time.monotonic()
    await tab.until(f"{LIVE} && {SHOWN} === '{now['stage']}'", LONGEST)
    return DeadZone(span, knew, time.monotonic() - begun)
