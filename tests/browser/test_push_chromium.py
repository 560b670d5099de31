"""The worker, the manifest, every state of "Notify me" and the dead zone, in Chromium."""

import asyncio
import json
import signal

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.browser.tablets import faults_in
from tests.browser.waiting import wait_until
from tests.support.browsers import chromium, chromium_flags
from tests.support.fake_push_service import FakePushService
from tests.support.push_restaurant import pushing_to
from tests.support.server_process import running_server
from tests.support.waiting import until
from tests.support.world import PIN

pytestmark = pytest.mark.asyncio(loop_scope="module")
module = pytest_asyncio.fixture(scope="module", loop_scope="module")
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.4 Mobile/15E148 Safari/604.1"
)
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


@module
async def server(tmp_path_factory):
    async with FakePushService().running() as service:
        with running_server(tmp_path_factory.mktemp("server"), **pushing_to(service)) as running:
            yield running


@module
async def browser():
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium(), args=chromium_flags())
        yield running
        await running.close()


@pytest_asyncio.fixture(loop_scope="module")
async def phone(browser):
    context = await browser.new_context(viewport={"width": 390, "height": 844}, locale="en")
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


async def state(page):
    await wait_until(page, "document.querySelector('notify-me')?.dataset.state")
    return await page.evaluate("document.querySelector('notify-me').dataset.state")


async def test_worker_shows_a_push_of_either_payload(phone, server):
    order = server.order()
    await phone.grant_permissions(["notifications"], origin=server.address)
    page = await visit(phone, order)
    plain = {"title": "Order A1 is ready", "body": "Come", "tag": "a", "lang": "en", "navigate": order["tracking_url"]}
    await deliver(phone, page, server, {"web_push": 8030, "notification": plain})
    await deliver(phone, page, server, plain | {"tag": "b"})
    path = "/" + order["tracking_url"].split("/", 3)[3]
    shown = [{"title": "Order A1 is ready", "body": "Come", "tag": tag, "lang": "en", "path": path} for tag in "ab"]
    assert await page.evaluate(SHOWN) == shown
    await deliver(phone, page, server, plain | {"title": "Order A1 is not quite ready"})
    shown[0]["title"] = "Order A1 is not quite ready"
    assert await page.evaluate(SHOWN) == shown


async def deliver(phone, page, server, message):
    """Have the browser fire the push event, as if a push service had sent the message, and wait until it is over."""
    session = await phone.new_cdp_session(page)
    registrations = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"]))
    await session.send("ServiceWorker.enable")
    await until(lambda: registrations)
    events = await push_events(session)
    wanted = {"origin": server.address, "registrationId": registrations[-1]["registrationId"]}
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


async def test_installed_app_opens_with_the_order(phone, server):
    order = server.order()
    page = await visit(phone, order)
    session = await phone.new_cdp_session(page)
    found = await session.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert manifest["display"] == "standalone"
    assert manifest["id"] == "/guest"
    assert server.address + manifest["start_url"] == order["tracking_url"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        size = await page.evaluate(
            "async (src) => createImageBitmap(await (await fetch(src)).blob()).then((b) => `${b.width}x${b.height}`)",
            icon["src"],
        )
        assert size == icon["sizes"]
    problems = (await session.send("Page.getInstallabilityErrors"))["installabilityErrors"]
    assert [problem["errorId"] for problem in problems if problem["errorId"] != "in-incognito"] == []


async def test_iphone_is_told_the_way_to_the_home_screen(browser, server):
    order = server.order()
    async with await browser.new_context(user_agent=IPHONE, locale="en") as phone:
        page = await phone.new_page()
        await page.goto(order["tracking_url"])
        assert await state(page) == "home-screen"
        await expect(page.get_by_text("On iPhone and iPad, notices need the Home Screen")).to_be_visible()
        steps = page.locator(".how li")
        await expect(steps).to_have_count(3)
        await expect(page.locator(".how li svg")).to_have_count(3)
        await expect(steps.nth(1)).to_contain_text("Add to Home Screen")
        await expect(page.get_by_role("button", name="Notify me")).to_be_hidden()


async def test_a_blocked_page_says_so_and_how_to_allow_it(phone, server):
    page = await phone.new_page()
    await page.add_init_script("Object.defineProperty(Notification, 'permission', {get: () => 'denied'})")
    await page.goto(server.order()["tracking_url"])
    assert await state(page) == "blocked"
    await expect(page.get_by_text("Notices are blocked for this page.")).to_be_visible()
    await expect(page.get_by_role("button", name="Ring on this page")).to_be_visible()


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("delete window.PushManager", "unsupported"),
        ("Object.defineProperty(window, 'isSecureContext', {value: false})", "insecure"),
    ],
)
async def test_page_itself_is_offered_where_push_is_missing(phone, server, script, expected):
    page = await phone.new_page()
    await page.add_init_script(script)
    await page.goto(server.order()["tracking_url"])
    assert await state(page) == expected
    await expect(page.get_by_text("Keep this page open: it rings")).to_be_visible()
    await expect(page.get_by_role("button", name="Notify me")).to_be_hidden()


async def _continue_after(event, route):
    await event.wait()
    await route.continue_()


