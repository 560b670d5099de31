"""A source that does not answer: the orders of the others do not wait for it."""

from __future__ import annotations

import json
from http import HTTPStatus

import pytest

from domain.sources import NotReachable, SourceDelivery
from pages.api.sources.away_sources import PAUSES, AwaySources
from tests.support.source_counter import counter_of
from tests.support.vendor_orders import Said, square_order, woo_order
from tests.support.vendors import VENDORS
from tests.support.world import EVENING

SQUARE = next(one for one in VENDORS if one.name == "square")


@pytest.fixture
async def counter():
    """Square has told of three orders, and WooCommerce of one after them."""
    async with counter_of(SQUARE) as counter:
        for number in range(3):
            call = SQUARE.call(Said(id=str(number)), str(number), "")
            await receive(counter, "square", call.body)
        await receive(counter, "woocommerce", json.dumps(woo_order(Said(id="9"))).encode())
        yield counter


async def receive(counter, source, body):
    delivery = SourceDelivery(source=source, delivery_id=body.decode(), at=EVENING, body=body)
    await counter.context.sources.receive(delivery)


async def map_all(counter):
    while await counter.intake.map_next():
        pass


def placed(counter):
    return [order.external_ref for order in counter.orders]


class Seller:
    """Square, which is down until it answers."""

    def __init__(self, counter, status=0):
        self.asked, self.is_up, self.status = [], False, status
        counter.intake._fetch = self.fetch

    async def fetch(self, _, external_id):
        self.asked.append(external_id)
        if not self.is_up:
            raise NotReachable("down", self.status)
        return json.dumps(square_order(Said(id=external_id))).encode()


async def test_others_do_not_wait_for_a_source_that_hangs(counter):
    seller = Seller(counter)
    await map_all(counter)
    assert (seller.asked, placed(counter)) == (["0"], ["9"])
    seller.is_up = True
    await map_all(counter)
    assert placed(counter) == ["9"]
    counter.move(PAUSES[0])
    await map_all(counter)
    assert placed(counter) == ["9", "0", "1", "2"]


async def test_order_that_is_refused_holds_up_no_other(counter):
    seller = Seller(counter, HTTPStatus.NOT_FOUND)
    await map_all(counter)
    assert (seller.asked, placed(counter)) == (["0", "1", "2"], ["9"])


def test_pause_grows_until_the_source_answers():
    away, down, now = AwaySources(), NotReachable("down"), EVENING
    for pause in (*PAUSES, PAUSES[-1]):
        away.note("square", down, now)
        now += pause
        assert (away.find(now - pause / 2), away.find(now)) == ({"square"}, set())
    away.clear("square")
    away.note("square", down, now)
    assert away.find(now + PAUSES[0]) == set()
