"""The kitchen's bell: a tablet that its browser does not let ring says so, where nobody can miss it."""

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_tablet_that_may_not_ring_says_so(server, tablet):
    banner = tablet.locator(".sound-locked")
    await expect(banner).to_be_hidden()
    server.order()
    await expect(banner).to_be_visible()
    await banner.click()
    await expect(banner).to_be_hidden()
    await expect(tablet.locator("#sound")).to_have_attribute("data-sound", "on")
    server.order()
    await expect(tablet.locator(".rail > .new")).to_have_count(2)
    await expect(banner).to_be_hidden()
