"""A locked database: nothing is lost, callers are told soon, and a sign-out holds."""

import asyncio
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from domain.commands import Tap
from domain.errors import NotSaved
from domain.ratings import Rating
from storage.database.credentials import CredentialStore
from storage.database.link_changes import MAX_CHANGES_PER_ORDER
from storage.database.rating_store import RatingStore
from storage.database.sign_outs import FILE
from storage.database.sqlite import BUSY_MILLISECONDS
from storage.database.write_turns import MAX_TURN_SECONDS
from storage.errors import DataFolderError
from storage.push.subscription_store import SubscriptionStore
from tests.support.fake_phone import encoded
from tests.support.world import draft

pytestmark = pytest.mark.sqlite

ENDPOINT = "https://fcm.googleapis.com/fcm/send/a"


@contextmanager
def locked(settings):
    with closing(sqlite3.connect(settings.database_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
async def keys(restaurant, settings):
    store = CredentialStore(restaurant.database, settings)
    await store.open()
    return store


async def restarted(keys):
    store = CredentialStore(keys._database, keys._settings)
    await store.open()
    return store


async def test_everybody_is_told_soon(restaurant, settings, keys):
    order, session = await restaurant.order(), await keys.open_session()
    subscriptions = await subscriptions_of(restaurant, order)
    changes = [lambda: subscriptions.remove(order.id, ENDPOINT)] * 4
    changes += [lambda: restaurant.tap(Tap.START, order.id), lambda: restaurant.tap(Tap.BUMP, order.id)]
    changes += [lambda: restaurant.kitchen.place(draft()), keys.open_session, lambda: keys.close_session(session)]
    with locked(settings):
        answers = await asyncio.gather(*(change() for change in changes), return_exceptions=True)
    assert [type(answer) for answer in answers[:-1]] == [NotSaved] * 8
    assert answers[-1] is None
    assert (await restaurant.tap(Tap.START, order.id)).stage == "preparing"


@pytest.mark.parametrize("is_all", [False, True])
async def test_sign_out_outlives_the_restart(settings, keys, is_all):
    ended, other = await keys.open_session(), await keys.open_session()
    with locked(settings):
        await (keys.close_all_sessions() if is_all else keys.close_session(ended))
        assert not keys.is_session(ended)
        with pytest.raises(DataFolderError, match="start again"):
            await restarted(keys)
    fresh = await keys.open_session()
    after = await restarted(keys)
    assert [after.is_session(token) for token in (ended, other, fresh)] == [False, not is_all, True]
    assert not (settings.data_dir / FILE).exists()
    assert not (await restarted(keys)).is_session(ended)


async def test_sign_out_that_no_disk_takes_says_so(settings, keys, monkeypatch):
    session = await keys.open_session()
    monkeypatch.setattr("storage.database.sign_outs.os.open", refuse)
    with locked(settings), pytest.raises(NotSaved):
        await keys.close_session(session)
    assert not keys.is_session(session)


def refuse(*_):
    raise OSError(28, "No space left on device")


async def test_half_written_sign_out_is_passed_over(settings, keys):
    session, other = await keys.open_session(), await keys.open_session()
    with locked(settings):
        await keys.close_session(session)
    with (settings.data_dir / FILE).open("a") as file:
        file.write('["abc", "2026-')
    after = await restarted(keys)
    assert (after.is_session(session), after.is_session(other)) == (False, True)


async def subscriptions_of(restaurant, order):
    store = SubscriptionStore(restaurant.database, [])
    await store.add(order.id, phone(), [], "en", restaurant.clock.now())
    return store


def phone():
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return {"endpoint": ENDPOINT, "keys": {"p256dh": encoded(point), "auth": encoded(bytes(16))}}


async def test_change_that_changes_nothing_is_not_written(restaurant, settings):
    order = await restaurant.order()
    store = await subscriptions_of(restaurant, order)
    with locked(settings):
        await store.remove(order.id, "https://fcm.googleapis.com/unknown")
        with pytest.raises(NotSaved):  # its keys are other ones
            await store.add(order.id, phone(), [], "en", restaurant.clock.now())


async def test_phone_that_subscribes_again_is_not_written(restaurant, settings):
    order, same = await restaurant.order(), phone()
    store = SubscriptionStore(restaurant.database, [])
    await store.add(order.id, same, ["ready"], "en", restaurant.clock.now())
    with locked(settings):
        await store.add(order.id, same, ["ready"], "en", restaurant.clock.now())


def test_nobody_waits_two_seconds():
    assert MAX_TURN_SECONDS + BUSY_MILLISECONDS / 1000 < 2


async def test_one_link_takes_few_of_the_turns(restaurant):
    order, other = await restaurant.order(), await restaurant.order()
    store = await subscriptions_of(restaurant, order)
    flood = [store.remove(order.id, "https://fcm.googleapis.com/unknown") for _ in range(50)]
    answers = await asyncio.gather(*flood, store.remove(other.id, "x"), return_exceptions=True)
    assert [type(answer) for answer in answers].count(NotSaved) == 50 - MAX_CHANGES_PER_ORDER
    assert answers[-1] is None
    assert not store._changes._changes


async def test_same_rating_is_not_written_again(restaurant, settings):
    order, store = await restaurant.order(), RatingStore(restaurant.database)
    rating = Rating(order.id, 4, "Good", restaurant.clock.now())
    await store.keep(rating)
    with locked(settings):
        await store.keep(rating)
        with pytest.raises(NotSaved):
            await store.keep(replace(rating, stars=5))


async def test_one_link_rates_few_times_at_once(restaurant):
    order, other = await restaurant.order(), await restaurant.order()
    store, now = RatingStore(restaurant.database), restaurant.clock.now()
    flood = [store.keep(Rating(order.id, 1 + n % 5, str(n), now)) for n in range(50)]
    answers = await asyncio.gather(*flood, store.keep(Rating(other.id, 5, "", now)), return_exceptions=True)
    assert [type(answer) for answer in answers].count(NotSaved) == 50 - MAX_CHANGES_PER_ORDER
    assert answers[-1] is None
