"""Menu editor: each change shows on every page, dish by dish or by spreadsheet."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.tablets import faults_in, signed_in

pytestmark = pytest.mark.asyncio(loop_scope="session")
MENU = {"dishes": [{"name": "Garlic Naan", "station": "tandoor", "minutes": 6}], "stations": []}


@pytest_asyncio.fixture(loop_scope="session")
async def menu(server, browser):
    server.api("PUT", "/menu", MENU)
    page = await signed_in(browser, server, "/menu", viewport={"width": 1180, "height": 820})
    yield page
    await page.context.close()


async def test_a_new_dish_is_on_the_menu_and_at_the_counter(server, browser, menu):
    counter = await signed_in(browser, server, "/orders/new")
    await menu.get_by_role("button", name="Add a dish").click()
    await menu.get_by_label("Name").fill("Pizza")
    await menu.get_by_label("Station").fill("oven")
    await menu.get_by_label("Minutes for one batch").fill("9")
    await menu.get_by_role("button", name="Save").click()
    await expect(menu.get_by_role("row", name="Pizza")).to_contain_text("oven")
    await expect(counter.locator(".pick").filter(has_text="Pizza")).to_be_visible()
    await counter.context.close()


async def test_a_name_that_is_taken_is_refused_in_the_form(menu):
    await menu.get_by_role("button", name="Add a dish").click()
    await menu.get_by_label("Name").fill("garlic naan")
    await menu.get_by_label("Station").fill("oven")
    await menu.get_by_role("button", name="Save").click()
    await expect(menu.locator("#dish").get_by_role("alert")).to_contain_text("of that name already")


async def test_an_unclear_price_is_refused_in_the_form(menu):
    await menu.get_by_role("button", name="Change Garlic Naan").click()
    form, row = menu.get_by_role("dialog", name="Change Garlic Naan"), menu.get_by_role("row", name="Garlic Naan")
    await form.get_by_label("Minutes for one batch").fill("7.25")
    await form.get_by_label("Price").fill("1.234")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_role("alert")).to_contain_text("Write the price as an amount")
    await form.get_by_label("Price").fill("1.234,50")
    await form.get_by_role("button", name="Save").click()
    await expect(row).to_contain_text("1,234.5")
    await expect(row).to_contain_text("7.25")


async def test_a_dish_is_removed_by_a_second_tap_only(menu):
    await menu.get_by_role("button", name="Change Garlic Naan").click()
    await menu.get_by_role("button", name="Remove the dish").click()
    await menu.get_by_role("button", name="Tap again to remove it").click()
    await expect(menu.get_by_role("heading", name="No dishes yet")).to_be_visible()


async def test_a_station_is_given_one_more_place(server, menu):
    await menu.get_by_role("button", name="One more side by side at tandoor").click()
    await expect(menu.locator("#stations-list b")).to_have_text("3")
    assert server.api("GET", "/menu")["stations"] == [{"name": "tandoor", "slots": 3}]


async def test_quick_taps_on_a_stations_places_all_count(server, menu):
    await menu.route("**/menu/station", lambda route: route.abort(), times=1)
    more = menu.get_by_role("button", name="One more side by side at tandoor")
    await more.click()
    await expect(menu.locator("#toasts li[data-kind=trouble]")).to_be_visible()
    await more.dblclick()
    await expect(menu.locator("#stations-list b")).to_have_text("4")
    assert server.api("GET", "/menu")["stations"] == [{"name": "tandoor", "slots": 4}]


async def test_csv_mistakes_are_listed_by_line_until_it_fits(menu):
    async def bring(text):
        file = {"name": "menu.csv", "mimeType": "text/csv", "buffer": text.encode()}
        await menu.locator("input[type=file]").set_input_files(file)
        await menu.get_by_role("button", name="Show what it changes").click()

    await menu.get_by_role("button", name="Import dishes").click()
    await bring("name,minutes\nPizza,soon\n")
    await expect(menu.locator(".mistakes li")).to_have_text(
        "Line 2: minutes: write a number above 0 and up to 600, for example 12"
    )
    await expect(menu.get_by_role("row", name="Garlic Naan", include_hidden=True)).to_have_count(1)
    await menu.get_by_label("Remove the dishes that are not in the file").check()
    await bring("name,minutes\nPizza,9\n")
    await expect(menu.locator(".mistakes li")).to_have_text(["Garlic Naan is removed", "Pizza is new: Minutes 9"])
    await expect(menu.locator("#import")).to_have_attribute("data-preview", "")
    await menu.get_by_role("button", name="Import", exact=True).click()
    await expect(menu.get_by_role("row", name="Pizza")).to_be_visible()
    await expect(menu.get_by_role("row", name="Garlic Naan")).to_have_count(0)


async def test_a_corrected_file_is_asked_for_again(menu, tmp_path):
    chosen, file = menu.locator("input[type=file]"), tmp_path / "menu.csv"
    preview = menu.get_by_role("button", name="Show what it changes")
    file.write_text("name,minutes\nPizza,soon\n")
    await menu.get_by_role("button", name="Import dishes").click()
    await chosen.set_input_files(file)
    await preview.click()
    await expect(menu.locator(".mistakes li")).to_have_count(1)
    file.write_text("name,minutes\nPizza,9\n")
    await preview.click()
    await expect(menu.locator("#import").get_by_role("alert")).to_have_text(
        "The file has changed since you chose it. Please choose it again."
    )
    await expect(chosen).to_have_value("")
    await chosen.set_input_files(file)
    await preview.click()
    await expect(menu.locator(".mistakes li")).to_have_text(["Pizza is new: Minutes 9"])


async def test_what_was_previewed_is_imported(menu, tmp_path):
    file = tmp_path / "menu.csv"
    file.write_text("name,minutes\nPizza,9\n")
    await menu.get_by_role("button", name="Import dishes").click()
    await menu.locator("input[type=file]").set_input_files(file)
    await menu.get_by_role("button", name="Show what it changes").click()
    await expect(menu.locator(".mistakes li")).to_have_text(["Pizza is new: Minutes 9"])
    file.write_text("name,minutes\nPasta,9\n")
    await menu.get_by_role("button", name="Import", exact=True).click()
    await expect(menu.get_by_role("row", name="Pizza")).to_be_visible()
    await expect(menu.get_by_role("row", name="Pasta")).to_have_count(0)


async def test_a_pasted_menu_is_previewed_then_taken(server, menu):
    await menu.get_by_role("button", name="Import dishes").click()
    await menu.get_by_label("Or paste the menu").fill("Soups\nTomato soup 6.50\nGreen soup 5.50")
    await menu.get_by_role("button", name="Show what it changes").click()
    await expect(menu.locator(".mistakes li")).to_have_count(2)
    await menu.get_by_role("button", name="Import", exact=True).click()
    await expect(menu.get_by_role("row", name="Green soup")).to_be_visible()
    dishes = {dish["name"]: dish["category"] for dish in server.api("GET", "/menu")["dishes"]}
    assert dishes == {"Garlic Naan": "", "Tomato soup": "Soups", "Green soup": "Soups"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_no_fault_on_the_menu_and_its_forms(menu, scheme):
    await menu.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert await faults_in(menu) == []
    for opener in ("Add a dish", "Import dishes"):
        await menu.get_by_role("button", name=opener).click()
        assert await faults_in(menu) == []
        await menu.keyboard.press("Escape")


async def test_half_written_dish_outlives_a_restart(server, menu):
    await menu.get_by_role("button", name="Change Garlic Naan").click()
    await menu.get_by_label("Name").fill("Garlic Naan with b")
    async with menu.expect_event("load", timeout=25000):
        server.stop()
        server.start()
    form = menu.get_by_role("dialog", name="Change Garlic Naan")
    await expect(form).to_be_visible()
    await expect(form.get_by_label("Name")).to_have_value("Garlic Naan with b")
    await form.get_by_role("button", name="Save").click()
    await expect(menu.get_by_role("row", name="Garlic Naan with b")).to_be_visible()


async def test_pasted_menu_outlives_a_restart(server, menu):
    await menu.get_by_role("button", name="Import dishes").click()
    await menu.get_by_label("Or paste the menu").fill("Soups\nTomato soup 6.50")
    async with menu.expect_event("load", timeout=25000):
        server.stop()
        server.start()
    await menu.get_by_role("button", name="Show what it changes").click()
    await expect(menu.locator(".mistakes li")).to_have_count(1)
