"""The faults of a cluster, one after the other on one crowd: what was lost, who was right again, and when."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import aiohttp
from playwright.async_api import async_playwright

from tests.faults.cluster.claims import log_claims, read_claims
from tests.faults.cluster.guests import Guests
from tests.faults.cluster.phones import Phones, settle
from tests.faults.cluster.running import RunningCluster, running_cluster
from tests.faults.cluster.tablets import Acknowledged, Tablet
from tests.support.browsers import chromium_flags, headless_chromium
from tests.support.fake_push_service import FakePushService
from tests.support.push_restaurant import pushing_to
from tests.support.tracking_page import truth
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from tests.faults.crowd import Return

TABLETS = 4
PHONES = 10
# Of the orders with a phone, one in so many is ready at the end of a trial.
READY_SHARE = 3
MAX_RIGHT_SECONDS, MAX_P95_SECONDS = 10.0, 3.0
PATIENCE_SECONDS = 45.0


class Size(NamedTuple):
    """How large a cluster's crowd is, and how long its faults last."""

    orders: int
    guests: int
    pages: int
    tap_seconds: float
    halt_seconds: float
    rounds: int
    hold_seconds: int


LONG = Size(orders=60, guests=300, pages=5, tap_seconds=3, halt_seconds=30, rounds=1000, hold_seconds=5)
SHORT = Size(orders=6, guests=18, pages=0, tap_seconds=0.5, halt_seconds=1, rounds=30, hold_seconds=1)


@dataclass
class Outcome:
    """What one fault did: acknowledged taps and those lost, screens that disagree with the database, false notices."""

    taps: int
    lost: int
    returned: Return
    disagreements: int
    untrue: int
    wrong_phones: int
    said: str = ""

    @property
    def is_harmless(self) -> bool:
        """Whether nothing is lost, wrong, or sent that was not true when it was claimed."""
        return not (self.lost or self.disagreements or self.untrue or self.wrong_phones) and self.returned.share == 1

    @property
    def is_prompt(self) -> bool:
        """Whether each guest was right in time."""
        return self.returned.at(1) <= MAX_RIGHT_SECONDS and self.returned.at(0.95) <= MAX_P95_SECONDS

    def __str__(self) -> str:
        return (
            f"{self.said}{self.lost} of {self.taps} acknowledged taps lost, guests right again: {self.returned}; "
            f"{self.disagreements} screens disagree, {self.untrue} notices sent that were not true, "
            f"{self.wrong_phones} phones wrong"
        )


@dataclass
class Trials:
    """The crowd before a running cluster."""

    cluster: RunningCluster
    size: Size
    guests: Guests
    tablets: list[Tablet]
    phones: Phones
    orders: list[dict[str, Any]]
    acknowledged: Acknowledged = field(default_factory=Acknowledged)

    async def inflict(self, fault: Callable[[RunningCluster, float], Awaitable[tuple[float, str]]]) -> Outcome:
        """Inflict a fault in the midst of taps. It returns when it was over (monotonic), and what to say of it."""
        await self.cluster.restore()
        before = len(self.acknowledged.taps)
        tapping = [asyncio.create_task(tablet.work()) for tablet in self.tablets]
        await asyncio.sleep(self.size.tap_seconds)
        await until(lambda: len(self.acknowledged.taps) - before >= TABLETS)
        over_at, said = await fault(self.cluster, self.size.halt_seconds)
        for tablet in self.tablets:
            tablet.stop()
        await asyncio.gather(*tapping)
        finished = [order["id"] for order in self.orders[:PHONES:READY_SHARE]]
        await asyncio.gather(*(tablet.finish(finished) for tablet in self.tablets))
        return await self._judge(len(self.acknowledged.taps) - before, over_at, said)

    async def _judge(self, taps: int, over_at: float, said: str) -> Outcome:
        orders = await self.cluster.load_orders([order["id"] for order in self.orders])
        truths = {order_id: truth(order) for order_id, order in orders.items()}
        begun = {order_id: max(over_at, self.acknowledged.latest.get(order_id, 0.0)) for order_id in orders}
        returned = await self.guests.become_right(truths, begun, PATIENCE_SECONDS)
        await settle(self.phones, orders, PATIENCE_SECONDS)
        return Outcome(
            taps=taps,
            lost=self.acknowledged.lost(await self.cluster.read_taps(), orders),
            returned=returned,
            disagreements=returned.seconds.count(None) + await asyncio.to_thread(self._count_other_answers, orders),
            untrue=self.phones.count_untrue(orders, await read_claims(self.cluster.database))
            + self.phones.count_stale(orders, self.acknowledged.answered),
            wrong_phones=self.phones.count_wrong(orders),
            said=said,
        )

    # What each process answers of each order, beside the database.
    def _count_other_answers(self, orders: dict[str, Any]) -> int:
        wrong = 0
        for server in self.cluster.living():
            for placed in self.orders:
                order, says = orders[placed["id"]], server.status(placed)
                wrong += (says["stage"], says["version"]) != (order.stage.value, order.version)
        return wrong


@asynccontextmanager
async def trials(folder: Path, size: Size) -> AsyncIterator[Trials]:
    """Gather a crowd before a cluster of its own."""
    unlimited = aiohttp.TCPConnector(limit=0, ssl=False)
    async with FakePushService().running() as service, _browser(size.pages) as browser:
        said = pushing_to(service) | {"READY_HOLD_SECONDS": str(size.hold_seconds)}
        async with (
            running_cluster(folder, **said) as cluster,
            aiohttp.ClientSession(connector=unlimited, cookie_jar=aiohttp.DummyCookieJar()) as http,
        ):
            await log_claims(cluster.database)
            orders = [await asyncio.to_thread(cluster.servers[n % 3].order) for n in range(size.orders)]
            acknowledged, guests = Acknowledged(), Guests(http, cluster.address)
            shares = [[order["id"] for order in orders[n::TABLETS]] for n in range(TABLETS)]
            tablets = [Tablet(http, cluster.address, share, acknowledged) for share in shares]
            page = await asyncio.to_thread(cluster.servers[0].see, f"/t/{orders[0]['token']}")
            phones = Phones(service, page[1].split('data-key="', 1)[1].split('"', 1)[0], size.hold_seconds)
            await phones.follow(http, cluster.address, orders[:PHONES])
            try:
                await guests.come(orders, size.guests, browser, size.pages)
                yield Trials(cluster, size, guests, tablets, phones, orders, acknowledged)
            finally:
                await guests.leave()


@asynccontextmanager
async def _browser(pages: int) -> AsyncIterator[Any]:
    if not pages:
        yield None
        return
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=headless_chromium(), args=chromium_flags())
        yield browser
        await browser.close()
