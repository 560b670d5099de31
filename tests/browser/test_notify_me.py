"""What "Notify me" says of an order is what the phone is told of it: in Chromium, with a push service in its place."""

import asyncio
import json
import re

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.browser.waiting import wait_until
from tests.support.browsers import chromium, chromium_flags
from tests.support.fake_phone import Phone
from tests.support.fake_push_service import FakePushService
from tests.support.push_restaurant import pushing_to
from tests.support.server_process import running_server

pytestmark = pytest.mark.asyncio(loop_scope="module")
module = pytest_asyncio.fixture(scope="module", loop_scope="module")

# This Chromium knows no push service of its own.
SUBSCRIBES = """
    const said = %s;
    const subscription = { ...said, options: {}, toJSON: () => said, unsubscribe: async () => true };
    PushManager.prototype.subscribe = async () => subscription;
    PushManager.prototype.getSubscription = async () => subscription;
"""


@module
async def service():
    async with FakePushService().running() as running:
        yield running


@module
async def server(tmp_path_factory, service):
    with running_server(tmp_path_factory.mktemp("server"), **pushing_to(service)) as running:
        yield running


@module
async def browser():
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium(), args=chromium_flags())
        yield running
        await running.close()


@pytest_asyncio.fixture(loop_scope="module")
async def phone(browser, server):
    context = await browser.new_context(viewport={"width": 390, "height": 844}, locale="en")
    await context.grant_permissions(["notifications"], origin=server.address)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def subscription(server, service):
    """What the browser of the phone says of its subscription."""
    page = server.see(f"/t/{server.order()['token']}")[1]
    return Phone(service, re.search('data-key="([^"]+)"', page)[1]).subscription


async def follow(phone, order, subscription):
    """Open the order's page as its guest, and tap "Notify me"."""
    page = await phone.new_page()
    await page.add_init_script(SUBSCRIBES % json.dumps(subscription))
    await page.goto(order["tracking_url"])
    await wait_until(page, "document.documentElement.dataset.alive === 'true'")
    await page.get_by_role("button", name="Notify me").click()
    return page


async def test_merged_order_is_followed_on(phone, server, subscription):
    order, merged = server.order(), server.order()
    page = await follow(phone, merged, subscription)
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()
    server.tap(order, "merge", other=merged["id"])
    await page.reload()
    await expect(page.get_by_test_id("pickup-code")).to_have_text(order["pickup_code"])
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()


async def test_phone_that_is_told_nothing_says_so(phone, server, subscription):
    page = await follow(phone, server.order(), subscription)
    await page.get_by_text("Other ways").click()
    for box in await page.get_by_role("checkbox").all():
        await box.uncheck()
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_hidden()
    await page.reload()
    await wait_until(page, "document.querySelector('notify-me')?.dataset.state === 'ask'")
    await page.get_by_text("Other ways").click()
    for box in await page.get_by_role("checkbox").all():
        await box.uncheck()
    await page.get_by_role("button", name="Notify me when it is ready").click()
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()
    await expect(page.get_by_role("checkbox", name="when it is ready")).to_be_checked()


async def test_wishes_are_sent_one_after_another(phone, server, subscription):
    page = await follow(phone, server.order(), subscription)
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()
    await page.get_by_text("Other ways").click()
    first, answered = asyncio.Event(), asyncio.Event()

    async def hold(route):
        answer = await route.fetch()
        await first.wait()
        await route.fulfill(response=answer)
        answered.set()

    await page.route("**/subscriptions", hold, times=1)
    async with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        for box in await page.get_by_role("checkbox").all():
            await box.uncheck()
        first.set()
        await answered.wait()
    await page.reload()
    await wait_until(page, "document.querySelector('notify-me')?.dataset.state === 'ask'")


async def test_ready_order_asks_who_did_not_want_to_hear(phone, server, subscription):
    order = server.order()
    page = await follow(phone, order, subscription)
    await page.get_by_text("Other ways").click()
    await page.get_by_role("checkbox", name="when it is ready").uncheck()
    await expect(page.get_by_text("This phone will ring", exact=True)).to_be_visible()
    server.tap(order, "bump")
    await page.get_by_role("button", name="Notify me if I am called again").click()
    await expect(page.get_by_text("This phone will ring if you are called again")).to_be_visible()
    await page.reload()
    await expect(page.get_by_text("This phone will ring if you are called again")).to_be_visible()


async def test_refused_phone_is_offered_the_page_itself(phone, server, subscription):
    elsewhere = subscription | {"endpoint": "https://push.elsewhere.example/phone"}
    page = await follow(phone, server.order(), elsewhere)
    await expect(page.get_by_text("Keep this page open: it rings")).to_be_visible()
    await expect(page.get_by_text("That did not work.")).to_be_hidden()
