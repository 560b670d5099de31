"""Order entry: an order is composed by taps, placed once, and shown to its guest to scan."""

import asyncio

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.tablets import faults_in, signed_in

pytestmark = pytest.mark.asyncio(loop_scope="session")
MENU = {
    "dishes": [
        {"name": "Garlic Naan", "station": "tandoor", "available": True},
        {"name": "Lamb Biryani", "station": "stove", "available": True},
        {"name": "Mango Lassi", "station": "bar", "available": False},
    ],
    "stations": [],
}


@pytest_asyncio.fixture(loop_scope="session")
async def counter(server, browser):
    server.api("PUT", "/menu", MENU)
    page = await signed_in(browser, server, "/orders/new")
    yield page
    await page.context.close()


def placed(server):
    return server.api("GET", "/orders?limit=1000")


async def test_repeated_taps_on_place_make_one_order(server, counter):
    before = len(placed(server))
    for dish in ("Garlic Naan", "Garlic Naan", "Lamb Biryani"):
        await counter.locator(".pick").filter(has_text=dish).click()
    await counter.get_by_role("button", name="One more Lamb Biryani").click()
    await counter.get_by_role("button", name="One Garlic Naan fewer").click()
    await counter.get_by_label("Note for Lamb Biryani").fill("no nuts, allergy")
    await counter.get_by_label("Guest\u2019s name").fill("Ana")
    await counter.get_by_label("Guest\u2019s language").select_option("es")
    await counter.get_by_role("button", name="Place the order").dblclick()
    await counter.wait_for_url("**/receipt")
    orders = placed(server)
    assert len(orders) == before + 1
    order = next(order for order in orders if order["guest_name"] == "Ana")
    assert [(item["name"], item["quantity"]) for item in order["items"]] == [("Garlic Naan", 1), ("Lamb Biryani", 2)]
    assert (order["items"][1]["note"], order["language"]) == ("no nuts, allergy", "es")
    await expect(counter.get_by_test_id("pickup-code")).to_have_text(order["pickup_code"])
    size = await counter.locator(".scan img").evaluate("(qr) => [qr.naturalWidth > 0, qr.clientWidth]")
    assert size[0]
    assert size[1] >= 300


async def test_unlisted_dish_can_be_added_a_sold_out_one_not(server, counter):
    await expect(counter.locator(".pick").filter(has_text="Mango Lassi")).to_be_disabled()
    await counter.get_by_label("Find a dish").fill("birthday cake")
    await counter.get_by_role("button", name="+ birthday cake").click()
    await counter.get_by_role("button", name="Place the order").click()
    await counter.wait_for_url("**/receipt")
    assert any(order["items"][0]["name"] == "birthday cake" for order in placed(server))


async def test_a_clerk_needs_no_mouse(server, counter):
    find, naan, rice = (counter.locator(which) for which in ("#seek", ".pick >> nth=0", ".pick >> nth=1"))
    await expect(find).to_be_focused()
    await counter.keyboard.press("ArrowDown")
    await expect(naan).to_be_focused()
    await counter.keyboard.press("ArrowDown")
    await expect(rice).to_be_focused()
    await counter.keyboard.press("Enter")
    await counter.keyboard.press("ArrowUp")
    await counter.keyboard.press("ArrowUp")
    await expect(find).to_be_focused()
    await counter.keyboard.type("biryani")
    await counter.keyboard.press("ArrowDown")
    await expect(rice).to_be_focused()
    await counter.keyboard.press("Escape")
    await expect(find).to_be_focused()
    await counter.keyboard.press("Control+Enter")
    await counter.wait_for_url("**/receipt")
    await counter.goto(f"{server.address}/orders")
    await counter.locator("#q").focus()
    await counter.keyboard.press("ArrowDown")
    await counter.keyboard.press("Enter")
    await expect(counter.locator(".order-row").first).to_have_attribute("open", "")
    await counter.keyboard.press("Escape")
    await expect(counter.locator("#q")).to_be_focused()


async def test_dish_sold_out_on_the_open_form_is_refused(server, counter):
    await counter.locator(".pick").filter(has_text="Lamb Biryani").click()
    before = len(placed(server))
    out = [dish | {"available": False} for dish in MENU["dishes"]]
    server.api("PUT", "/menu", {"dishes": out, "stations": []})
    await expect(counter.locator(".pick").filter(has_text="Lamb Biryani")).to_be_disabled()
    place = counter.get_by_role("button", name="Place the order")
    await place.press("Enter")
    await expect(counter.get_by_role("alert")).to_contain_text("Lamb Biryani is sold out")
    await expect(place).to_be_focused()
    assert len(placed(server)) == before


