"""What is done once is done by the leader, and by the next when it ends."""

import asyncio

import pytest

from domain.errors import NotSaved
from storage.cluster.cluster import Cluster
from storage.cluster.leader import Leader
from storage.database.credentials import CredentialStore
from storage.database.engine import Database
from storage.database.shared_secret import share_secret
from tests.support.waiting import until

pytestmark = pytest.mark.postgresql


async def test_next_process_leads_when_the_leader_ends(settings):
    clusters = [Cluster(settings) for _ in range(2)]
    running = [asyncio.create_task(one._leader.run()) for one in clusters]
    await until(lambda: any(one.leadership.is_held for one in clusters))
    leader = next(n for n, one in enumerate(clusters) if one.leadership.is_held)
    assert not clusters[1 - leader].leadership.is_held
    running[leader].cancel()
    await until(lambda: clusters[1 - leader].leadership.is_held)
    assert not clusters[leader].leadership.is_held
    running[1 - leader].cancel()
    await asyncio.gather(*running, return_exceptions=True)


async def test_work_that_could_not_be_taken_over_is_tried_again(settings):
    attempts = []

    async def take_over():
        attempts.append(leader.is_held)
        if len(attempts) < 3:
            raise NotSaved("the database is starting")

    leader = Leader(settings.database, "one", take_over)
    running = asyncio.create_task(leader.run())
    await until(lambda: len(attempts) == 3)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert attempts == [True, True, True]


async def test_secret_is_made_once_for_all_processes(settings):
    made = iter(range(10))
    databases = [Database(settings.database) for _ in range(2)]
    shared = await asyncio.gather(*(share_secret(one, "push_key", lambda: f"key {next(made)}") for one in databases))
    assert len(set(shared)) == 1
    for database in databases:
        await database.aclose()


async def test_first_starts_at_once_draw_one_pin(settings):
    databases = [Database(settings.database) for _ in range(2)]
    fresh = settings.model_copy(update={"staff_pin": None})
    stores = [CredentialStore(database, fresh) for database in databases]
    drawn = [pin for pin in await asyncio.gather(*(store.open() for store in stores)) if pin]
    assert len(drawn) == 1
    assert [await store.pins.is_staffs(drawn[0]) for store in stores] == [True, True]
    for database in databases:
        await database.aclose()
