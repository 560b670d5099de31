"""Which change of stage, and which new estimate, earns which notice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from domain.estimation import Estimate
from domain.item import Item
from domain.notices import (
    CORRECTS,
    NoticeKind,
    holds,
    notices_of_change,
    notices_of_estimate,
    notices_of_following,
    notices_of_promise,
)
from domain.order import Order
from domain.stages import Stage

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
PROMISE = NOON + timedelta(minutes=20)
S, R, P, OK, C, X = Stage.SCHEDULED, Stage.RECEIVED, Stage.PREPARING, Stage.READY, Stage.COLLECTED, Stage.CANCELLED
EARNED = {
    (R, OK): "ready",
    (P, OK): "ready",
    (X, OK): "ready",
    (C, OK): "ready",
    (OK, S): "not_ready",
    (OK, R): "not_ready",
    (OK, P): "not_ready",
    (S, OK): "ready",
    (S, X): "cancelled",
    (X, S): "not_cancelled",
    (X, R): "not_cancelled",
    (X, P): "not_cancelled",
    (R, X): "cancelled",
    (P, X): "cancelled",
    (OK, X): "cancelled",
    (C, X): "cancelled",
}


@pytest.mark.parametrize("stage", Stage)
def test_who_begins_to_follow_a_ready_order_is_told(stage):
    assert [notice.kind for notice in notices_of_following(stage)] == ([NoticeKind.READY] if stage is OK else [])


@pytest.mark.parametrize(("before", "after"), list(product(Stage, Stage)))
def test_each_change_of_stage_earns_its_table_row(before, after):
    assert [notice.kind.value for notice in notices_of_change(before, after)] == [
        kind for pair, kind in EARNED.items() if pair == (before, after)
    ]


def test_only_what_a_recall_can_take_back_is_held():
    notices = [notice for pair in product(Stage, Stage) for notice in notices_of_change(*pair)]
    assert {notice.kind for notice in notices if notice.held} == {NoticeKind.READY, NoticeKind.CANCELLED}


@pytest.mark.parametrize(("kind", "stage"), list(product(NoticeKind, Stage)))
def test_notice_holds_only_at_its_own_stages(kind, stage):
    special = {NoticeKind.READY: {OK}, NoticeKind.CANCELLED: {X}}
    true_at = special.get(kind, {S, R, P} if kind in CORRECTS else {R, P})
    assert holds(kind, stage) == (stage in true_at)


def test_correction_excludes_what_it_corrects():
    for correction, corrected in CORRECTS.items():
        assert not any(holds(correction, stage) and holds(corrected, stage) for stage in Stage)


def order(likely, at=0, **more):
    """An order promised for 12:20, expected `likely` minutes past noon, as was seen `at` minutes past noon."""
    seen = NOON + timedelta(minutes=at)
    expected = NOON + timedelta(minutes=likely)
    estimate = Estimate(earliest=expected, likely=expected, latest=expected, promise=expected, updated_at=seen)
    item = Item(id="1", name="Dal")
    plain = Order(
        id="o", token="t", pickup_code="A1", items=(item,), placed_at=NOON, quoted_for=PROMISE, estimate=estimate
    )
    return replace(plain, **more)


def hidden(likely, at):
    """The same order, whose times have moved so often that its guest reads words only."""
    shown = order(likely, at)
    return replace(shown, estimate=replace(shown.estimate, timeless=True))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (order(18), order(19), []),
        (order(18), order(21.9), []),
        (order(18), order(22), ["late"]),
        (order(22), order(25), []),
        (order(25), order(18), []),
        (order(30, at=10), order(30, at=19), []),
        (order(30, at=19), order(30, at=20), ["late"]),
        (order(30, at=20), order(30, at=21), []),
        (order(18), order(18, at=12.9), []),
        (order(18, at=12.9), order(18, at=13), ["nearly_next"]),
        (order(18, at=13), order(18, at=14), []),
        (order(18, closed=X), order(22, closed=X), []),
        (order(18, estimate=None), order(22, at=1), ["late"]),
        (order(30, at=10), hidden(16, at=11), []),
        (hidden(16, at=11), order(16, at=12), ["nearly_next"]),
    ],
)
def test_an_estimate_earns_a_notice_once_it_is_true(before, after, told):
    assert [notice.kind.value for notice in notices_of_estimate(before, after.estimate)] == told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (20, 16, ["late"]),
        (20, 17, []),
        (16, 15, []),
        (16, 30, []),
    ],
)
def test_a_promise_moved_before_the_estimate_is_late(before, after, told):
    before, after = (order(18, quoted_for=NOON + timedelta(minutes=minutes)) for minutes in (before, after))
    assert [notice.kind.value for notice in notices_of_promise(before, after)] == told
    ended = replace(after, closed=X), replace(after, estimate=None)
    assert not any(notices_of_promise(before, one) for one in ended)
