"""When the network or the server fails, the kitchen's page says so, takes no tap in silence, and recovers by itself."""

import asyncio

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.tablets import faults_in, signed_in, ticket_of
from tests.faults.proxy import Network
from tests.support.server_process import ServerProcess
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def line(tmp_path_factory):
    """The way between tablets and server, with the server at its end."""
    server = ServerProcess(tmp_path_factory.mktemp("network"))
    between = Network(server.port)
    async with between.running():
        server.public_port, between.server = between.port, server
        server.start()
        yield between
        server.stop()


@pytest.fixture
def network(line):
    yield line
    line.delay = 0.0
    line.heal()


@pytest_asyncio.fixture(loop_scope="session")
async def tablet(network, browser):
    page = await signed_in(browser, network.server)
    yield page
    await page.context.close()


def is_started(server, order):
    return server.status(order)["stage"] == "preparing"


def toast(page, text):
    return page.locator("#toasts li").filter(has_text=text)


async def restart(network, tablet):
    async with tablet.expect_event("load", timeout=25000):
        network.server.stop()
        network.server.start()
    await expect(tablet.locator("html")).to_have_attribute("data-alive", "true")


async def test_tap_without_a_connection_is_refused_in_words(network, tablet):
    order = network.server.order()
    start = ticket_of(tablet, order).get_by_role("button", name="Start")
    await expect(start).to_be_visible()
    network.cut()
    await expect(tablet.locator(".offline")).to_contain_text("Not connected")
    await expect(tablet.get_by_test_id("freshness")).to_have_attribute("data-live", "false")
    await start.click()
    await expect(toast(tablet, "that tap was not taken")).to_be_visible()
    network.heal()
    await expect(tablet.get_by_test_id("freshness")).to_have_attribute("data-live", "true", timeout=15000)
    await expect(tablet.locator(".offline")).to_be_hidden()
    assert network.server.api("GET", f"/orders/{order['id']}")["version"] == 1
    await start.click()
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing")


async def test_refusal_is_said_within_the_open_dialog(network, tablet):
    order = network.server.order()
    await ticket_of(tablet, order).get_by_role("button", name="More").click()
    network.cut()
    await expect(tablet.get_by_test_id("freshness")).to_have_attribute("data-live", "false")
    dialog = tablet.get_by_role("dialog")
    await dialog.get_by_role("button", name="Move ahead of the others").click()
    await expect(dialog.get_by_role("status")).to_contain_text("that tap was not taken")
    network.heal()


async def test_swallowed_tap_arrives_once_after_the_cut(network, tablet):
    order, other = network.server.order(), network.server.order()
    start = ticket_of(tablet, order).get_by_role("button", name="Start")
    taps = []
    tablet.on("websocket", lambda socket: socket.on("framesent", lambda said: taps.append("tap_id" in str(said))))
    await tablet.reload()
    await expect(tablet.get_by_test_id("freshness")).to_have_attribute("data-live", "true", timeout=15000)
    network.swallow()
    await start.click()
    await expect(tablet.locator(".rail > [aria-busy=true]")).to_have_count(1)
    assert await faults_in(tablet, ".rail") == []
    await until(lambda: sum(taps) == 2)  # it has been sent again
    network.heal()
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing", timeout=20000)
    await expect(tablet.locator(".rail > [aria-busy=true]")).to_have_count(0)
    await expect(ticket_of(tablet, other)).to_be_visible()
    await ticket_of(tablet, other).get_by_role("button", name="Start").click()  # the kitchen takes it after the others
    await expect(ticket_of(tablet, other)).to_have_attribute("data-stage", "preparing")
    assert network.server.api("GET", f"/orders/{order['id']}")["version"] == 2


async def test_pending_tap_survives_a_restart(network, tablet):
    order = network.server.order()
    start = ticket_of(tablet, order).get_by_role("button", name="Start")
    await expect(start).to_be_visible()
    network.swallow()
    await start.click()
    network.server.stop()
    network.server.start()
    network.reset()
    network.heal()
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing", timeout=25000)
    assert network.server.api("GET", f"/orders/{order['id']}")["version"] == 2


async def test_answered_tap_is_not_repeated_after_a_cut(network, tablet):
    order = network.server.order()
    await expect(ticket_of(tablet, order)).to_be_visible()
    network.delay = 0.4
    await ticket_of(tablet, order).get_by_role("button", name="Start").click()
    await until(lambda: asyncio.to_thread(is_started, network.server, order))  # its answer is on the way
    network.reset()
    network.delay = 0.0
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing", timeout=20000)
    await expect(tablet.locator(".rail > [aria-busy=true]")).to_have_count(0, timeout=15000)
    assert network.server.api("GET", f"/orders/{order['id']}")["version"] == 2


