"""Every state of "Notify me", in Chromium: what it says of an order is what the phone is told of it."""

import asyncio
import json
import re
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.conftest import is_live
from tests.browser.tablets import faults_in
from tests.browser.waiting import wait_until
from tests.support.fake_phone import Phone

pytestmark = pytest.mark.asyncio(loop_scope="module")
module = pytest_asyncio.fixture(scope="module", loop_scope="module")

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.4 Mobile/15E148 Safari/604.1"
)
# This Chromium knows no push service of its own.
SUBSCRIBES = """
    const said = %s;
    const subscription = { ...said, options: {}, toJSON: () => said, unsubscribe: async () => true };
    PushManager.prototype.subscribe = async () => subscription;
    PushManager.prototype.getSubscription = async () => subscription;
"""


@pytest_asyncio.fixture(loop_scope="module")
async def phone(full_chromium, push_server):
    context = await full_chromium.new_context(viewport={"width": 390, "height": 844}, locale="en")
    await context.grant_permissions(["notifications"], origin=push_server.address)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def subscription(push_server, push_service):
    """What the full_chromium of the phone says of its subscription."""
    page = push_server.see(f"/t/{push_server.order()['token']}")[1]
    return Phone(push_service, re.search('data-key="([^"]+)"', page)[1]).subscription


async def has_state(page, expected):
    await expect(page.locator("notify-me").first).to_have_attribute("data-state", expected)


async def follow(phone, order, subscription):
    """Open the order's page as its guest, and tap "Notify me"."""
    page = await phone.new_page()
    await page.add_init_script(SUBSCRIBES % json.dumps(subscription))
    await page.goto(order["tracking_url"])
    await wait_until(page, "document.documentElement.dataset.alive === 'true'")
    await page.get_by_role("button", name="Notify me").click()
    return page


async def test_merged_order_is_followed_on(phone, push_server, subscription):
    order, merged = push_server.order(), push_server.order()
    page = await follow(phone, merged, subscription)
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()
    push_server.tap(order, "merge", other=merged["id"])
    await expect(page).to_have_title(re.compile(order["pickup_code"]))
    await page.reload()
    await expect(page.get_by_test_id("pickup-code")).to_have_text(order["pickup_code"])
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()


async def test_notice_of_a_merged_order_opens_its_own_link(phone, push_server, subscription):
    order, merged = push_server.order(), push_server.order()
    page = await follow(phone, merged, subscription)
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()
    [worker] = phone.service_workers
    opened = "(address) => pageOf(address).then(({ pathname }) => pathname)"
    assert await worker.evaluate(opened, order["tracking_url"]) == f"/t/{order['token']}"
    push_server.tap(order, "merge", other=merged["id"])
    assert await worker.evaluate(opened, order["tracking_url"]) == f"/t/{merged['token']}"


async def test_phone_that_is_told_nothing_says_so(phone, push_server, subscription):
    page = await follow(phone, push_server.order(), subscription)
    await page.get_by_text("Other ways").click()
    for box in await page.get_by_role("checkbox").all():
        await box.uncheck()
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_hidden()
    await page.reload()
    await has_state(page, "ask")
    await page.get_by_text("Other ways").click()
    for box in await page.get_by_role("checkbox").all():
        await box.uncheck()
    await page.get_by_role("button", name="Notify me when it is ready").click()
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()
    await expect(page.get_by_role("checkbox", name="when it is ready")).to_be_checked()


async def test_wishes_are_sent_one_after_another(phone, push_server, subscription):
    page = await follow(phone, push_server.order(), subscription)
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()
    await page.get_by_text("Other ways").click()
    async with held(page) as release, page.expect_response(lambda answer: answer.request.method == "DELETE"):
        for box in await page.get_by_role("checkbox").all():
            await box.uncheck()
        await release()
    await page.reload()
    await has_state(page, "ask")


async def test_what_is_ticked_while_it_looks_is_kept(phone, push_server, subscription):
    page = await follow(phone, push_server.order(), subscription)
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()
    await page.get_by_text("Other ways").click()
    late, cancelled = (page.locator(f"notify-me input[value={kind}]") for kind in ("late", "cancelled"))
    async with held(page) as release:
        await late.uncheck()
        await page.evaluate("document.dispatchEvent(new CustomEvent('notify'))")
        await cancelled.uncheck()
        async with page.expect_request("**/subscriptions") as asked:
            await release()
    assert (await asked.value).post_data_json["kinds"] == ["ready"]
    await expect(cancelled).not_to_be_checked()


