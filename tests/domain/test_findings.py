"""What looks at an order, one a minute, tell its guest of its promise."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.estimation import Estimator
from domain.findings import compare
from domain.notices import NoticeKind, notices_of_promise
from tests.support.taught_estimator import MENU, MINUTE, stew
from tests.support.world import EVENING


@pytest.fixture
def estimator():
    return Estimator()


def placed(estimator, promised):
    """Return an order that nobody cooks, promised for so many minutes after its placing."""
    order = stew(quoted_for=EVENING + promised * MINUTE)
    return order.estimated(estimator.quote(order, MENU, EVENING))


def watch(estimator, order, *minutes):
    """Look at these minutes, before each after a restart; return the order, and the minutes when it is told late."""
    told = []
    for minute in minutes:
        look = estimator.look([order], MENU, EVENING + minute * MINUTE)
        list(look)
        (found,) = compare({order.id: order}, look, estimator, {})
        order = found.after
        told += [minute for notice in found.notices if notice.kind is NoticeKind.LATE]
        assert estimator.restore_observation(order.id, json.loads(json.dumps(found.observation.to_json())))
    return order, told


@pytest.mark.parametrize("promised", range(1, 60, 3))
def test_a_forgotten_order_is_told_late_once(estimator, promised):
    order = placed(estimator, promised)
    is_out_of_reach = order.estimate.is_late(order.quoted_for)
    _, told = watch(estimator, order, *range(90))
    assert len(told) == 1
    assert told == [promised] or not is_out_of_reach


def test_a_promise_that_is_moved_is_told_late_anew(estimator):
    order, told = watch(estimator, placed(estimator, 15), *range(20))
    assert len(told) == 1
    moved = order.requote(order.estimate.updated_at, order.estimate.likely + timedelta(minutes=5)).order
    assert len(watch(estimator, moved, *range(20, 90))[1]) == 1


def test_one_moved_before_the_estimate_is_told_once(estimator):
    order, told = watch(estimator, placed(estimator, 20), 0)
    moved = order.requote(EVENING, EVENING + 5 * MINUTE).order
    assert [notice.kind for notice in notices_of_promise(order, moved)] == [NoticeKind.LATE]
    assert told + watch(estimator, moved, *range(1, 30))[1] == []


def test_what_is_late_already_is_told_when_it_passes(estimator):
    order, told = watch(estimator, placed(estimator, 3), 0)
    moved = order.requote(EVENING, EVENING + 5 * MINUTE).order
    assert not notices_of_promise(order, moved)
    assert told + watch(estimator, moved, *range(1, 30))[1] == [5]


def test_an_order_that_fires_late_is_told_once(estimator):
    fired = replace(stew(quoted_for=EVENING + 5 * MINUTE), held=True).fire(EVENING).order
    assert watch(estimator, fired, *range(30))[1] == [0]
