"""What a change of an order tells connected systems."""

from __future__ import annotations

import pytest

from domain.amendment import Amendment
from domain.connections import OrderNews, news_of_change
from domain.item import Item
from domain.stages import ItemState
from tests.support.world import EVENING, order_of

QUEUED, COOKING, DONE, _ = ItemState
BIRYANI = Amendment(add=(Item(id="new", name="Lamb Biryani"),))


def test_stage_and_change_are_both_told():
    added = order_of(DONE).amend(EVENING, BIRYANI)
    struck = order_of(COOKING, QUEUED).void(EVENING, "1")
    assert news_of_change(added) == (OrderNews.PREPARING, OrderNews.CHANGED)
    assert news_of_change(struck) == (OrderNews.RECEIVED, OrderNews.CHANGED)


def test_what_is_open_again_is_changed():
    cancelled = order_of(QUEUED).cancel(EVENING).order
    collected = order_of(DONE).hand_over(EVENING).order
    assert news_of_change(cancelled.reopen(EVENING)) == (OrderNews.RECEIVED, OrderNews.CHANGED)
    assert news_of_change(collected.reopen(EVENING)) == (OrderNews.READY,)


def test_what_is_undone_is_changed():
    order = order_of(QUEUED, QUEUED)
    struck, begun = order.void(EVENING, "1").order, order.start(EVENING).order
    assert news_of_change(struck.undo(EVENING)) == (OrderNews.CHANGED,)
    assert news_of_change(begun.undo(EVENING)) == (OrderNews.RECEIVED,)


def test_undone_fire_is_told_as_scheduled():
    fired = order_of(QUEUED).hold(EVENING).order.fire(EVENING).order
    assert news_of_change(fired.undo(EVENING)) == (OrderNews.SCHEDULED,)


@pytest.mark.parametrize("end", ["cancel", "hand_over"])
def test_what_has_ended_is_not_changed(end):
    assert OrderNews.CHANGED not in news_of_change(getattr(order_of(DONE), end)(EVENING))