@asynccontextmanager
async def held(page):
    """Hold the answer to the next wish; yields a function that lets it through."""
    first, answered = asyncio.Event(), asyncio.Event()

    async def hold(route):
        answer = await route.fetch()
        await first.wait()
        await route.fulfill(response=answer)
        answered.set()

    async def release():
        first.set()
        await answered.wait()

    await page.route("**/subscriptions", hold, times=1)
    yield release


async def test_ready_order_asks_who_did_not_want_to_hear(phone, push_server, subscription):
    order = push_server.order()
    page = await follow(phone, order, subscription)
    await page.get_by_text("Other ways").click()
    await page.get_by_role("checkbox", name="when it is ready").uncheck()
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()
    push_server.tap(order, "bump")
    await page.get_by_role("button", name="Notify me if I am called again").click()
    await expect(page.get_by_text("This phone will ring if you are called again")).to_be_visible()
    await page.reload()
    await expect(page.get_by_text("This phone will ring if you are called again")).to_be_visible()


async def test_refused_phone_is_offered_the_page_itself(phone, push_server, subscription):
    elsewhere = subscription | {"endpoint": "https://push.elsewhere.example/phone"}
    page = await follow(phone, push_server.order(), elsewhere)
    await expect(page.get_by_text("Keep this page open: it rings")).to_be_visible()
    await expect(page.get_by_text("That did not work.")).to_be_hidden()


async def test_iphone_is_told_the_way_to_the_home_screen(full_chromium, push_server):
    order = push_server.order()
    async with await full_chromium.new_context(user_agent=IPHONE, locale="en") as phone:
        page = await phone.new_page()
        await page.goto(order["tracking_url"])
        await has_state(page, "home-screen")
        await expect(page.get_by_text("On iPhone and iPad, notices need the Home Screen")).to_be_visible()
        steps = page.locator(".how li")
        await expect(steps).to_have_count(3)
        await expect(page.locator(".how li svg")).to_have_count(3)
        await expect(steps.nth(1)).to_contain_text("Add to Home Screen")
        await expect(page.get_by_role("button", name="Notify me")).to_be_hidden()


async def test_a_blocked_page_says_so_and_how_to_allow_it(phone, push_server):
    page = await phone.new_page()
    await page.add_init_script("Object.defineProperty(Notification, 'permission', {get: () => 'denied'})")
    await page.goto(push_server.order()["tracking_url"])
    await has_state(page, "blocked")
    await expect(page.get_by_text("Notices are blocked for this page.")).to_be_visible()
    await expect(page.get_by_role("button", name="Ring on this page")).to_be_visible()


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("delete window.PushManager", "unsupported"),
        ("Object.defineProperty(window, 'isSecureContext', {value: false})", "insecure"),
    ],
)
async def test_page_itself_is_offered_where_push_is_missing(phone, push_server, script, expected):
    page = await phone.new_page()
    await page.add_init_script(script)
    await page.goto(push_server.order()["tracking_url"])
    await has_state(page, expected)
    await expect(page.get_by_text("Keep this page open: it rings")).to_be_visible()
    await expect(page.get_by_role("button", name="Notify me")).to_be_hidden()


async def test_nobody_is_asked_before_they_tap(phone, push_server):
    page = await phone.new_page()
    await page.add_init_script("Notification.requestPermission = async () => { window.asked = true; return 'default' }")
    await page.goto(push_server.order()["tracking_url"])
    await has_state(page, "ask")
    await is_live(page)
    assert await page.evaluate("window.asked") is None
    await page.get_by_role("button", name="Notify me").click()
    await wait_until(page, "window.asked")
    await has_state(page, "ask")


async def test_focus_stays_where_notices_were_refused(phone, push_server):
    page = await phone.new_page()
    await page.add_init_script("""
        let answer = 'default';
        Object.defineProperty(Notification, 'permission', {get: () => answer});
        Notification.requestPermission = async () => answer = 'denied';
    """)
    await page.goto(push_server.order()["tracking_url"])
    await has_state(page, "ask")
    await page.get_by_role("button", name="Notify me").press("Enter")
    await expect(page.get_by_role("button", name="Ring on this page")).to_be_focused()


async def test_lost_worker_does_not_keep_a_guest_waiting(phone, push_server):
    await phone.grant_permissions(["notifications"], origin=push_server.address)
    page = await phone.new_page()
    await page.clock.install()
    await page.add_init_script("ServiceWorkerContainer.prototype.register = async () => { window.asked = true }")
    await page.goto(push_server.order()["tracking_url"])
    await wait_until(page, "window.asked")
    await page.evaluate("window.asked = false")
    await page.get_by_role("button", name="Notify me").click()
    await wait_until(page, "window.asked")
    await has_state(page, "asking")
    assert await faults_in(page, ".notify") == []
    await page.clock.run_for(10_000)
    await expect(page.get_by_text("That did not work. Please check your connection")).to_be_visible()
