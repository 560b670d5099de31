"""Rail and shelf add and remove tickets; nothing stays of a ticket or a tablet that left."""

import re

from nicegui import Client, binding

from domain.commands import Tap
from pages.kitchen.rail import Rail


def rail_of(page, name="rail"):
    rails = (element for element in page.elements.values() if isinstance(element, Rail))
    return next(rail for rail in rails if rail.props["id"] == name)


def codes(page, name="rail"):
    return [re.search(r'data-code="(\w+)"', ticket.content)[1] for ticket in rail_of(page, name)]


def watchers(live):
    return len(binding.bindings.get((id(live), ("order",)), []))


async def open_page(staff):
    before = set(Client.instances)
    assert (await staff.get("/kitchen")).status_code == 200
    (new,) = set(Client.instances) - before
    return Client.instances[new]


async def test_tickets_are_sorted_by_a_promise_that_can_move(staff, restaurant):
    evening = restaurant.clock.now()
    orders = [await restaurant.order(quoted_for=evening.replace(minute=minute)) for minute in (13, 1, 7)]
    page = await open_page(staff)
    first, second, third = (order.pickup_code for order in orders)
    assert codes(page) == [second, third, first]
    await restaurant.tap(Tap.REQUOTE, orders[1].id, quoted_for=evening.replace(minute=40))
    assert codes(page) == [third, first, second]
    late = await restaurant.order(quoted_for=evening.replace(minute=1))
    assert codes(page) == [late.pickup_code, third, first, second]


async def test_shelf_has_the_owners_minutes(staff):
    await staff.post("/settings/kitchen", data={"shelf_amber_minutes": "3", "shelf_red_minutes": "8"})
    page = await open_page(staff)
    (shelf,) = (each for each in page.elements.values() if each.props.get("id") == "shelf")
    assert (shelf.props["data-amber"], shelf.props["data-red"]) == (3, 8)


async def test_ready_orders_stand_on_the_shelf(staff, restaurant):
    first, second, third = [await restaurant.order() for _ in range(3)]
    page = await open_page(staff)
    for order in (second, first):
        restaurant.clock.move(seconds=1)
        await restaurant.tap(Tap.BUMP, order.id)
    assert codes(page) == [third.pickup_code]
    assert codes(page, "shelf") == [second.pickup_code, first.pickup_code]
    await restaurant.tap(Tap.RECALL, first.id)
    assert codes(page, "shelf") == [second.pickup_code]
    assert first.pickup_code in codes(page)


async def test_ticket_that_left_the_rail_has_no_watchers(staff, restaurant):
    order = await restaurant.order()
    page = await open_page(staff)
    live = restaurant.board.watch(order.id)
    elements = len(page.elements)
    assert watchers(live) == 1
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.HAND_OVER, order.id)
    assert (codes(page), watchers(live), len(page.elements)) == ([], 0, elements - 1)
    await restaurant.tap(Tap.RECALL, order.id)
    assert (codes(page, "shelf"), watchers(live), len(page.elements)) == ([order.pickup_code], 1, elements)


async def test_tablet_that_leaves_removes_its_bindings(staff, restaurant):
    await restaurant.order()
    before = sum(map(len, binding.bindings.values()))
    page = await open_page(staff)
    assert sum(map(len, binding.bindings.values())) > before
    page.delete()
    assert sum(map(len, binding.bindings.values())) == before
    assert binding.active_links == []


async def test_broken_rail_does_not_starve_the_others(staff, restaurant, monkeypatch):
    first, second = await open_page(staff), await open_page(staff)
    monkeypatch.setattr(rail_of(first), "_hang_up", None)
    order = await restaurant.order()
    assert (codes(first), codes(second)) == ([], [order.pickup_code])
