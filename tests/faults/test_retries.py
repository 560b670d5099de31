"""An order that is sent again is the same order."""

from tests.faults.retries import ORDERS, another_body, retried
from tests.open_house import open_house


def test_a_thousand_posts_of_a_hundred_orders_make_a_hundred(tmp_path):
    with open_house(tmp_path) as house:
        seen = retried(house, 1000)
        assert (seen.made, seen.orders, seen.refused) == (ORDERS, ORDERS, 0)
        assert another_body(house) == (422, 409)
