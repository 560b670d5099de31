"""Wrong PINs at several processes on one PostgreSQL: all of them count together, and each alone while it is away."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.engine import make_url

from pages.app import web_app
from pages.security.login_throttle import FREE_ATTEMPTS, LoginThrottle, Visitor
from storage.database import tables, wrong_pins
from storage.database.engine import Database
from storage.database.retention import purge
from storage.database.wrong_pins import WrongPins
from tests.pages.conftest import browser
from tests.support.world import PIN

pytestmark = pytest.mark.postgresql

HERE = Visitor("192.0.2.7", is_known=False)
TABLET = Visitor("the token of a tablet", is_known=True)


@pytest.fixture
async def both(settings):
    databases = [Database(settings.database) for _ in range(2)]
    yield [LoginThrottle(shared=WrongPins(database)) for database in databases]
    for database in databases:
        await database.aclose()


async def read_rows(database):
    async with database.reading() as db:
        return (await db.execute(select(tables.wrong_pins))).all()


async def test_two_processes_count_one_visitor(app, context):
    other = web_app(context)
    async with other.router.lifespan_context(other), browser(app) as here, browser(other) as there:
        for n in range(FREE_ATTEMPTS):
            answer = await (here, there)[n % 2].post("/login", data={"pin": "000000"})
        assert answer.status_code == 429
        assert (await there.post("/login", data={"pin": PIN})).status_code == 429


async def test_tries_at_once_are_counted_together(both):
    waits = await asyncio.gather(*(throttle.admit(HERE) for throttle in both for _ in range(20)))
    assert sum(wait == 0 for wait in waits) == FREE_ATTEMPTS


async def test_right_pin_clears_them_everywhere(both):
    first, second = both
    for _ in range(3):
        assert await first.admit(TABLET) == 0
    await second.forgive(TABLET, is_owner=False)
    for _ in range(FREE_ATTEMPTS):
        assert await first.admit(TABLET) == 0


async def test_settings_count_the_guesses_of_all(both):
    first, second = both
    for _ in range(3):
        await first.admit(TABLET)
    assert (await first.count_guesses(), await second.count_guesses()) == (3, 3)


async def test_tokens_and_addresses_are_not_stored(both, restaurant):
    await both[0].admit(TABLET)
    await both[0].admit(HERE)
    assert not {TABLET.name, HERE.name} & {word for row in await read_rows(restaurant.database) for word in row}


async def test_without_database_each_counts_alone():
    database = Database(make_url("postgresql+psycopg://bell@127.0.0.1:1/bell"))
    throttle = LoginThrottle(shared=WrongPins(database))
    waits = [await throttle.admit(HERE) for _ in range(FREE_ATTEMPTS + 1)]
    assert waits[:FREE_ATTEMPTS] == [0] * FREE_ATTEMPTS
    assert waits[-1] > 0
    await throttle.forgive(HERE, is_owner=False)
    assert throttle.guesses == FREE_ATTEMPTS - 1
    await database.aclose()


async def test_table_is_bounded(both, restaurant, monkeypatch):
    monkeypatch.setattr(wrong_pins, "MAX_ROWS", 10)
    for n in range(12):
        await both[0].admit(Visitor(f"10.0.0.{n}", is_known=False, is_local=True))
    assert len(await read_rows(restaurant.database)) == 10


async def test_old_ones_are_purged(restaurant):
    now = datetime.now(UTC)
    old = {"digest": "old", "count": 1, "latest_at": now - timedelta(hours=2)}
    async with restaurant.database.writing() as db:
        await db.execute(insert(tables.wrong_pins), [old, old | {"digest": "new", "latest_at": now}])
    await purge(restaurant.database, 30, now)
    assert [row.digest for row in await read_rows(restaurant.database)] == ["new"]
