"""One link that is hammered does not take the house: who finds no seat reads the same truth in plain HTML."""

import asyncio

import pytest
from nicegui import Client

from pages.security import client_limit


@pytest.fixture(autouse=True)
def _a_small_house(monkeypatch):
    monkeypatch.setattr(client_limit, "MOST_EXPECTED_EACH", 5)
    monkeypatch.setattr(client_limit, "MOST_EXPECTED", 8)


async def test_a_link_that_is_hammered_makes_no_more_pages_than_there_are_seats(web, restaurant):
    order = await restaurant.order()
    answers = await asyncio.gather(*(web.get(f"/t/{order.token}") for _ in range(30)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(Client.instances) == 5


async def test_without_a_seat_the_truth_is_read_and_asked_for_again(web, restaurant):
    order = await restaurant.order()
    for _ in range(5):
        await web.get(f"/t/{order.token}")
    standing = (await web.get(f"/t/{order.token}")).text
    assert 'data-stage="received"' in standing
    assert order.pickup_code in standing
    assert '<meta http-equiv="refresh"' in standing
    assert "<noscript>" not in standing
    assert "<script" not in standing


async def test_other_guests_still_find_theirs(web, restaurant):
    hammered, other = await restaurant.order(), await restaurant.order()
    for _ in range(30):
        await web.get(f"/t/{hammered.token}")
    assert "String.raw" in (await web.get(f"/t/{other.token}")).text


async def test_all_links_together_have_their_bound_too(web, restaurant):
    for _ in range(4):
        order = await restaurant.order()
        for _ in range(4):
            await web.get(f"/t/{order.token}")
    assert len(Client.instances) == 8


async def test_the_rooms_screen_has_seats_as_well(web):
    for _ in range(9):
        assert (await web.get("/board")).status_code == 200
    assert len(Client.instances) == 5


async def test_a_seat_is_free_again_when_its_page_is_gone(web, restaurant):
    order = await restaurant.order()
    for _ in range(6):
        await web.get(f"/t/{order.token}")
    next(iter(Client.instances.values())).delete()
    assert "String.raw" in (await web.get(f"/t/{order.token}")).text
