"""What a change of an order tells connected systems."""

from __future__ import annotations

import pytest

from domain.amendment import Amendment
from domain.commands import Part
from domain.connections import Connection, ConnectionType, OrderNews, is_only_reopened, news_of_change
from domain.item import Item
from domain.stages import ItemState
from domain.transfers import split
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


def test_taking_back_the_end_alone_changes_no_more():
    order = order_of(QUEUED, QUEUED)
    cancelled, struck = order.cancel(EVENING).order, order.void(EVENING, "1").order.void(EVENING, "2").order
    assert is_only_reopened(cancelled.reopen(EVENING))
    assert is_only_reopened(struck.undo(EVENING))
    assert not is_only_reopened(struck.reopen(EVENING))
    assert not is_only_reopened(order.void(EVENING, "1"))


def test_what_is_undone_is_changed():
    order = order_of(QUEUED, QUEUED)
    struck, begun = order.void(EVENING, "1").order, order.start(EVENING).order
    assert news_of_change(struck.undo(EVENING)) == (OrderNews.CHANGED,)
    assert news_of_change(begun.undo(EVENING)) == (OrderNews.RECEIVED,)


def test_undone_fire_is_told_as_scheduled():
    fired = order_of(QUEUED).hold(EVENING).order.fire(EVENING).order
    assert news_of_change(fired.undo(EVENING)) == (OrderNews.SCHEDULED,)


@pytest.mark.parametrize(
    ("type_", "news", "is_told"),
    [
        (ConnectionType.PRINTER, OrderNews.CANCELLED, True),
        (ConnectionType.PRINTER, OrderNews.PLACED, False),
        (ConnectionType.WEBHOOK, OrderNews.CANCELLED, False),
        (ConnectionType.WEBHOOK, OrderNews.MERGED, True),
    ],
)
def test_merge_takes_back_what_a_cancellation_does(type_, news, is_told):
    connection = Connection(type=type_, name="", news=frozenset({news}), made_at=EVENING)
    assert connection.is_told(OrderNews.MERGED) is is_told


def test_order_that_was_split_is_changed():
    change = split(order_of(QUEUED, QUEUED), (Part("2"),), (), EVENING).change
    assert news_of_change(change) == (OrderNews.CHANGED,)


@pytest.mark.parametrize("end", ["cancel", "hand_over"])
def test_what_has_ended_is_not_changed(end):
    assert OrderNews.CHANGED not in news_of_change(getattr(order_of(DONE), end)(EVENING))