async def test_lines_being_written_outlast_a_menu_change(server, counter):
    def offer(*options, has_rice=True):
        naan, rice, lassi = MENU["dishes"]
        dishes = [naan | {"options": options}, rice | {"available": has_rice}, lassi]
        server.api("PUT", "/menu", {"dishes": dishes, "stations": []})

    offer("hot")
    hot, mild = (counter.locator("#lines").get_by_role("button", name=name) for name in ("hot", "mild"))
    await counter.locator(".pick[data-options=hot]").click()
    await hot.click()
    await counter.locator("#lines li").evaluate("(line) => line.isSame = true")
    offer("hot", has_rice=False)
    await expect(counter.locator(".pick").filter(has_text="Lamb Biryani")).to_be_disabled()
    await expect(hot).to_be_focused()
    offer("hot", "mild", has_rice=False)
    await expect(mild).to_have_attribute("aria-pressed", "false")
    await expect(hot).to_have_attribute("aria-pressed", "true")
    await expect(hot).to_be_focused()
    await mild.click()
    await expect(counter.get_by_label("Options for Garlic Naan")).to_have_value("hot, mild")
    assert await counter.locator("#lines li").evaluate("(line) => line.isSame")


async def test_what_is_written_survives_a_reload(counter):
    await counter.locator(".pick").filter(has_text="Garlic Naan").click()
    await counter.get_by_label("Guest\u2019s name").fill("Bo")
    await counter.reload()
    await expect(counter.get_by_role("button", name="Place the order (1)")).to_be_enabled()
    await expect(counter.get_by_label("Guest\u2019s name")).to_have_value("Bo")


async def test_receipt_prints_80_mm_wide_at_its_own_length(counter):
    await counter.locator(".pick").filter(has_text="Garlic Naan").click()
    await counter.get_by_role("button", name="Place the order").click()
    await counter.wait_for_url("**/receipt")
    pdf = await counter.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") == 1
    box = pdf.partition(b"/MediaBox [")[2].partition(b"]")[0].split()
    width, height = (float(side) / 72 * 25.4 for side in box[2:])
    assert width == pytest.approx(80, abs=1)
    assert 80 < height < 250
    await counter.emulate_media(media="print")
    await expect(counter.locator("#paper img")).to_be_visible()
    await expect(counter.locator(".bar")).to_be_hidden()


async def test_label_within_a_search_field_has_contrast(counter):
    soft = await counter.locator(".group h2").first.evaluate("(text) => getComputedStyle(text).color")
    label = await counter.locator("#seek").evaluate("(field) => getComputedStyle(field, '::placeholder').color")
    assert label == soft


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_no_fault_on_form_and_placed_order(counter, scheme):
    await counter.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await counter.locator(".pick").filter(has_text="Garlic Naan").click()
    assert await faults_in(counter) == []
    await counter.get_by_label("Note for the kitchen").fill("no onions")
    await counter.get_by_role("button", name="Place the order").click()
    await counter.wait_for_url("**/receipt")
    assert await faults_in(counter) == []


async def test_an_order_is_thrown_away_by_a_second_tap_only(counter):
    await counter.locator(".pick").filter(has_text="Garlic Naan").click()
    await counter.get_by_role("button", name="Clear").click()
    await expect(counter.get_by_role("button", name="Place the order (1)")).to_be_visible()
    await counter.get_by_role("button", name="Tap again to clear").click()
    await expect(counter.get_by_role("button", name="Place the order", exact=True)).to_be_disabled()


async def test_half_written_time_places_no_order(server, counter):
    before = len(placed(server))
    await counter.locator(".pick").filter(has_text="Garlic Naan").click()
    await counter.get_by_role("button", name="For later").click()
    await counter.keyboard.type("12242026")
    await counter.get_by_role("button", name="Place the order").click()
    await expect(counter.get_by_role("alert")).to_contain_text("The time is not complete")
    await expect(counter.get_by_label("For later")).to_be_focused()
    assert len(placed(server)) == before


async def test_nothing_is_written_while_the_order_is_placed(counter):
    sent = asyncio.Event()

    async def lose_it_later(route):
        await sent.wait()
        await route.abort()

    await counter.route("**/orders", lose_it_later)
    naan = counter.locator(".pick").filter(has_text="Garlic Naan")
    await naan.click()
    await counter.get_by_label("Note for Garlic Naan").press("Control+Enter")
    await expect(counter.get_by_role("button", name="Placing")).to_be_visible()
    box = await naan.bounding_box()
    await counter.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    sent.set()
    await expect(counter.get_by_role("alert")).to_contain_text("could not be reached")
    await expect(counter.get_by_role("button", name="Place the order (1)")).to_be_visible()
    await expect(counter.get_by_label("Note for Garlic Naan")).to_be_focused()
    await naan.click()
    await expect(counter.get_by_role("button", name="Place the order (2)")).to_be_visible()
