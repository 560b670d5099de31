"""Links of orders that another process has placed a moment ago: looked up in the database, a few a second."""

from datetime import UTC, datetime

import pytest

from pages.security import unknown_links
from pages.security.unknown_links import MAX_LOOKUPS_PER_SECOND
from storage.database.engine import Database
from storage.database.order_store import SqlOrderStore
from tests.support.world import Restaurant

pytestmark = pytest.mark.postgresql


@pytest.fixture
async def other(restaurant):
    """A process whose announcements are not heard."""
    beside = Restaurant(restaurant.database, restaurant.clock)
    await beside.kitchen.open()
    yield beside
    await beside.kitchen.close()


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
async def test_order_of_another_process_is_found(web, other, accept):
    order = await other.order()
    assert (await web.get(f"/t/{order.token}/status.json", headers={"Accept": accept})).status_code == 200


async def test_guest_of_another_process_answers_at_once(web, other):
    order = await other.order()
    answer = await web.post(f"/t/{order.token}/rating", data={"stars": "5"})
    assert answer.status_code != 404


async def test_guesses_do_not_keep_the_database_busy(web, other, monkeypatch):
    monkeypatch.setattr(unknown_links.time, "monotonic", lambda: 1000.0)
    for number in range(MAX_LOOKUPS_PER_SECOND):
        assert (await web.get(f"/t/guess-{number}")).status_code == 404
    order = await other.order()
    assert (await web.get(f"/t/{order.token}")).status_code == 404
    monkeypatch.setattr(unknown_links.time, "monotonic", lambda: 1001.0)
    assert (await web.get(f"/t/{order.token}")).status_code == 200


async def test_link_is_unknown_while_the_database_is_away(settings, caplog):
    away = Database(settings.database.set(database="gone"))
    assert await SqlOrderStore(away).load_by_token("guess", since=datetime.now(UTC)) is None
    assert "was not read" in caplog.text
    await away.aclose()
