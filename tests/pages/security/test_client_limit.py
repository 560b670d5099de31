"""Admission control: at the limit, pages are static HTML."""

import asyncio

import pytest
from nicegui import Client

from domain.commands import Tap
from pages.components.static_html import render_static
from pages.security import client_limit
from pages.security.client_limit import ClientLimiter


@pytest.fixture(autouse=True)
def _low_limits(monkeypatch):
    monkeypatch.setattr(client_limit, "MAX_UNJOINED_PER_SUBJECT", 5)
    monkeypatch.setattr(client_limit, "MAX_UNJOINED_BOARDS", 3)
    monkeypatch.setattr(client_limit, "MAX_WAITING_PER_SUBJECT", 7)
    monkeypatch.setattr(client_limit, "MAX_WAITING", 8)


async def test_clients_of_one_link_are_limited(web, restaurant):
    order = await restaurant.order()
    answers = await asyncio.gather(*(web.get(f"/t/{order.token}") for _ in range(30)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(Client.instances) == 5


async def test_static_page_at_the_limit_reloads_itself(web, restaurant):
    order = await restaurant.order()
    for _ in range(5):
        await web.get(f"/t/{order.token}")
    standing = (await web.get(f"/t/{order.token}")).text
    assert 'data-stage="received"' in standing
    assert order.pickup_code in standing
    assert '<meta http-equiv="refresh"' in standing
    assert "<noscript>" not in standing
    assert "<script" not in standing


async def test_phones_that_sleep_are_allowed_more(web, restaurant):
    order = await restaurant.order()
    for _ in range(8):
        await web.get(f"/t/{order.token}")
        for client in Client.instances.values():
            client._pinned_tab_id = "a socket joined, and left"
    assert len(Client.instances) == 7


async def test_other_links_are_not_affected(web, restaurant):
    hammered, other = await restaurant.order(), await restaurant.order()
    for _ in range(30):
        await web.get(f"/t/{hammered.token}")
    assert "String.raw" in (await web.get(f"/t/{other.token}")).text


async def test_clients_of_all_links_are_limited(web, restaurant):
    for _ in range(4):
        order = await restaurant.order()
        for _ in range(4):
            await web.get(f"/t/{order.token}")
    assert len(Client.instances) == 8


async def test_boards_are_limited_to_fewer(web):
    for _ in range(9):
        assert (await web.get("/board")).status_code == 200
    assert len(Client.instances) == 3


async def test_deleted_client_makes_room(web, restaurant):
    order = await restaurant.order()
    for _ in range(6):
        await web.get(f"/t/{order.token}")
    next(iter(Client.instances.values())).delete()
    assert "String.raw" in (await web.get(f"/t/{order.token}")).text


@pytest.mark.parametrize("language", ["en", "es"])
async def test_page_at_the_limit_is_built_once_a_second(web, restaurant, language, monkeypatch):
    order, made = await restaurant.order(), []
    monkeypatch.setattr(client_limit, "render_static", lambda content: made.append(content) or render_static(content))
    monkeypatch.setattr(ClientLimiter, "_key", lambda _, subject, t: (subject, t, "this second"))
    for path, text in {f"/t/{order.token}": order.pickup_code, "/board": 'id="board"'}.items():
        for _ in range(5):
            await web.get(path)
        made.clear()
        answers = [await web.get(path, headers={"Accept-Language": language}) for _ in range(10)]
        assert len(made) <= 1
        assert all(text in answer.text and f'lang="{language}"' in answer.text for answer in answers)


async def test_page_at_the_limit_is_built_again_later(web, restaurant, monkeypatch):
    order, seconds = await restaurant.order(), iter(range(1000))
    monkeypatch.setattr(ClientLimiter, "_key", lambda _, subject, t: (subject, t, next(seconds)))
    for _ in range(6):
        await web.get(f"/t/{order.token}")
    await restaurant.tap(Tap.START, order.id)
    assert 'data-stage="preparing"' in (await web.get(f"/t/{order.token}")).text
