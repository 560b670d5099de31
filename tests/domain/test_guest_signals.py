"""Guest signals: what a guest tells the kitchen, and how often."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.commands import Tap
from domain.errors import OrderNotFound, SignalRefused, SignalTooSoon
from domain.guest_signals import MIN_REPEAT, GuestSignals, SignalKind, offered_signals, signal
from domain.stages import ItemState, Stage
from tests.support.world import EVENING, order_of

LATER = EVENING + MIN_REPEAT


def test_guest_on_the_way_arrives_at_a_place():
    order = signal(order_of(ItemState.QUEUED), SignalKind.ON_MY_WAY, EVENING)
    order = signal(order, SignalKind.HERE, EVENING + timedelta(seconds=1), place="P3")
    assert (order.signals.on_my_way_at, order.signals.here_at) == (EVENING, EVENING + timedelta(seconds=1))
    assert (order.signals.place, order.version) == ("P3", 1)


def test_same_signal_again_changes_nothing():
    order = signal(order_of(ItemState.QUEUED), SignalKind.HERE, EVENING, place="P3")
    assert signal(order, SignalKind.HERE, LATER, place="P3") is order


def test_signal_is_taken_back_after_a_while():
    order = signal(order_of(ItemState.QUEUED), SignalKind.HERE, EVENING, place="P3")
    with pytest.raises(SignalTooSoon):
        signal(order, SignalKind.HERE, LATER - timedelta(seconds=1), is_on=False)
    assert signal(order, SignalKind.HERE, LATER, is_on=False).signals == GuestSignals(changed_at=LATER)


def test_clock_set_back_refuses_no_signal():
    told = signal(order_of(ItemState.QUEUED), SignalKind.HERE, EVENING)
    back = signal(told, SignalKind.HERE, EVENING - timedelta(hours=1), is_on=False)
    assert back.signals.here_at is None


def test_place_changes_after_a_while():
    order = signal(order_of(ItemState.QUEUED), SignalKind.HERE, EVENING, place="P3")
    with pytest.raises(SignalTooSoon):
        signal(order, SignalKind.HERE, EVENING, place="P4")
    moved = signal(order, SignalKind.HERE, LATER, place="P4").signals
    assert (moved.place, moved.here_at) == ("P4", EVENING)


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ({}, {SignalKind.ON_MY_WAY, SignalKind.HERE}),
        ({"service": "dine_in"}, set()),
        ({"table": "7"}, set()),
        ({"service": "delivery"}, set()),
        ({"closed": Stage.COLLECTED}, {SignalKind.THANKS}),
        ({"closed": Stage.CANCELLED}, set()),
    ],
)
def test_stage_and_service_decide_what_is_offered(said, offered):
    order = order_of(ItemState.DONE, **said)
    assert offered_signals(order) == offered
    for kind in set(SignalKind) - offered:
        with pytest.raises(SignalRefused):
            signal(order, kind, EVENING)


async def test_signal_is_kept_and_makes_no_tap_stale(restaurant):
    order = await restaurant.order()
    told = await restaurant.kitchen.signals.take(order.id, SignalKind.HERE, place="by the door")
    assert restaurant.shown(order) == told
    started = await restaurant.tap(Tap.START, order.id, seen_version=order.version)
    assert started.signals.place == "by the door"
    again = await restaurant.reopened()
    assert again.watch(order.id).order.signals == started.signals


async def test_unchanged_signal_writes_nothing(restaurant):
    order = await restaurant.order()
    told = await restaurant.kitchen.signals.take(order.id, SignalKind.HERE)
    assert await restaurant.kitchen.signals.take(order.id, SignalKind.HERE) is told


async def test_signal_of_an_unknown_order_is_refused(restaurant):
    with pytest.raises(OrderNotFound):
        await restaurant.kitchen.signals.take("nothing", SignalKind.HERE)


async def test_flood_by_one_link_takes_one_turn(restaurant):
    order, other = await restaurant.order(), await restaurant.order()
    kinds = [SignalKind.HERE, SignalKind.ON_MY_WAY] * 25
    flood = [restaurant.kitchen.signals.take(order.id, kind, place=str(n)) for n, kind in enumerate(kinds)]
    beside = restaurant.kitchen.signals.take(other.id, SignalKind.HERE)
    answers = await asyncio.gather(*flood, beside, return_exceptions=True)
    assert [type(answer) for answer in answers].count(SignalTooSoon) == len(flood) - 1
    assert restaurant.shown(other).signals.here_at
    with pytest.raises(SignalTooSoon):
        await restaurant.kitchen.signals.take(order.id, SignalKind.HERE, place="elsewhere")


async def test_signal_outrun_by_another_process_is_the_same(restaurant, monkeypatch):
    order = await restaurant.order()
    told = await restaurant.kitchen.signals.take(order.id, SignalKind.HERE)
    monkeypatch.setattr(restaurant.kitchen.signals._orders, "get", lambda _: order)  # not heard of yet
    assert (await restaurant.kitchen.signals.take(order.id, SignalKind.HERE)).signals == told.signals


def test_thanks_come_once_the_order_is_collected():
    order = replace(order_of(ItemState.DONE), closed=Stage.COLLECTED)
    assert signal(order, SignalKind.THANKS, EVENING).signals.thanked_at == EVENING
