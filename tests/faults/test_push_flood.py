"""Somebody with a link subscribes a thousand phones: five are taken, and nobody is connected to."""

import pytest

from domain.errors import SubscriptionRefused
from tests.support.fake_phone import encoded
from tests.support.push_restaurant import push_restaurant

POINT = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"


@pytest.mark.timeout(300)
async def test_a_thousand_phones_are_five(tmp_path, monkeypatch):
    connections = []
    monkeypatch.setattr("aiohttp.TCPConnector.connect", lambda *_, **__: connections.append(1))
    keys = {"p256dh": POINT, "auth": encoded(b"0" * 16)}
    taken = 0
    async with push_restaurant(tmp_path) as place:
        order = await place.order()
        for n in range(1_000):
            phone = {"endpoint": f"https://fcm.googleapis.com/fcm/send/{n}", "keys": keys}
            try:
                await place.push.subscribe(order.id, phone, ["ready"], "en")
                taken += 1
            except SubscriptionRefused:
                continue
    assert taken == 5
    assert connections == []
