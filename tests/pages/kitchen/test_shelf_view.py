"""The line of a ready order on the shelf."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.stages import ItemState
from pages.i18n import translator_for
from pages.kitchen.shelf_view import ready_ticket
from tests.support.world import EVENING, ZONE, order_of

WORDS = translator_for("en", ZONE)
DONE, VOIDED = ItemState.DONE, ItemState.VOIDED


@pytest.mark.parametrize("states", [(DONE, DONE), (DONE, VOIDED)])
def test_a_ready_order_offers_hand_over_and_recall(states):
    html = str(ready_ticket(order_of(*states), WORDS))
    assert re.findall(r'data-tap="(\w+)"', html) == ["hand_over", "call", "recall"]
    assert ">Hand over</button>" in html
    assert 'aria-label="Recall"' in html


def test_a_ready_order_tells_its_dishes_for_who_hands_it_over():
    order = order_of(DONE, DONE, VOIDED)
    first, second, _ = order.items
    html = str(ready_ticket(replace(order, items=(replace(first, quantity=2), *order.items[1:])), WORDS))
    assert f'data-dishes="2 × {first.name}\n{second.quantity} × {second.name}"' in html  # noqa: RUF001


def test_a_ready_order_says_since_when():
    order = order_of(DONE)
    since = replace(order, items=(replace(order.items[0], done_at=EVENING + timedelta(minutes=4)),))
    assert f'data-ready="{int(EVENING.timestamp()) + 240}"' in ready_ticket(since, WORDS)


def test_line_names_table_and_guest_and_escapes_them():
    order = order_of(DONE, guest_name="<b>Ana", table="12", pickup_code="R7")
    html = str(ready_ticket(order, WORDS))
    assert "<bdi>Table 12 ·</bdi><bdi>&lt;b&gt;Ana</bdi>" in html
    assert f'data-testid="ready-ticket" data-order-id="{order.id}" data-code="R7"' in html


def test_what_nobody_cooked_is_marked_and_not_recalled():
    order = order_of(DONE, DONE, VOIDED)
    drink = replace(order.items[0], off_rail=True)
    for items, is_cooked in (((drink, *order.items[1:]), True), ((drink, order.items[2]), False)):
        html = str(ready_ticket(replace(order, items=items), WORDS))
        assert (" data-uncooked" not in html, "Recall" in html) == (is_cooked, is_cooked)


def test_a_ready_order_says_when_it_came_onto_the_rail():
    order = order_of(DONE, fired_at=EVENING + timedelta(hours=1))
    assert f'data-placed="{int(EVENING.timestamp()) + 3600}"' in ready_ticket(order, WORDS)
