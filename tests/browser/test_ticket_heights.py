"""A ticket stays as high as it is while it is cooked: one that grew would move others under a finger."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from playwright.async_api import expect

from tests.browser.tablets import ticket_of

pytestmark = pytest.mark.asyncio(loop_scope="session")


HEIGHT = "one => one.offsetHeight"


@pytest.mark.parametrize(("station", "said"), [("bar", {}), ("grill", {"service": "pickup"})])
async def test_ticket_keeps_its_height_while_cooked(server, tablet, station, said):
    dishes = [{"name": "Chicken Tikka Masala and rice", "station": "grill"}, {"name": "Tea", "station": station}]
    order = await asyncio.to_thread(server.order, items=dishes, guest_name="Maximiliane Hohenstein", **said)
    ticket, tea = ticket_of(tablet, order), order["items"][1]["id"]
    await expect(ticket.locator(".when", has_text="next").first).to_be_visible()
    height = await ticket.evaluate(HEIGHT)
    soon = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    guest = {"method": "POST", "path": f"/t/{order['token']}/signals", "Origin": server.address}
    for seen, change, more in (
        (".likely", partial(server.tap, order, "requote"), {"quoted_for": soon}),
        ("[data-state=cooking]", partial(server.tap, order, "start"), {}),
        ("[data-state=done]", partial(server.tap, order, f"items/{tea}/bump"), {}),
        (".guest-is", partial(server.ask, body={"kind": "here"}), guest),
    ):
        await asyncio.to_thread(change, **more)
        await expect(ticket.locator(seen).first).to_be_visible()
        assert (seen, await ticket.evaluate(HEIGHT)) == (seen, height)
    await asyncio.to_thread(server.tap, order, "cancel", reason="over")
