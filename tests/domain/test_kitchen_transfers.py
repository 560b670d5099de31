"""The kitchen merges, splits and quotes orders, and knows where each stands in the list."""

import pytest

from domain.business_day import BusinessDay
from domain.commands import Part, Tap
from domain.errors import DishUnavailable
from domain.guest_signals import SignalKind
from domain.order_filter import OrderFilter, place_in_list
from domain.stages import Stage
from tests.support.world import EVENING, draft


async def test_a_merge_and_a_split_are_shown_to_all(restaurant):
    order, other = await restaurant.order(), await restaurant.order("Lamb Biryani")
    after = await restaurant.tap(Tap.MERGE, order.id, other_id=other.id)
    assert (len(after.items), restaurant.shown(other).stage) == (3, Stage.MERGED)
    await restaurant.tap(Tap.SPLIT, order.id, parts=(Part("3"),))
    stages = sorted(each.stage for each in restaurant.board.orders())
    assert stages == [Stage.MERGED, Stage.RECEIVED, Stage.RECEIVED]


async def test_signals_of_a_merged_order_are_kept(restaurant):
    order, other = await restaurant.order(), await restaurant.order()
    told = await restaurant.kitchen.signals.take(other.id, SignalKind.HERE, place="4")
    after = await restaurant.tap(Tap.MERGE, order.id, other_id=other.id)
    again = await restaurant.reopened()
    assert after.signals == again.watch(order.id).order.signals == told.signals


async def test_a_scheduled_order_splits_into_scheduled_ones(restaurant):
    later = await restaurant.order(quoted_for=restaurant.clock.move(days=1))
    restaurant.clock.move(days=-1)
    held = await restaurant.tap(Tap.HOLD, later.id) if later.stage is not Stage.SCHEDULED else later
    await restaurant.tap(Tap.SPLIT, held.id, parts=(Part("2"),))
    assert {each.stage for each in restaurant.board.orders()} == {Stage.SCHEDULED}


async def test_a_quote_is_kept_nowhere(restaurant):
    quoted = restaurant.kitchen.quote(draft())
    assert quoted.estimate is not None
    assert not restaurant.board.orders()
    assert restaurant.kitchen.day.began == BusinessDay().begin_of(EVENING)


async def test_quotes_do_not_delay_one_another(restaurant):
    first = restaurant.kitchen.quote(draft())
    for _ in range(8):
        assert restaurant.kitchen.quote(draft()).estimate == first.estimate
    assert (await restaurant.order()).estimate == first.estimate


async def test_refused_orders_delay_no_quote(restaurant):
    first = restaurant.kitchen.quote(draft("Lamb Biryani", "Mango Lassi"))
    for _ in range(8):
        with pytest.raises(DishUnavailable):
            await restaurant.kitchen.place(draft("Lamb Biryani", "Mango Lassi"), refuse_sold_out=True)
    assert restaurant.kitchen.quote(draft("Lamb Biryani", "Mango Lassi")).estimate == first.estimate


async def test_open_orders_stand_before_closed_ones(restaurant):
    order = await restaurant.order()
    cancelled = await restaurant.tap(Tap.CANCEL, order.id)
    assert place_in_list(order) < place_in_list(cancelled)
    assert OrderFilter().words == ()
