"""Day view: the offer in the morning, the dialog, and the REST form of the close."""

from datetime import timedelta

import pytest

from domain.commands import Tap
from pages.i18n import translator_for
from pages.kitchen import day_handler
from pages.kitchen.day_view import close_day, closed_text, left_over
from pages.kitchen.tap_schemas import CloseDayTap
from tests.support.failing_database import unwritable
from tests.support.world import EVENING, ZONE

EN = translator_for("en", ZONE)


async def test_first_order_of_a_day_brings_the_offer(restaurant):
    await restaurant.order()
    restaurant.clock.move(hours=12)
    await restaurant.kitchen.fire_due()
    assert not left_over(restaurant.board, EN)
    await restaurant.order()
    assert "1 order was left over from yesterday." in left_over(restaurant.board, EN)


async def test_dialog_says_what_happens_to_which_order(restaurant):
    ready, begun = await restaurant.order(), await restaurant.order()
    await restaurant.tap(Tap.BUMP, ready.id)
    html = close_day(restaurant.kitchen.day.to_close(), EN)
    handed, cancelled = html.split("are cancelled")
    assert ready.pickup_code in handed
    assert begun.pickup_code in cancelled
    assert f'data-close-day="{ready.id} {begun.id}"' in html
    assert "Nothing is left" in close_day((), EN)


async def test_day_is_closed_by_rest(api, restaurant):
    ready, begun = await restaurant.order(), await restaurant.order()
    tomorrow = await restaurant.order(quoted_for=EVENING + timedelta(days=1))
    await restaurant.tap(Tap.BUMP, ready.id)
    answer = await api.post("/api/v1/day/close", json={"reason": "We close early"})
    assert answer.json() == {"handed_over": [ready.id], "cancelled": [begun.id]}
    assert restaurant.shown(begun).events[-1].reason == "We close early"
    assert restaurant.shown(tomorrow).is_open
    assert (await api.post("/api/v1/day/close")).json() == {"handed_over": [], "cancelled": []}


async def test_close_says_what_it_did(restaurant):
    order = await restaurant.order()
    closed = await restaurant.kitchen.day.close([order.id], lambda _: "")
    assert closed_text(closed, EN) == "The day is closed: 0 handed over, 1 cancelled"


@pytest.fixture
async def cut_short(restaurant):
    """Two orders, of which the close of the day saves the first alone."""
    orders = await restaurant.order(), await restaurant.order()
    with unwritable(restaurant.database, after=1):
        yield orders


async def test_close_that_is_saved_in_part_can_be_undone(context, cut_short):
    first, second = cut_short
    tap = CloseDayTap(tap_id="one", order_ids=[first.id, second.id])
    reply = await day_handler.close_day(tap, context, EN)
    assert reply.says == "Not all could be saved: 0 handed over, 1 cancelled. Close the day again in a moment."
    assert (reply.is_done, reply.is_saving, reply.closed) == (False, False, f"{first.id}:2")


async def test_close_that_is_saved_in_part_says_so_by_rest(api, cut_short):
    answer = await api.post("/api/v1/day/close")
    assert (answer.status_code, answer.json()["closed"]) == (503, [cut_short[0].id])
    assert "goes on with the rest" in answer.json()["detail"]