async def test_owners_test_says_why_nothing_rings(phone, server):
    page = await phone.new_page()
    pressed = asyncio.Event()
    await page.route("**/owner/settings_start*", lambda route: _continue_after(pressed, route))
    await page.goto(f"{server.address}/login?next=/settings")
    await page.get_by_label("PIN").fill(PIN)
    await page.keyboard.press("Enter")
    test = page.get_by_role("button", name="Send a test to this device")
    await test.click()  # its script has yet to come
    pressed.set()
    await expect(page.get_by_text("This browser does not allow notices from this page.")).to_be_visible()
    await phone.grant_permissions(["notifications"], origin=server.address)
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
async def test_link_is_shared_or_unfolded(phone, server, share, is_unfolded):
    order = server.order()
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


async def test_nobody_is_asked_before_they_tap(phone, server):
    page = await phone.new_page()
    await page.add_init_script("Notification.requestPermission = async () => { window.asked = true; return 'default' }")
    await page.goto(server.order()["tracking_url"])
    assert await state(page) == "ask"
    await page.wait_for_timeout(300)
    assert await page.evaluate("window.asked") is None
    await page.get_by_role("button", name="Notify me").click()
    await wait_until(page, "window.asked")
    assert await state(page) == "ask"


async def test_focus_stays_where_notices_were_refused(phone, server):
    page = await phone.new_page()
    await page.add_init_script("""
        let answer = 'default';
        Object.defineProperty(Notification, 'permission', {get: () => answer});
        Notification.requestPermission = async () => answer = 'denied';
    """)
    await page.goto(server.order()["tracking_url"])
    assert await state(page) == "ask"
    await page.get_by_role("button", name="Notify me").press("Enter")
    await expect(page.get_by_role("button", name="Ring on this page")).to_be_focused()


async def test_lost_worker_does_not_keep_a_guest_waiting(phone, server):
    await phone.grant_permissions(["notifications"], origin=server.address)
    page = await phone.new_page()
    await page.clock.install()
    await page.add_init_script("ServiceWorkerContainer.prototype.register = async () => { window.asked = true }")
    await page.goto(server.order()["tracking_url"])
    await wait_until(page, "window.asked")
    await page.evaluate("window.asked = false")
    await page.get_by_role("button", name="Notify me").click()
    await wait_until(page, "window.asked")
    assert await state(page) == "asking"
    assert await faults_in(page, ".notify") == []
    await page.clock.run_for(10_000)
    await expect(page.get_by_text("That did not work. Please check your connection")).to_be_visible()


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


async def test_page_rings_vibrates_and_retitles_when_ready(phone, server):
    order = server.order()
    page = await ringing_page(phone, order)
    server.tap(order, "bump")
    await wait_until(page, "rung.includes('vibrate') && rung.includes('sound')")
    await wait_until(page, "document.title.includes('\U0001f514')")
    await page.evaluate("rung.length = 0")
    server.tap(order, "call")
    await wait_until(page, "rung.includes('vibrate') && rung.includes('sound')")


async def test_page_that_was_away_rings_when_it_is_back(phone, server):
    order = server.order()
    page = await ringing_page(phone, order)
    for verb in ("bump", "call"):
        await page.goto("about:blank")
        server.tap(order, verb)
        await page.goto(order["tracking_url"])
        await wait_until(page, "rung.includes('vibrate') && rung.includes('sound')")
        await expect(page.locator("[data-do=ring]").first).to_have_attribute("aria-pressed", "true")
    await page.reload()
    await state(page)
    assert await page.evaluate("rung") == []


async def test_screen_stays_on_through_a_reload(phone, server):
    page = await phone.new_page()
    await page.add_init_script("WakeLock.prototype.request = async () => ({ released: false, release() {} })")
    await page.goto(server.order()["tracking_url"])
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


async def test_dead_zone_shows_the_last_state_and_its_age(phone, server):
    order, unseen = server.order(), server.order()
    server.tap(order, "start")
    page = await visit(phone, order)
    await kept(page)
    await page.close()
    server.stop(signal.SIGKILL)
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
        server.start()
    await expect(other.get_by_test_id("pickup-code")).to_have_text(unseen["pickup_code"], timeout=20_000)
    await wait_until(page, "document.documentElement.dataset.alive === 'true'")
    server.tap(order, "bump")
    await expect(page.locator("main")).to_have_attribute("data-stage", "ready")


async def test_phone_follows_an_order_not_seen_for_a_day(phone, server):
    order, other = server.order(), server.order()
    page = await visit(phone, order)
    path = await kept(page)
    await page.close()
    page = await visit(phone, other)
    await page.evaluate(AGE, path)
    await page.reload()
    await until(lambda: _is_left(page, path, [f"{path}/subscriptions"]))
    server.tap(order, "cancel")
    await page.reload()
    await until(lambda: _is_left(page, path, []))


@pytest.mark.parametrize("verbs", [("bump", "hand_over"), ("cancel",)])
@pytest.mark.parametrize("is_open", [True, False])
async def test_ended_order_leaves_nothing_on_the_phone(phone, server, verbs, is_open):
    order, next_order = server.order(), server.order()
    page = await visit(phone, order)
    path = await kept(page)
    if not is_open:
        await page.close()
    for verb in verbs:
        server.tap(order, verb)
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
