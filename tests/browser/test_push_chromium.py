"""The worker, the manifest, the bell of a guest's page and the dead zone, in Chromium."""

import asyncio
import json
import signal

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.waiting import wait_until
from tests.support.waiting import until
from tests.support.world import PIN

pytestmark = pytest.mark.asyncio(loop_scope="module")
module = pytest_asyncio.fixture(scope="module", loop_scope="module")
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
    .map(({title, body, tag, lang, data}) => ({title, body, tag, lang, path: new URL(data.navigate).pathname}))"""
CACHED = """async () => {
    const found = [];
    for (const name of await caches.keys())
        for (const {url} of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
    return found;
}"""

AGE = """async (path) => {
    const headers = {"X-Seen": String(Date.now() - 24 * 3600 * 1000)};
    await (await caches.open("orderbell-pages")).put(path, new Response("", {headers}));
    await (await caches.open("orderbell-follows")).put(`${path}/subscriptions`, new Response("{}"));
}"""


@pytest_asyncio.fixture(loop_scope="module")
async def phone(full_chromium):
    context = await full_chromium.new_context(viewport={"width": 390, "height": 844}, locale="en")
    yield context
    await context.close()


async def visit(phone, order):
    """Open the order's page as its guest, and wait until it is live and its worker runs."""
    page = await phone.new_page()
    await page.goto(order["tracking_url"])
    await wait_until(page, "document.documentElement.dataset.alive === 'true'")
    await page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    await wait_until(page, "navigator.serviceWorker.controller")
    return page


async def test_worker_shows_a_push_of_either_payload(phone, push_server):
    order = push_server.order()
    await phone.grant_permissions(["notifications"], origin=push_server.address)
    page = await visit(phone, order)
    plain = {"title": "Order A1 is ready", "body": "Come", "tag": "a", "lang": "en", "navigate": order["tracking_url"]}
    await deliver(phone, page, push_server, {"web_push": 8030, "notification": plain})
    await deliver(phone, page, push_server, plain | {"tag": "b"})
    path = "/" + order["tracking_url"].split("/", 3)[3]
    shown = [{"title": "Order A1 is ready", "body": "Come", "tag": tag, "lang": "en", "path": path} for tag in "ab"]
    assert await page.evaluate(SHOWN) == shown
    await deliver(phone, page, push_server, plain | {"title": "Order A1 is not quite ready"})
    shown[0]["title"] = "Order A1 is not quite ready"
    assert await page.evaluate(SHOWN) == shown


async def test_push_from_another_address_is_of_the_same_order(phone, push_server):
    order = push_server.order()
    await phone.grant_permissions(["notifications"], origin=push_server.address)
    page = await visit(phone, order)
    path = await kept(page)
    said = {"title": "Order A1 is ready", "body": "Come", "tag": "a", "navigate": f"https://moved.example{path}"}
    await deliver(phone, page, push_server, said)
    assert "Order A1 is ready. Come" in await page.evaluate(
        "(path) => caches.match(path).then((it) => it.text())", path
    )


async def deliver(phone, page, push_server, message):
    """Have the browser fire the push event, as if a push service had sent the message, and wait until it is over."""
    session = await phone.new_cdp_session(page)
    registrations = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"]))
    await session.send("ServiceWorker.enable")
    await until(lambda: registrations)
    events = await push_events(session)
    wanted = {"origin": push_server.address, "registrationId": registrations[-1]["registrationId"]}
    await session.send("ServiceWorker.deliverPushMessage", wanted | {"data": json.dumps(message)})
    # Not by polling `getNotifications`: Chromium deletes there what it has stored but does not display yet.
    await until(lambda: "Push event completed" in events)
    await session.detach()


async def push_events(session):
    """Return a list to which the browser adds the name of each push event from now on."""
    names = []
    session.on(
        "BackgroundService.backgroundServiceEventReceived",
        lambda event: names.append(event["backgroundServiceEvent"]["eventName"]),
    )
    await session.send("BackgroundService.setRecording", {"service": "pushMessaging", "shouldRecord": True})
    await session.send("BackgroundService.startObserving", {"service": "pushMessaging"})
    names.clear()  # the events recorded before are sent first
    return names


async def test_installed_app_opens_with_the_order(phone, push_server):
    order = push_server.order()
    page = await visit(phone, order)
    session = await phone.new_cdp_session(page)
    found = await session.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert manifest["display"] == "standalone"
    assert manifest["id"] == "/guest"
    assert push_server.address + manifest["start_url"] == order["tracking_url"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        size = await page.evaluate(
            "async (src) => createImageBitmap(await (await fetch(src)).blob()).then((b) => `${b.width}x${b.height}`)",
            icon["src"],
        )
        assert size == icon["sizes"]
    problems = (await session.send("Page.getInstallabilityErrors"))["installabilityErrors"]
    assert [problem["errorId"] for problem in problems if problem["errorId"] != "in-incognito"] == []


async def _continue_after(event, route):
    await event.wait()
    await route.continue_()


async def test_owners_test_says_why_nothing_rings(phone, push_server):
    page = await phone.new_page()
    pressed = asyncio.Event()
    await page.route("**/owner/settings_start*", lambda route: _continue_after(pressed, route))
    await page.goto(f"{push_server.address}/login?next=/settings")
    await page.get_by_label("PIN").fill(PIN)
    await page.keyboard.press("Enter")
    test = page.get_by_role("button", name="Send a test to this device")
    await test.click()  # its script has yet to come
    pressed.set()
    await expect(page.get_by_text("This browser does not allow notices from this page.")).to_be_visible()
    await phone.grant_permissions(["notifications"], origin=push_server.address)
    await test.click()  # this Chromium knows no push service of its own
    await expect(page.get_by_text("It was not taken: ")).to_be_visible()
    await expect(test).to_be_enabled()


@pytest.mark.parametrize(
    ("share", "is_unfolded"),
    [
        ("async (shared) => { window.shared = shared }", False),
        ("async () => { throw new DOMException('', 'AbortError') }", False),
        ("async () => { throw new DOMException('', 'NotAllowedError') }", True),
        ("undefined", True),
    ],
)
async def test_link_is_shared_or_unfolded(phone, push_server, share, is_unfolded):
    order = push_server.order()
    page = await phone.new_page()
    await page.add_init_script(f"Object.defineProperty(navigator, 'share', {{value: {share}}})")
    await page.goto(order["tracking_url"])
    await wait_until(page, "document.documentElement.dataset.alive === 'true'")
    await page.get_by_text("Share this page").click()
    await expect(page.locator("#share")).to_have_js_property("open", is_unfolded)
    if "window.shared" in share:
        assert (await page.evaluate("window.shared"))["url"] == order["tracking_url"]
    if is_unfolded:
        await expect(page.get_by_role("link", name=order["tracking_url"])).to_be_visible()


RINGS = (
    "window.rung = []; navigator.vibrate = (pattern) => rung.push('vibrate');"
    "OscillatorNode.prototype.start = new Proxy(OscillatorNode.prototype.start,"
    " {apply: (start, it, [at]) => { rung.push('sound'); return start.call(it, at) }})"
)


async def ringing_page(phone, order):
    """Open the order's page, and let it ring."""
    page = await phone.new_page()
    await page.add_init_script(RINGS)
    await page.goto(order["tracking_url"])
    await wait_until(page, "document.documentElement.dataset.alive === 'true'")
    await page.get_by_text("Other ways").click()
    ring = page.get_by_role("button", name="Ring on this page")
    await ring.click()
    await expect(ring).to_have_attribute("aria-pressed", "true")
    await page.evaluate("rung.length = 0")
    return page


async def test_page_rings_vibrates_and_retitles_when_ready(phone, push_server):
    order = push_server.order()
    page = await ringing_page(phone, order)
    push_server.tap(order, "bump")
    await wait_until(page, "rung.includes('vibrate') && rung.includes('sound')")
    await wait_until(page, "document.title.includes('\U0001f514')")
    await page.evaluate("rung.length = 0")
    push_server.tap(order, "call")
    await wait_until(page, "rung.includes('vibrate') && rung.includes('sound')")


async def test_page_that_was_away_rings_when_it_is_back(phone, push_server):
    order = push_server.order()
    page = await ringing_page(phone, order)
    for verb in ("bump", "call"):
        await page.goto("about:blank")
        push_server.tap(order, verb)
        await page.goto(order["tracking_url"])
        await wait_until(page, "rung.includes('vibrate') && rung.includes('sound')")
        await expect(page.locator("[data-do=ring]").first).to_have_attribute("aria-pressed", "true")
    await page.reload()
    await wait_until(page, "document.querySelector('notify-me')?.dataset.state")
    assert await page.evaluate("rung") == []


async def test_screen_stays_on_through_a_reload(phone, push_server):
    page = await phone.new_page()
    await page.add_init_script("WakeLock.prototype.request = async () => ({ released: false, release() {} })")
    await page.goto(push_server.order()["tracking_url"])
    await wait_until(page, "document.documentElement.dataset.alive === 'true'")
    await page.get_by_text("Other ways").click()
    awake = page.get_by_role("button", name="Keep screen on")
    await awake.click()
    await expect(awake).to_have_attribute("aria-pressed", "true")
    await page.reload()
    await expect(page.locator("[data-do=awake]").first).to_have_attribute("aria-pressed", "true")
    await page.get_by_text("Other ways").click()
    await awake.click()
    await expect(awake).to_have_attribute("aria-pressed", "false")


async def test_dead_zone_shows_the_last_state_and_its_age(phone, push_server):
    order, unseen = push_server.order(), push_server.order()
    push_server.tap(order, "start")
    page = await visit(phone, order)
    await kept(page)
    await page.close()
    push_server.stop(signal.SIGKILL)
    try:
        page, other = await phone.new_page(), await phone.new_page()
        await page.goto(order["tracking_url"])
        await expect(page.get_by_test_id("pickup-code")).to_have_text(order["pickup_code"])
        await expect(page.locator("main")).to_have_attribute("data-stage", "preparing")
        await expect(page.get_by_test_id("freshness")).to_have_attribute("data-live", "false")
        await expect(page.get_by_test_id("freshness")).to_contain_text("this minute")
        await expect(page.get_by_role("button", name="Notify me")).to_have_count(0)
        await other.goto(unseen["tracking_url"])
        await expect(other.get_by_role("heading", name="There is no network")).to_be_visible()
    finally:
        push_server.start()
    await expect(other.get_by_test_id("pickup-code")).to_have_text(unseen["pickup_code"], timeout=20_000)
    await wait_until(page, "document.documentElement.dataset.alive === 'true'")
    push_server.tap(order, "bump")
    await expect(page.locator("main")).to_have_attribute("data-stage", "ready")


async def test_phone_follows_an_order_not_seen_for_a_day(phone, push_server):
    order, other = push_server.order(), push_server.order()
    page = await visit(phone, order)
    path = await kept(page)
    await page.close()
    page = await visit(phone, other)
    await page.evaluate(AGE, path)
    await page.reload()
    await until(lambda: _is_left(page, path, [f"{path}/subscriptions"]))
    push_server.tap(order, "cancel")
    await page.reload()
    await until(lambda: _is_left(page, path, []))


@pytest.mark.parametrize("verbs", [("bump", "hand_over"), ("cancel",)])
@pytest.mark.parametrize("is_open", [True, False])
async def test_ended_order_leaves_nothing_on_the_phone(phone, push_server, verbs, is_open):
    order, next_order = push_server.order(), push_server.order()
    page = await visit(phone, order)
    path = await kept(page)
    if not is_open:
        await page.close()
    for verb in verbs:
        push_server.tap(order, verb)
    if not is_open:
        page = await visit(phone, next_order)
    await until(lambda: _is_left(page, path, []))


async def kept(page):
    """Wait until the page's last known state is kept; return its path."""
    path = await page.evaluate("location.pathname")
    await until(lambda: page.evaluate("(path) => caches.match(path).then(Boolean)", path))
    return path


async def _is_left(page, path, wanted):
    return [left for left in await page.evaluate(CACHED) if left.startswith(path)] == wanted
