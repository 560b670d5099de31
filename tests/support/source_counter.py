"""A restaurant with one vendor that calls it, over ASGI, onto a real database, and through the mapping."""

from __future__ import annotations

import json
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from fastapi import FastAPI

from domain.connections import Connection, ConnectionType
from domain.sources import POLLED, NotReachable, SourceDelivery
from pages.api.sources.intake import SourceIntake
from pages.api.sources.routes import source_routes
from pages.components.error_pages import ErrorPages
from pages.error_handlers import add_error_handlers
from storage.database.credentials import CredentialStore
from tests.support.app_context import context_of
from tests.support.vendor_orders import Said
from tests.support.vendors import SECRET, URL, Call, Vendor
from tests.support.world import ADDRESS, EVENING, restaurant_on, settings_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import timedelta

    from domain.order import Order
    from pages.context import AppContext
    from tests.support.world import ManualClock


@dataclass
class Counter:
    """One vendor that calls one restaurant."""

    vendor: Vendor
    context: AppContext
    client: httpx.AsyncClient
    clock: ManualClock

    def __post_init__(self) -> None:
        self.at_vendor, self.is_away, self.is_thorough = Said(), False, True
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
        if self.is_away or (source, external_id) != (self.vendor.name, self.at_vendor.id):
            raise NotReachable("unknown")
        return json.dumps(self.vendor.order(self.at_vendor)).encode()

    def move(self, span: timedelta) -> None:
        """Let time pass."""
        self.clock.move(seconds=span.total_seconds())

    @property
    def orders(self) -> list[Order]:
        return list(self.context.board.orders())

    async def outcomes(self) -> str:
        kept = await self.context.deliveries.read((), None, 100)
        return " + ".join(one.outcome.value for one in reversed(kept)) or "nothing listed"


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
                yield Counter(vendor, context, client, restaurant.clock)
