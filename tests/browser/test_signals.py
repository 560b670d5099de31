"""What a guest tells the kitchen: what is typed stays."""

from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")
PLACE = "Where you wait, such as a parking place"


@pytest_asyncio.fixture(loop_scope="session")
async def guest(browser, open_restaurant):
    context = await browser.new_context(locale="en", viewport={"width": 390, "height": 844})
    page = await context.new_page()
    await page.goto(open_restaurant.order()["tracking_url"])
    await expect(page.locator("html[data-alive=true]")).to_be_attached()
    yield page
    await context.close()


async def test_typed_place_stays_while_the_page_changes(guest, open_restaurant):
    await guest.get_by_label(PLACE).fill("P3")
    await guest.get_by_role("button", name="On my way").click()
    await expect(guest.get_by_text("The kitchen sees that you are on your way.")).to_be_visible()
    await expect(guest.get_by_label(PLACE)).to_have_value("P3")
    path = f"{urlsplit(guest.url).path}/signals"
    open_restaurant.ask("POST", path, {"kind": "here"}, Origin=open_restaurant.address)  # by another phone
    await expect(guest.get_by_text("The kitchen sees that you are here.")).to_be_visible()
    await expect(guest.get_by_label(PLACE)).to_have_value("P3")
