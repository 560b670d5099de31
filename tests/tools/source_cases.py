"""Sources x cases: `uv run python -m tests.tools.source_cases` prints the outcome of each case at each source.

Each call goes through the application over ASGI, onto a real database, and through the mapping.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from fastapi import FastAPI

from domain.connections import Connection, ConnectionType
from domain.sources import POLLED, NotReachable, SourceDelivery
from domain.stages import Stage
from pages.api.sources.intake import SourceIntake
from pages.api.sources.routes import source_routes
from pages.components.error_pages import ErrorPages
from pages.error_handlers import add_error_handlers
from storage.database.credentials import CredentialStore
from tests.support.vendors import OPTION, SECRET, URL, VENDORS, Call, Said, Vendor
from tests.support.world import ADDRESS, EVENING, context_of, restaurant_on, settings_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from domain.order import Order
    from pages.context import AppContext

LATER = EVENING + timedelta(hours=3)


@dataclass
class Counter:
    """One vendor that calls one restaurant."""

    vendor: Vendor
    context: AppContext
    client: httpx.AsyncClient

    def __post_init__(self) -> None:
        self.at_vendor = Said()
        self.intake = SourceIntake(self.context, self._fetch)

    async def tell(self, said: Said, delivery: str, *, secret: str = SECRET) -> int:
        """Let the vendor call, or let a poll find the change where the vendor does not; return the status."""
        self.at_vendor = said
        if self.vendor.name == "tastyigniter" and secret == SECRET:
            await self.map(json.dumps(self.vendor.order(said)).encode(), f"{POLLED}{said.id}@{said.at}")
            return 200
        return await self.call(self.vendor.call(said, delivery, secret))

    async def call(self, call: Call) -> int:
        """Send a call, and map what it brought."""
        answer = await self.client.post(call.path, content=call.body, headers=call.headers)
        while await self.intake.map_next():
            pass
        return answer.status_code

    async def map(self, body: bytes, delivery: str) -> None:
        """Map a body that was verified or polled."""
        kept = SourceDelivery(source=self.vendor.name, delivery_id=delivery, at=EVENING, body=body)
        await self.context.sources.receive(kept)
        while await self.intake.map_next():
            pass

    async def _fetch(self, source: str, external_id: str) -> bytes:
        if (source, external_id) != (self.vendor.name, self.at_vendor.id):
            raise NotReachable("unknown")
        return json.dumps(self.vendor.order(self.at_vendor)).encode()

    @property
    def orders(self) -> list[Order]:
        return list(self.context.board.orders())

    async def outcomes(self) -> str:
        kept = await self.context.deliveries.read(None, None, 100)
        return " + ".join(one.outcome.value for one in reversed(kept)) or "nothing listed"


async def replayed(at: Counter) -> str:
    for _ in range(3):
        await at.tell(Said(), "same")
    return f"{len(at.orders)} order"


async def wrong_signature(at: Counter) -> str:
    status = await at.tell(Said(), "1", secret="of a stranger")
    return f"{status}, {len(at.orders)} orders"


async def duplicate(at: Counter) -> str:
    await at.tell(Said(), "1")
    await at.tell(Said(), "2")
    return f"{len(at.orders)} order"


async def out_of_order(at: Counter) -> str:
    older, newer = Said(revision=1, note="older"), Said(revision=2, note="newer")
    await at.tell(newer, "2")
    await at.tell(newer if at.vendor.sends_id_only else older, "1")  # an id is read as it stands at the vendor
    return "newer stands" if at.orders[0].note.endswith("newer") else "older stands"


async def draft(at: Counter) -> str:
    if not at.vendor.has_drafts:
        return "sends none"
    await at.tell(Said(state="draft"), "1")
    before = len(at.orders)
    await at.tell(Said(revision=2), "2")
    return f"{before}, then {len(at.orders)} order"


async def cancellation(at: Counter) -> str:
    await at.tell(Said(), "1")
    await at.tell(Said(state="cancelled", revision=2), "2")
    return at.orders[0].stage.value


async def cancelled_first(at: Counter) -> str:
    await at.tell(Said(state="cancelled", revision=2), "2")
    await at.tell(Said(state="cancelled", revision=2) if at.vendor.sends_id_only else Said(), "1")
    return f"{len(at.orders)} orders"


async def options(at: Counter) -> str:
    await at.tell(Said(), "1")
    item = at.orders[0].items[0]
    said = [*(one.name for one in item.modifiers), item.note]
    return "on the ticket" if any(OPTION in one for one in said) else "lost"


async def scheduled(at: Counter) -> str:
    if at.vendor.name == "odoo":
        return "sells for now only"
    await at.tell(Said(pickup=LATER), "1")
    order = at.orders[0]
    return "for its time" if (order.stage, order.quoted_for) == (Stage.SCHEDULED, LATER) else "at once"


async def no_order(at: Counter) -> str:
    await at.map(b'{"no": "order"}', "1")
    return f"listed as {await at.outcomes()}"


CASES: dict[str, Callable[[Counter], Awaitable[str]]] = {
    "replayed": replayed,
    "wrong signature": wrong_signature,
    "duplicate": duplicate,
    "out of order": out_of_order,
    "draft": draft,
    "cancellation": cancellation,
    "cancelled first": cancelled_first,
    "options": options,
    "scheduled": scheduled,
    "no order": no_order,
}


@asynccontextmanager
async def counter_of(vendor: Vendor) -> AsyncIterator[Counter]:
    """Open a restaurant that this vendor is connected to."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(Path(folder))
        async with restaurant_on(settings) as restaurant:
            context = context_of(restaurant, settings, CredentialStore(restaurant.database, settings))
            options_of = {"secret": SECRET.replace(" ", "-") if vendor.name == "odoo" else SECRET, "url": URL}
            source = Connection(type=ConnectionType.SOURCE, name=vendor.name, options=options_of, made_at=EVENING)
            await context.connections.add(source)
            app = FastAPI()
            app.include_router(source_routes(context))
            add_error_handlers(app, context, ErrorPages(context))
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS) as client:
                yield Counter(vendor, context, client)


async def outcome_of(vendor: Vendor, case: str) -> str:
    """Return the outcome of one case at one vendor."""
    async with counter_of(vendor) as counter:
        return await CASES[case](counter)


async def print_table() -> None:
    """Print the table."""
    print(f"{'':17}" + "".join(f"{vendor.name:20}" for vendor in VENDORS))
    for case in CASES:
        row = [await outcome_of(vendor, case) for vendor in VENDORS]
        print(f"{case:17}" + "".join(f"{outcome:20}" for outcome in row), flush=True)


if __name__ == "__main__":
    sys.exit(asyncio.run(print_table()))