async def begun_and_new(network, tablet):
    """Begin one order on this tablet, which offers to undo it; place another."""
    begun, new = network.server.order("Rice"), network.server.order("Naan")
    await expect(ticket_of(tablet, new)).to_be_visible()
    await ticket_of(tablet, begun).get_by_role("button", name="Start").press("Enter")
    await expect(toast(tablet, "is cooking").get_by_role("button", name="Undo")).to_be_visible()
    return begun, new


async def test_undo_key_waits_for_the_latest_tap(network, tablet):
    begun, new = await begun_and_new(network, tablet)
    network.delay = 0.4
    await ticket_of(tablet, new).get_by_role("button", name="Start").press("Enter")
    await tablet.keyboard.press("Control+z")
    await expect(ticket_of(tablet, new)).to_have_attribute("data-version", "3")
    await expect(ticket_of(tablet, new)).to_have_attribute("data-stage", "received")
    assert network.server.status(begun)["stage"] == "preparing"


async def test_undo_key_undoes_no_other_tap_unanswered(network, tablet):
    begun, new = await begun_and_new(network, tablet)
    network.swallow()
    await ticket_of(tablet, new).get_by_role("button", name="Start").press("Enter")
    await tablet.keyboard.press("Control+z")
    await expect(toast(tablet, f"No answer about {new['pickup_code']}")).to_be_visible()
    network.heal()
    await expect(ticket_of(tablet, new)).to_have_attribute("data-stage", "preparing", timeout=20000)
    assert network.server.status(begun)["stage"] == "preparing"


async def test_no_answer_is_said_where_no_order_is_meant(network, tablet):
    await tablet.get_by_role("button", name="Busy?").click()
    network.swallow()
    await tablet.get_by_role("button", name="Normal times again").click()
    await tablet.keyboard.press("Control+z")
    await expect(toast(tablet, "No answer. Look whether it was done")).to_be_visible()


async def test_restart_keeps_the_open_dialog_and_its_text(network, tablet):
    order = network.server.order()
    await ticket_of(tablet, order).get_by_role("button", name="More").click()
    await tablet.get_by_role("button", name="Cancel the order").click()
    asked = tablet.get_by_role("dialog", name=f"Cancel {order['pickup_code']}?")
    await asked.get_by_text("Another reason").click()
    await asked.get_by_label("In your words").fill("The oven is br")
    async with tablet.expect_event("load", timeout=25000):
        network.server.stop()
        network.server.start()
    await expect(asked).to_be_visible()
    await expect(asked.get_by_label("Another reason")).to_be_checked()
    await expect(asked.get_by_label("In your words")).to_be_focused()
    await tablet.keyboard.type("oken")
    await expect(tablet.locator("html")).to_have_attribute("data-alive", "true")
    await asked.get_by_role("button", name="Cancel the order").click()
    await expect(ticket_of(tablet, order)).to_have_count(0)
    assert "The oven is broken" in await (await tablet.request.get(order["tracking_url"])).text()


async def test_restart_keeps_a_typed_part_of_a_dish(network, tablet):
    order = await asyncio.to_thread(network.server.order, items=[{"name": "Burger", "quantity": 3}])
    await ticket_of(tablet, order).get_by_role("button", name="More").click()
    await tablet.get_by_label("How many of Burger").fill("1")
    await tablet.get_by_label("How many are left of Burger").fill("7")
    await restart(network, tablet)
    await expect(tablet.get_by_role("button", name="7 left: Burger")).to_be_visible()
    await tablet.get_by_role("button", name="Take off Burger").click()
    await expect(ticket_of(tablet, order).locator("[data-state=voided]")).to_have_attribute("data-quantity", "1")


async def test_restart_keeps_what_is_sought_and_counted(network, tablet):
    dishes = [{"name": name, "station": "grill", "minutes": 9} for name in ("Beef Burger", "Fish Burger", "Rice")]
    await asyncio.to_thread(network.server.api, "PUT", "/menu", {"dishes": dishes, "stations": []})
    order = await asyncio.to_thread(network.server.order, "Rice")
    await ticket_of(tablet, order).get_by_test_id("item").get_by_role("button").click(button="right")
    dialog = tablet.get_by_role("dialog", name="Sold out?")
    await restart(network, tablet)
    await expect(dialog.get_by_role("listitem")).to_contain_text(["Rice"])
    await dialog.get_by_label("Find a dish").fill("burger")
    await dialog.get_by_label("How many are left of Fish Burger").fill("3")
    await restart(network, tablet)
    await expect(dialog.get_by_label("Find a dish")).to_have_value("burger")
    await expect(dialog.get_by_role("listitem")).to_contain_text(["Beef Burger", "Fish Burger"])
    await dialog.get_by_role("button", name="3 left: Fish Burger").click()
    await expect(toast(tablet, "Fish Burger: 3 left")).to_be_visible()
