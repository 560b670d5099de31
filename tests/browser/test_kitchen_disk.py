"""While the disk is full the kitchen's page says that nothing is saved, and it stops saying so by itself."""

import pytest
from playwright.async_api import expect

from tests.browser.tablets import signed_in, ticket_of
from tests.faults.outages import CannotMount, filled, full, small_disk
from tests.support.server_process import running_server

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def disk(tmp_path):
    """Give a folder for a server and what fills its disk: a real one that is small, where such may be mounted."""
    try:
        with small_disk(tmp_path / "small") as folder:
            yield folder, filled
    except CannotMount:
        yield tmp_path, full


async def test_a_full_disk_is_said_for_as_long_as_it_lasts(disk, browser):
    folder, inflicted = disk
    with running_server(folder) as server:
        order = server.order()
        tablet = await signed_in(browser, server)
        banner = tablet.get_by_role("alert").filter(has_text="Nothing can be saved")
        start = ticket_of(tablet, order).get_by_role("button", name="Start")
        with inflicted(server):
            await start.click()
            await expect(tablet.locator("#toasts li").filter(has_text="Not saved")).to_be_visible()
            await expect(banner).to_be_visible()
            async with tablet.expect_response(lambda said: said.url.endswith("/readyz") and not said.ok):
                pass  # it asks the server, which still cannot
            await expect(banner).to_be_visible()
        await expect(banner).to_be_hidden(timeout=15000)
        await start.click()
        await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing")
        assert server.api("GET", f"/orders/{order['id']}")["version"] == 2
        await tablet.context.close()
