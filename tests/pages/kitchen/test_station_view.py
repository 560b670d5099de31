"""The buttons of each station, and what an order waits for."""

import re

from domain.item import Item
from domain.stages import ItemState
from pages.i18n import translator_for
from pages.kitchen.ticket_view import ticket
from tests.support.world import ZONE, order_of

WORDS = translator_for("en", ZONE)


def drawn(**states):
    items = tuple(
        Item(id=str(n), name=f"Dish {n}", station=station, state=ItemState(state))
        for n, (station, state) in enumerate(states.items())
    )
    return str(ticket(order_of(items=items), WORDS))


def groups(html):
    """Return by station the taps and names of its buttons."""
    found = re.findall(r'<div class="acts" data-acts="(\w+)" hidden>(.*?)</div>', html)
    return {
        station: re.findall(r'data-tap="(\w+)" data-at="\w+"><span dir="auto">(.*?)</span>', acts)
        for station, acts in found
    }


def test_each_station_has_buttons_for_its_own_dishes():
    assert groups(drawn(bar="queued", grill="cooking")) == {
        "bar": [("start", "Start"), ("bump", "bar ready")],
        "grill": [("bump", "grill ready")],
    }


def test_the_rarer_taps_are_on_every_screen():
    html = drawn(bar="queued", grill="cooking")
    found = re.findall(r'data-acts="(\w*)"(?: hidden)?>.*?<button id="more-order-\d+([^"]*)"[^>]* data-more>', html)
    assert found == [("", ""), ("bar", "-bar"), ("grill", "-grill")]


def test_a_station_that_is_done_has_nothing_to_tap():
    html = drawn(bar="done", grill="cooking")
    assert list(groups(html)) == ["grill"]
    assert '<span class="waits" data-last="grill">waiting for grill</span>' in html


def test_an_order_of_one_station_needs_no_second_group():
    html = drawn(grill="queued", bar="voided")
    assert groups(html) == {}
    assert "waits" not in html


def test_expo_has_a_button_of_its_own():
    done = order_of(ItemState.DONE, by_expo=True)
    html = str(ticket(done, WORDS))
    assert groups(html) == {"expo": [("bump", "Ready")]}
    assert 'data-expo="all-done"' in html


def test_station_is_one_however_it_is_written():
    html = drawn(Grill="queued", grill="cooking", bar="done")
    assert groups(html) == {"Grill": [("bump", "Grill ready")]}
    assert '<span class="waits" data-last="Grill">waiting for Grill</span>' in html
    assert groups(drawn(Grill="queued", grill="queued")) == {}
