"""What a guest tells the kitchen: what does not get through is said on the page, and what is typed stays."""

from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")
WRONG = "That did not go through. Please try again."
PLACE = "Where you wait, such as a parking place"


@pytest_asyncio.fixture(loop_scope="session")
async def guest(browser, open_restaurant):
    context = await browser.new_context(locale="en", viewport={"width": 390, "height": 844})
    page = await context.new_page()
    await page.goto(open_restaurant.order()["tracking_url"])
    await expect(page.locator("html[data-alive=true]")).to_be_attached()
    yield page
    await context.close()


def answers(*said):
    """Answer requests with these one after another; None lets the request through."""
    left = list(said)

    async def answer(route):
        await (route.fulfill(**said) if (said := left.pop(0)) else route.continue_())

    return answer


@pytest.mark.parametrize("status", [None, 409, 503])
async def test_signal_that_does_not_get_through_is_said(guest, status):
    lost = answers({"status": status}) if status else lambda route: route.abort()
    await guest.route("**/signals", lost, times=1)
    here = guest.get_by_role("button", name="here")
    await here.click()
    await expect(guest.get_by_role("alert").filter(has_text=WRONG)).to_be_visible()
    await here.click()  # on the same page still
    await expect(guest.get_by_text("The kitchen sees that you are here.")).to_be_visible()
    await expect(guest.get_by_text(WRONG)).to_be_hidden()


async def test_signal_too_soon_is_sent_once_more(guest):
    await guest.route("**/signals", answers({"status": 429, "headers": {"Retry-After": "0"}}, None))
    await guest.get_by_role("button", name="here").click()
    await expect(guest.get_by_text("The kitchen sees that you are here.")).to_be_visible()


async def test_focus_stays_on_the_signal_that_was_told(guest):
    here = guest.get_by_role("button", name="here")
    await here.press("Enter")
    await expect(guest.get_by_role("status").filter(has_text="The kitchen sees that you are here.")).to_be_visible()
    await expect(here).to_be_focused()


async def test_focus_is_on_what_was_told_in_place_of_thanks(guest, open_restaurant):
    order = open_restaurant.order()
    for verb in ("bump", "hand_over"):
        open_restaurant.tap(order, verb)
    await guest.goto(order["tracking_url"])
    await expect(guest.locator("html[data-alive=true]")).to_be_attached()
    await guest.get_by_role("button", name="Thank the kitchen").press("Enter")
    await expect(guest.get_by_role("status").filter(has_text="The kitchen has your thanks.")).to_be_focused()


async def test_typed_place_stays_while_the_page_changes(guest, open_restaurant):
    await guest.get_by_label(PLACE).fill("P3")
    await guest.get_by_role("button", name="On my way").click()
    await expect(guest.get_by_text("The kitchen sees that you are on your way.")).to_be_visible()
    await expect(guest.get_by_label(PLACE)).to_have_value("P3")
    path = f"{urlsplit(guest.url).path}/signals"
    open_restaurant.ask("POST", path, {"kind": "here"}, Origin=open_restaurant.address)  # by another phone
    await expect(guest.get_by_text("The kitchen sees that you are here.")).to_be_visible()
    await expect(guest.get_by_label(PLACE)).to_have_value("P3")


async def test_words_above_the_place_take_one_line(guest):
    words, place = guest.get_by_text(PLACE), guest.get_by_label(PLACE)
    lines = await words.evaluate("(one) => one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight)")
    assert round(lines) == 1
    above, below = await words.bounding_box(), await place.bounding_box()
    assert above["y"] + above["height"] <= below["y"]
