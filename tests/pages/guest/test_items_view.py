"""What the guest reads of each dish."""

from dataclasses import replace

from domain.stages import ItemState
from pages.guest.items_view import items
from pages.i18n import translator_for
from tests.support.world import ZONE, order_of

WORDS = translator_for("en", ZONE)


def test_a_sold_out_dish_says_so_until_it_is_cooked():
    says = {}
    for state in ItemState:
        order = order_of(state)
        out = replace(order, items=(replace(order.items[0], sold_out=True),))
        says[state] = "This dish is sold out." in items(out, WORDS)
    assert [state for state, said in says.items() if said] == [ItemState.QUEUED]
