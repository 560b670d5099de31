"""Hostile subscriptions: refused when they come in, and when they would be sent to; never connected to."""

import pytest

from domain.commands import Tap
from domain.errors import SubscriptionRefused
from storage.push.subscription import parse_subscription
from tests.support.fake_phone import encoded
from tests.support.push_restaurant import push_restaurant

HOSTILE = [
    "http://fcm.googleapis.com/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com:0/x",
    "https://fcm.googleapis.com:99999/x",
    "https://fcm.googleapis.com@evil.example/x",
    "https://user:pass@fcm.googleapis.com/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evilpush.apple.com.example/",
    "https://xpush.apple.com/",
    "https://push.apple.com.evil.example/",
    "https://127.0.0.1/",
    "https://127.0.0.1.nip.io/",
    "https://localtest.me/",
    "https://localhost/",
    "https://10.0.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://metadata.google.internal/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[fd00::1]/",
    "https://[",
    "https://[::1%25.push.apple.com]/x",
    "https://[::ffff:127.0.0.1%25.push.apple.com]/x",
    "https://[v1.x.push.apple.com]/x",
    "https://127.0.0.1%2f.push.apple.com/x",
    "https://..push.apple.com/x",
    f"https://{'a' * 70}.push.apple.com/x",
    "https://a_b.push.apple.com/x",
    "https://a~b.notify.windows.com/x",
    "https://evil.example\\@fcm.googleapis.com/",
    "https://fcm.googleapis.com\\.evil.example/",
    "https://fcm.googleapis.com\t.evil.example/",
    "https://fcm.googleapis.com\n/",
    "https://fcm.googleapis.com\r\nX-Header: 1/",
    "https://fcm.googleapis.com /",
    "https://fcm.googleapis.com\u3002evil.example/",
    "https://\uff46cm.googleapis.com/",
    "https://evil.example#fcm.googleapis.com",
    "https://evil.example?fcm.googleapis.com",
    "https://notify.windows.com/x",
    "https://.notify.windows.com@evil.example/x",
    "file:///etc/passwd",
    "ftp://fcm.googleapis.com/",
    "gopher://fcm.googleapis.com/",
    "javascript:alert(1)",
    "//fcm.googleapis.com/x",
    "fcm.googleapis.com/x",
    "https://",
    "",
    "https://fcm.googleapis.com/" + "x" * 3000,
    None,
    5,
    ["https://fcm.googleapis.com/x"],
    {"href": "https://fcm.googleapis.com/x"},
]
REAL = [
    "https://fcm.googleapis.com/fcm/send/a:b",
    "https://FCM.googleapis.com:443/x",
    "https://jmt17.google.com/fcm/send/a",
    "https://updates.push.services.mozilla.com/wpush/v2/g",
    "https://eu.push.services.mozilla.com/wpush/v2/g",
    "https://web.push.apple.com/Q",
    "https://wns2-par02p.notify.windows.com/w/?token=B%3d",
]
POINT = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"  # RFC 8291, section 5
AUTH = "tBHItJI5svbpez7KI4CCXg"
KEYS = {"p256dh": POINT, "auth": AUTH}


@pytest.mark.parametrize("endpoint", REAL)
def test_the_real_push_services_are_known(endpoint):
    parse_subscription({"endpoint": endpoint, "keys": KEYS}).check(())


@pytest.mark.parametrize("endpoint", HOSTILE)
def test_hostile_endpoints_are_refused(endpoint):
    with pytest.raises(SubscriptionRefused):
        parse_subscription({"endpoint": endpoint, "keys": KEYS}).check(("http://127.0.0.1:9",))


@pytest.mark.parametrize(
    "keys",
    [
        None,
        [],
        {},
        {"p256dh": POINT},
        {"p256dh": POINT, "auth": None},
        {"p256dh": POINT, "auth": ""},
        {"p256dh": POINT, "auth": "abc"},
        {"p256dh": POINT, "auth": AUTH * 2},
        {"p256dh": POINT, "auth": 7},
        {"p256dh": POINT + "A" * 5000, "auth": AUTH},
        {"p256dh": "%%", "auth": AUTH},
        {"p256dh": encoded(b"\4" + b"\1" * 64), "auth": AUTH},
        {"p256dh": encoded(b"\4" * 30), "auth": AUTH},
        {"p256dh": encoded(b"\2" + b"\1" * 64), "auth": AUTH},
        {"p256dh": encoded(b"\0" * 65), "auth": AUTH},
    ],
)
def test_broken_keys_are_refused(keys):
    with pytest.raises(SubscriptionRefused):
        parse_subscription({"endpoint": REAL[0], "keys": keys}).check(())


def test_padding_of_the_keys_is_no_mistake():
    assert parse_subscription({"endpoint": REAL[0], "keys": {"p256dh": POINT + "=", "auth": AUTH + "=="}}).auth == AUTH


async def test_refused_subscriptions_are_not_stored_or_used(tmp_path, monkeypatch):
    connections = []
    monkeypatch.setattr("aiohttp.TCPConnector.connect", lambda *_, **__: connections.append(1))
    async with push_restaurant(tmp_path, ready_hold_seconds=0) as place:
        order = await place.order()
        for endpoint in HOSTILE:
            with pytest.raises(SubscriptionRefused):
                await place.push.subscribe(order.id, {"endpoint": endpoint, "keys": KEYS}, ["ready"], "en")
        await place.tap(Tap.BUMP, order.id)
        async with place.database.reading() as db:
            assert (await db.exec_driver_sql("select count(*) from subscriptions")).scalar() == 0
    assert connections == []


async def test_stored_subscription_is_checked_before_sending(tmp_path):
    async with push_restaurant(tmp_path, ready_hold_seconds=0) as place:
        order = await place.order()
        await place.phone(order)
        async with place.database.writing() as db:
            await db.exec_driver_sql("update subscriptions set endpoint = 'https://169.254.169.254/latest'")
        await place.tap(Tap.BUMP, order.id)
        await place.settled("gone", "the endpoint is not of a known push service")
        assert place.service.received == []


async def test_an_order_has_five_phones_at_most(tmp_path):
    async with push_restaurant(tmp_path) as place:
        order = await place.order()
        taken = 0
        for n in range(50):
            subscription = {"endpoint": f"https://fcm.googleapis.com/fcm/send/{n}", "keys": KEYS}
            try:
                await place.push.subscribe(order.id, subscription, ["ready"], "en")
                taken += 1
            except SubscriptionRefused:
                pass
        assert taken == 5


async def test_the_same_phone_again_is_no_other_phone(tmp_path):
    async with push_restaurant(tmp_path) as place:
        order = await place.order()
        for n in range(20):
            subscription = {"endpoint": "https://fcm.googleapis.com/fcm/send/1", "keys": KEYS}
            await place.push.subscribe(order.id, subscription, ["ready"], "es" if n % 2 else "en")
        async with place.database.reading() as db:
            assert (await db.exec_driver_sql("select language from subscriptions")).scalars().all() == ["es"]


async def test_without_a_mailbox_push_is_off_and_says_so(tmp_path):
    async with push_restaurant(tmp_path, vapid_subject=None) as place:
        order = await place.order()
        assert place.push.public_key == ""
        with pytest.raises(SubscriptionRefused, match="off"):
            await place.push.subscribe(order.id, {"endpoint": REAL[0], "keys": KEYS}, ["ready"], "en")
        await place.tap(Tap.BUMP, order.id)
