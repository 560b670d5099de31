"""The server's clock is set while the kitchen's page is open: ages are right again, and new orders still ring."""

from __future__ import annotations

import asyncio
import re
import time
from datetime import datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.browser.tablets import signed_in, ticket_of
from tests.faults.clocks import HOUR, FaketimeServer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_kitchen_page_follows_a_clock_that_is_set_back(tmp_path, browser):
    server = FaketimeServer(tmp_path)
    try:
        await asyncio.to_thread(server.start)
        tablet = await signed_in(browser, server)
        announced = tablet.locator("#toasts li")
        for by in (-HOUR, HOUR):
            server.set(by)
            first = ticket_of(tablet, order_by_the_clock(server)).locator(".age")
            await expect(first).to_have_text(re.compile(r"^0:[0-5]\d$"))  # it asks for the time every 10 s
            second = server.order()
            await expect(announced.filter(has_text=second["pickup_code"])).to_be_visible()
            await expect(ticket_of(tablet, second).locator(".age")).to_have_text(re.compile(r"^0:[0-5]\d$"))
        await tablet.context.close()
    finally:
        await asyncio.to_thread(server.stop)


def order_by_the_clock(server):
    """Place orders until one has the time that was set: the server looks at its clock's file once a second."""
    while True:
        order = server.order()
        if abs(datetime.fromisoformat(order["placed_at"]) - server.now()) < timedelta(minutes=1):
            return order
        time.sleep(0.3)
