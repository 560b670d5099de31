"""A tap on "Ready" in the kitchen reaches the desktop of a guest with a real Firefox, and the controls do not."""

import sqlite3
from contextlib import closing

import pytest
import pytest_asyncio

from tests.support.desktop import desktop as run_desktop
from tests.support.fake_phone import Phone
from tests.support.fake_push_service import UNDECRYPTABLE
from tests.support.firefox import firefox as run_firefox
from tests.support.push_restaurant import pushing_to
from tests.support.server_process import running_server
from tests.support.waiting import until
from tests.support.world import PIN

pytestmark = pytest.mark.asyncio(loop_scope="module")
module = pytest_asyncio.fixture(scope="module", loop_scope="module")
FOLLOWS = "document.querySelector('notify-me')?.dataset.state === 'on'"


@module
async def desktop(tmp_path_factory):
    async with run_desktop(tmp_path_factory.mktemp("desktop")) as running:
        yield running


@module
async def firefox(tmp_path_factory, push_service, desktop, push_server):
    preferences = {
        "dom.push.serverURL": push_service.socket_url,
        "dom.push.testing.allowInsecureServerURL": True,
        "dom.push.connection.enabled": True,
        "dom.push.retryBaseInterval": 200,
    }
    async with run_firefox(tmp_path_factory.mktemp("firefox"), desktop.environment, preferences) as running:
        await running.permit(push_server.address)
        yield running


@module
async def kitchen(firefox, push_server):
    tab = await firefox.open(f"{push_server.address}/login")
    await tab.run(f"(document.querySelector('input[name=pin]').value = '{PIN}')")
    await tab.tap("Sign in")
    await tab.until("location.pathname === '/kitchen'")
    return tab


async def follow(firefox, order):
    """Open the order's page as its guest, and tap "Notify me"."""
    tab = await firefox.open(order["tracking_url"])
    await tab.tap("Notify me")
    await tab.until(FOLLOWS)
    return tab


async def tap_ready(kitchen, order):
    ticket = f"document.querySelector('[data-testid=ticket][data-order-id=\"{order['id']}\"]')"
    await kitchen.until(f"!!{ticket}")
    await kitchen.tap("Ready", within=ticket)


def shown(desktop, order):
    return [note for note in desktop.shown if order["pickup_code"] in note.title]


async def test_ready_push_is_shown_and_its_click_focuses(firefox, kitchen, push_server, desktop):
    order = push_server.order()
    guest = await follow(firefox, order)
    await kitchen.front()
    await tap_ready(kitchen, order)
    await until(lambda: shown(desktop, order), max_seconds=10)
    (note,) = shown(desktop, order)
    assert note.title == f"Order {order['pickup_code']} is ready"
    assert note.body.startswith("Please show your code at the counter.")
    assert await guest.run("document.visibilityState") == "hidden"
    desktop.click(note)
    await guest.until("document.visibilityState === 'visible'")
    assert await guest.run("document.querySelector('main').dataset.stage") == "ready"


async def test_push_for_a_closed_page_opens_it_on_a_click(firefox, kitchen, push_server, desktop):
    order = push_server.order(language="en")
    chosen = f"{order['tracking_url']}?lang=es"
    guest = await firefox.open(chosen)
    await guest.tap("Av")
    await guest.until(FOLLOWS)
    await guest.close()
    await tap_ready(kitchen, order)
    await until(lambda: shown(desktop, order), max_seconds=10)
    (note,) = shown(desktop, order)
    assert note.title == f"El pedido {order['pickup_code']} está listo"
    assert chosen not in (await firefox.tabs()).values()
    desktop.click(note)
    await until(lambda: _is_open(firefox, chosen))


async def _is_open(firefox, url):
    return url in (await firefox.tabs()).values()


async def test_late_recall_replaces_what_was_shown(firefox, push_server, desktop):
    order = push_server.order("Lamb Biryani")
    guest = await follow(firefox, order)
    push_server.tap(order, "bump")
    await until(lambda: shown(desktop, order), max_seconds=10)
    push_server.tap(order, "recall")
    await until(lambda: len(shown(desktop, order)) == 2, max_seconds=10)
    (note,) = [note for note in desktop.on_screen if order["pickup_code"] in note.title]
    assert note.title == f"Order {order['pickup_code']} is not quite ready"
    await guest.close()


@pytest.mark.usefixtures("kitchen")
async def test_owners_test_rings_the_asking_device(firefox, push_server, desktop):
    settings = await firefox.open(f"{push_server.address}/settings")
    await settings.tap("Send a test")
    await settings.until("document.getElementById('test-says').textContent.startsWith('Sent.')")
    await until(lambda: [note for note in desktop.shown if note.title == "It works"], max_seconds=10)
    (note,) = [note for note in desktop.shown if note.title == "It works"]
    assert note.body == "Notices from La Campana arrive on this device."
    await settings.close()


