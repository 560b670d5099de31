"""Deliveries of order sources: how long their ids are known, and links without an order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.sources import SourceDelivery, SourceLink
from storage.database.retention import purge
from storage.database.source_store import SqlSourceStore
from tests.support.world import EVENING


@pytest.fixture
def store(restaurant):
    return SqlSourceStore(restaurant.database)


def delivery(name="1", at=EVENING):
    return SourceDelivery(source="shopify", delivery_id=name, at=at, body=b"{}")


def link(name, order_id=None):
    return SourceLink(source="shopify", external_id=name, order_id=order_id, revision="", fingerprint="")


@pytest.mark.parametrize(("keep_days", "days"), [(3, 8), (30, 30)])
async def test_mapped_delivery_is_known_as_long_as_orders(restaurant, store, keep_days, days):
    await store.receive(delivery())
    await store.settle(await store.claim(EVENING))
    last = EVENING + timedelta(days=days)
    await purge(restaurant.database, keep_days, last)
    assert not await store.receive(delivery())
    await purge(restaurant.database, keep_days, last + timedelta(seconds=1))
    assert await store.receive(delivery())


async def test_delivery_that_waits_is_kept(restaurant, store):
    await store.receive(delivery())
    await purge(restaurant.database, 3, EVENING + timedelta(days=60))
    assert (await store.claim(EVENING)).delivery_id == "1"


@pytest.mark.parametrize(("before", "after"), [("f", "told f"), ("told f", "told f"), ("cancelled", "cancelled")])
async def test_echo_is_expected_once(restaurant, store, before, after):
    order, other = await restaurant.order(), await restaurant.order()
    for name, of in (("1", order), ("2", other)):
        await store.write_link(replace(link(name, of.id), fingerprint=before), EVENING)
    await store.expect_echo(order.id)
    found = [await store.find_link("shopify", name) for name in "12"]
    assert [one.fingerprint for one in found] == [after, before]


@pytest.mark.parametrize(("before", "after"), [("f", "f"), ("told f", "f"), ("cancelled", "cancelled")])
async def test_echo_is_forgotten(restaurant, store, before, after):
    order = await restaurant.order()
    for name, of in (("1", order.id), ("2", None)):
        await store.write_link(replace(link(name, of), fingerprint=before), EVENING)
    await store.forget_echo(order.id)
    found = [await store.find_link("shopify", name) for name in "12"]
    assert [one.fingerprint for one in found] == [after, before]


async def test_old_link_without_an_order_is_deleted(restaurant, store):
    order = await restaurant.order(quoted_for=EVENING + timedelta(days=60))
    for name, order_id, at in (("old", None, EVENING), ("new", None, order.quoted_for), ("kept", order.id, EVENING)):
        await store.write_link(link(name, order_id), at)
    await purge(restaurant.database, 3, EVENING + timedelta(days=60))
    assert [bool(await store.find_link("shopify", name)) for name in ("old", "new", "kept")] == [False, True, True]
