"""The first visit of a guest from another device is kept."""

import asyncio
from datetime import timedelta

import pytest

from domain.errors import NotRead
from storage.guest_reach import GuestReach, is_own
from tests.support.world import EVENING


@pytest.mark.parametrize("client", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "", "unix:"])
def test_this_machine_is_no_guest(client):
    assert is_own(client)


@pytest.mark.parametrize("client", ["192.0.2.7", "2001:db8::7", "::ffff:192.0.2.7"])
def test_another_address_is_a_guest(client):
    assert not is_own(client)


async def test_first_visit_outlives_a_restart(restaurant):
    reach = GuestReach(restaurant.database)
    await reach.note_visit("127.0.0.1", EVENING)
    assert await reach.first_visit() is None
    await asyncio.gather(*(GuestReach(restaurant.database).note_visit("192.0.2.7", EVENING) for _ in range(3)))
    await reach.note_visit("192.0.2.8", EVENING + timedelta(hours=1))
    again = GuestReach(restaurant.database)
    await again.note_visit("192.0.2.9", EVENING + timedelta(hours=2))
    assert await again.first_visit() == EVENING


async def test_visit_that_is_not_kept_is_kept_the_next_time(restaurant, monkeypatch):
    reach = GuestReach(restaurant.database)
    with monkeypatch.context() as patched:
        patched.setattr(restaurant.database, "reading", broken)
        await reach.note_visit("192.0.2.7", EVENING)
    await reach.note_visit("192.0.2.7", EVENING + timedelta(seconds=59))
    assert await reach.first_visit() is None
    await reach.note_visit("192.0.2.7", EVENING + timedelta(minutes=1))
    assert await reach.first_visit() == EVENING + timedelta(minutes=1)


def broken():
    raise NotRead("OperationalError")