async def test_phone_with_a_new_push_address_still_rings(firefox, push_server, desktop, push_service):
    order = push_server.order()
    guest = await follow(firefox, order)
    before = (await _subscription(guest))["endpoint"]
    await guest.close()
    await push_service.move()
    await until(lambda: _endpoints(push_server, order) - {before}, max_seconds=10)
    push_server.tap(order, "bump")
    await until(lambda: shown(desktop, order), max_seconds=10)


async def test_new_push_address_takes_the_place_of_the_old(firefox, push_server, push_service):
    order = push_server.order()
    guest = await follow(firefox, order)
    before = (await _subscription(guest))["endpoint"]
    key = await guest.run("document.querySelector('notify-me').dataset.key")
    others = [Phone(push_service, key) for _ in range(4)]  # with these, the order has phones enough
    for other in others:
        _subscribe(push_server, order, other.subscription)
    await guest.close()
    await push_service.move()
    await until(lambda: before not in _endpoints(push_server, order), max_seconds=10)
    await until(lambda: len(_endpoints(push_server, order)) == len(others) + 1, max_seconds=10)


def _endpoints(push_server, order):
    """Return where the push_server would send what this order's guests are to hear."""
    with closing(sqlite3.connect(push_server.folder / "data" / "orderbell.sqlite3")) as database:
        rows = database.execute("SELECT endpoint FROM subscriptions WHERE order_id = ?", (order["id"],))
        return {endpoint for (endpoint,) in rows}


def _waiting(push_server, order):
    """Return how many notices of this order are still to be sent."""
    with closing(sqlite3.connect(push_server.folder / "data" / "orderbell.sqlite3")) as database:
        return database.execute(
            "SELECT count(*) FROM outbox JOIN subscriptions ON subscriptions.id = subscription_id WHERE order_id = ?",
            (order["id"],),
        ).fetchone()[0]


async def test_control_recall_within_the_hold_shows_nothing(firefox, push_server, desktop, push_service):
    order = push_server.order()
    guest = await follow(firefox, order)
    before = len(push_service.received)
    push_server.tap(order, "bump")
    push_server.tap(order, "recall")
    assert _waiting(push_server, order) == 0
    assert len(push_service.received) == before
    assert shown(desktop, order) == []
    await guest.close()


async def test_control_who_unsubscribed_is_shown_nothing(firefox, push_server, desktop, push_service):
    order = push_server.order()
    guest = await follow(firefox, order)
    await guest.tap("Do not notify me")
    await guest.until("document.querySelector('notify-me').dataset.state === 'ask'")
    before = len(push_service.received)
    push_server.tap(order, "bump")
    assert _waiting(push_server, order) == 0
    assert len(push_service.received) == before
    assert shown(desktop, order) == []
    await guest.close()


async def test_control_foreign_auth_secret_is_not_shown(firefox, push_server, desktop, push_service):
    order = push_server.order()
    guest = await follow(firefox, order)
    subscription = await _subscription(guest)
    subscription["keys"]["auth"] = "AAAAAAAAAAAAAAAAAAAAAA"
    _subscribe(push_server, order, subscription)
    before = len(push_service.acknowledged)
    push_server.tap(order, "bump")
    await until(lambda: len(push_service.acknowledged) > before, max_seconds=10)
    assert push_service.acknowledged[-1][1] == UNDECRYPTABLE
    assert shown(desktop, order) == []
    await guest.close()


async def test_control_foreign_vapid_key_is_refused(firefox, push_server, desktop, push_service, tmp_path):
    order = push_server.order()
    guest = await follow(firefox, order)
    subscription = await _subscription(guest)
    with running_server(tmp_path, **pushing_to(push_service) | {"READY_HOLD_SECONDS": "0"}) as other:
        theirs = other.order()
        _subscribe(other, theirs, subscription)
        before = len(push_service.received)
        other.tap(theirs, "bump")
        await until(lambda: len(push_service.received) > before)
    assert (push_service.received[-1].status, push_service.received[-1].why) == (
        403,
        "another key than the subscription's",
    )
    assert shown(desktop, theirs) == []
    await guest.close()


async def _subscription(tab):
    return await tab.run(
        "navigator.serviceWorker.ready.then((r) => r.pushManager.getSubscription()).then((s) => s.toJSON())"
    )


def _subscribe(push_server, order, subscription):
    assert push_server.ask("POST", f"/t/{order['token']}/subscriptions", subscription)[0] < 300
