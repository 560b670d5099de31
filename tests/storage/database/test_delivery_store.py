"""Deliveries are kept within bounds: the newest of them, for some days."""

from datetime import timedelta

from domain.deliveries import Delivery, Outcome
from storage.database import delivery_store
from storage.database.delivery_store import SqlDeliveryStore
from storage.database.retention import purge
from tests.support.world import EVENING


def delivery(n=0, **said):
    return Delivery(**{"at": EVENING, "source": "till", "outcome": Outcome.REFUSED, "body": b"%d" % n, **said})


async def test_only_the_newest_are_kept(restaurant, monkeypatch):
    monkeypatch.setattr(delivery_store, "MAX_DELIVERIES", 3)
    store = SqlDeliveryStore(restaurant.database)
    for n in range(5):
        await store.add(delivery(n))
    assert [one.body for one in await store.read((), None, 10)] == [b"4", b"3", b"2"]


async def test_they_are_kept_as_long_as_orders_are(restaurant):
    store = SqlDeliveryStore(restaurant.database)
    await store.add(delivery(at=EVENING - timedelta(days=1)))
    await store.add(delivery())
    await purge(restaurant.database, 30, EVENING + timedelta(days=29, hours=12))
    assert [one.at for one in await store.read((), None, 10)] == [EVENING]


async def test_faulty_sender_gets_only_a_few_alerts(restaurant):
    store = SqlDeliveryStore(restaurant.database)
    for n in range(delivery_store.MAX_OPEN + 5):
        await store.add(delivery(n))
    assert len(await store.read_open(EVENING - timedelta(hours=1))) == delivery_store.MAX_OPEN
