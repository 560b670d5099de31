"""The kitchen's bell: a tablet that its browser does not let ring says so, where nobody can miss it."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.browser.stopped_time import pause
from tests.browser.tablets import signed_in, ticket_of
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="session")
RING_AGAIN_MS = 21_000


async def test_tablet_that_may_not_ring_says_so(server, tablet):
    banner = tablet.locator(".sound-locked")
    await expect(banner).to_be_hidden()
    rail = await tablet.locator("main").bounding_box()
    server.order()
    await expect(banner).to_be_visible()
    assert await tablet.locator("main").evaluate("main => main.getBoundingClientRect().top") == rail["y"]
    assert (await banner.bounding_box())["width"] == tablet.viewport_size["width"]
    await banner.click()
    await expect(banner).to_be_hidden()
    await expect(tablet.locator("#sound")).to_have_attribute("data-sound", "on")
    server.order()
    await expect(tablet.locator(".rail > .new")).to_have_count(2)
    await expect(banner).to_be_hidden()


async def test_tablet_that_was_unlocked_rings_after_a_reload(server, tablet):
    sound = tablet.locator("#sound")
    await sound.click()
    await expect(sound).to_have_attribute("data-sound", "on")
    async with tablet.expect_event("load"):
        await tablet.evaluate("setTimeout(() => location.reload())")  # Playwright's own reload forgets the touch
    await expect(tablet.get_by_test_id("freshness")).to_have_attribute("data-live", "true")
    await expect(sound).to_have_attribute("data-sound", "on")
    order = server.order()
    await expect(tablet.locator(".rail > .new", has=ticket_of(tablet, order))).to_have_count(1)
    await expect(tablet.locator(".sound-locked")).to_be_hidden()


# The clock of a page that is slow to load is late.
SLOW = "document.addEventListener('readystatechange', () => (document.body.dataset.now -= 2.5), { once: true })"


async def test_what_was_announced_is_not_after_a_reload(server, browser):
    tablet = await signed_in(browser, server)
    alive, toasts = tablet.locator("html[data-alive=true]"), tablet.locator("#toasts li")
    await tablet.add_init_script(SLOW)
    await tablet.reload()
    await expect(alive).to_be_attached()
    order = server.order()
    await expect(toasts.filter(has_text=f"New order {order['pickup_code']}")).to_have_count(1)
    server.api("PATCH", f"/orders/{order['id']}", {"note": "no onions"})
    await expect(toasts.filter(has_text=f"{order['pickup_code']} was changed")).to_have_count(1)
    await tablet.reload()
    await expect(alive).to_be_attached()
    await expect(ticket_of(tablet, order)).to_contain_text("This order was changed")
    await expect(toasts).to_have_count(0)
    await expect(tablet.locator(".sound-locked")).to_be_hidden()
    await tablet.context.close()


COUNT_TONES = """() => { globalThis.tones = 0;
const make = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () {
  globalThis.tones++; globalThis.player = this; return make.call(this); }; }"""


async def test_touch_of_any_tablet_quietens_the_bell(server, browser, tablet):
    await tablet.locator("#sound").click()  # unlocks it
    await tablet.locator("#sound").click()  # and mutes it: another device is the bell
    bell = await signed_in(browser, server)

    async def tones():
        return await bell.evaluate("tones")

    async def has_rung(before):
        await bell.clock.run_for(1000)
        return await tones() > before

    try:
        await bell.clock.install()
        await bell.reload()
        await expect(bell.locator("html[data-alive=true]")).to_be_attached()
        await bell.evaluate(COUNT_TONES)
        await bell.locator("#sound").click()
        server.order()
        await until(lambda: has_rung(0))
        rung = await tones()
        await bell.clock.fast_forward(RING_AGAIN_MS)
        await until(lambda: has_rung(rung))
        await bell.evaluate("player.suspend()")  # as a call does
        await bell.clock.fast_forward(RING_AGAIN_MS)
        await bell.clock.run_for(1000)
        await expect(bell.locator(".sound-locked")).to_be_visible()
        rung = await tones()
        await bell.evaluate("player.resume()")
        await expect(bell.locator("#sound")).to_have_attribute("data-sound", "on")
        assert await bell.locator(".sound-locked").is_hidden()
        assert await tones() > rung
        heard = await bell.locator("#heard").text_content()
        await tablet.locator("h1").dispatch_event("pointerdown")
        await expect(bell.locator("#heard")).not_to_have_text(heard)
        rung = await tones()
        await bell.clock.run_for(3 * RING_AGAIN_MS)
        assert await tones() == rung
    finally:
        await bell.context.close()


async def test_ticket_drawn_again_as_it_turns_late_rings(server, browser):
    due = datetime.now(UTC) + timedelta(minutes=4)
    order = server.order(quoted_for=due.isoformat())
    page = await signed_in(browser, server, has_clock=True)
    await page.route("**/icon.svg", lambda route: route.abort())  # by which it asks for the server's time
    await page.reload()  # no answer is on its way that would correct the clock
    ticket, banner = ticket_of(page, order), page.locator(".sound-locked")
    await expect(ticket).to_have_attribute("data-pace", "soon")
    await pause(page, 1000)
    await page.clock.set_system_time(due + timedelta(minutes=1))  # a page that loads slowly is some seconds behind
    await expect(banner).to_be_hidden()
    server.tap(order, "start")
    await expect(ticket).to_have_attribute("data-stage", "preparing")
    await expect(ticket).to_have_attribute("data-pace", "late")
    await expect(banner).to_contain_text("The bell should ring now")  # of what, it does not say: no order is new
    await page.context.close()


async def test_order_forgotten_on_the_shelf_rings_once(server, browser):
    for left in server.api("GET", "/orders?stage=received,preparing,ready"):
        server.tap(left, "cancel")
    order = server.order()
    server.tap(order, "bump")
    page = await signed_in(browser, server, has_clock=True)
    await page.route("**/icon.svg", lambda route: route.abort())  # by which it asks for the server's time
    await expect(ticket_of(page, order)).to_have_attribute("data-pace", "ready")
    await page.evaluate(COUNT_TONES)
    await page.locator("#sound").click()
    unlocked = await page.evaluate("tones")
    await page.clock.fast_forward("10:30")
    await expect(ticket_of(page, order)).to_have_attribute("data-pace", "forgotten")
    rung = await page.evaluate("tones")
    assert rung > unlocked
    for _ in range(2):
        await page.clock.fast_forward(RING_AGAIN_MS)
        await page.clock.run_for(1000)
    assert await page.evaluate("tones") == rung
    await page.context.close()
