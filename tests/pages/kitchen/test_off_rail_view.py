"""Drinks on the ticket and on the shelf: one small line."""

from dataclasses import replace

from domain.item import Item
from domain.stages import ItemState
from pages.i18n import translator_for
from pages.kitchen.shelf_view import ready_ticket
from pages.kitchen.ticket_view import ticket
from tests.support.world import ZONE, order_of

WORDS = translator_for("en", ZONE)
DONE = ItemState.DONE
STEAK = Item(id="1", name="Steak", station="grill")
LASSI = Item(id="2", name="Mango Lassi", station="bar", quantity=2, note="no ice", state=DONE, off_rail=True)


def test_ticket_names_drinks_small():
    html = str(ticket(order_of(items=(STEAK, LASSI)), WORDS))
    assert ">also: 2 Mango Lassi (no ice)</span>" in html
    assert html.count('data-testid="item"') == 1
    assert 'data-tap="recall"' not in html
    assert "data-acts" in html
    assert "waits" not in html


def test_shelf_tells_which_drinks_to_hand_over():
    alone = str(ready_ticket(order_of(items=(LASSI,)), WORDS))
    assert "also: 2 Mango Lassi" in alone
    assert "recall" not in alone
    assert "recall" in str(ready_ticket(order_of(items=(replace(STEAK, state=DONE), LASSI)), WORDS))


def test_struck_drink_is_named_no_more():
    assert "also:" not in ticket(order_of(items=(STEAK, replace(LASSI, state=ItemState.VOIDED))), WORDS)
