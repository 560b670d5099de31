"""What an order costs: each line with its options, and a total of the lines that have a price."""

from dataclasses import replace

import pytest

from domain.item import Item
from domain.modifiers import Modifier
from domain.prices import Money, has_unpriced, line_price, total
from domain.stages import ItemState
from tests.support.world import order_of


def item(price=350, **said):
    return Item(id="1", name="Garlic Naan", price=price, **{"currency": "EUR", **said})


def priced(*items):
    return replace(order_of(), items=items)


@pytest.mark.parametrize(
    ("line", "cost"),
    [
        (item(), 350),
        (item(quantity=3), 1050),
        (item(quantity=0.35), 123),  # 122.5 is rounded half up
        (item(modifiers=(Modifier(name="extra cheese", quantity=2, price=100),)), 550),
        (item(modifiers=(Modifier(name="menu", modifiers=(Modifier(name="large", price=50),)),)), 400),
        (item(-50), -50),
    ],
)
def test_a_line_costs_its_portions_with_their_options(line, cost):
    assert line_price(line) == Money(cost, "EUR")


def test_a_total_is_of_the_lines_that_have_a_price():
    whole, part = priced(item(), item(200)), priced(item(), item(None))
    assert (total(whole), has_unpriced(whole)) == (Money(550, "EUR"), False)
    assert (total(part), has_unpriced(part)) == (Money(350, "EUR"), True)


def test_a_total_needs_a_price_and_one_currency():
    assert total(priced(item(), item(currency="USD"))) is None
    assert total(priced(item(None))) is None
    assert total(priced()) is None


def test_what_was_taken_off_costs_nothing():
    struck = item(None, state=ItemState.VOIDED)
    assert total(priced(item(), struck)) == Money(350, "EUR")
    assert not has_unpriced(priced(item(), struck))
    assert total(priced(struck)) is None
