"""A fragment's first HTML stands once in the answer; later changes are sent whole."""

from nicegui import Client

from domain.commands import Tap
from pages.components.fragment import Fragment


def sent():
    (page,) = Client.instances.values()
    return [one._to_dict()["props"].get("content") for one in page.elements.values() if isinstance(one, Fragment)]


async def test_first_html_is_sent_once(web, restaurant):
    order = await restaurant.order("Garlic Naan")
    page = (await web.get(f"/t/{order.token}")).text
    assert page.count("Your pickup code") == 1
    assert sent() == [None, None, None]


async def test_changes_are_sent_whole(web, restaurant):
    order = await restaurant.order("Garlic Naan")
    await web.get(f"/t/{order.token}")
    await restaurant.tap(Tap.START, order.id)
    hero, actions, dishes = sent()
    assert "Preparing" in hero
    assert actions is None
    assert "Garlic Naan" in dishes
