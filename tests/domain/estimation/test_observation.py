"""The observation of an order survives a restart with the order."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.estimation import Estimator
from domain.estimation.decoding import CorruptState
from domain.estimation.observation import Observation
from domain.stages import ItemState
from tests.support.world import EVENING, MENU, order_of

MINUTE = timedelta(minutes=1)


@pytest.fixture
def order():
    return order_of(ItemState.QUEUED, ItemState.QUEUED, placed_at=EVENING, quoted_for=EVENING + 5 * MINUTE)


def look(estimator, order, minute):
    now = EVENING + minute * MINUTE
    return order.estimated(estimator.forecast([order], MENU, now)[order.id])


def restart(estimator, order):
    after = Estimator.from_json(json.loads(json.dumps(estimator.to_json())))
    stored = json.dumps(estimator.observation_of(order.id).to_json(), allow_nan=False, sort_keys=True)
    assert after.restore_observation(order.id, json.loads(stored))
    return after


@pytest.fixture
def stored(order):
    estimator = Estimator()
    look(estimator, look(estimator, order, 0), 1)
    return estimator.observation_of(order.id).to_json()


class TestRestart:
    def test_lateness_and_changes_are_remembered(self, order):
        kept, restarted = Estimator(), Estimator()
        mine = other = order
        for minute in range(90):
            mine, other = look(kept, mine, minute), look(restarted, other, minute)
            restarted = restart(restarted, other)
            assert mine == other
        assert mine.estimate.running_late
        assert kept.observation_of(order.id) == restarted.observation_of(order.id)

    def test_order_without_observation_is_late_later(self, order):
        estimator, now = Estimator(), 0
        while not order.estimate or not order.estimate.running_late:
            order, now = look(estimator, order, now), now + 1
        assert look(restart(estimator, order), order, now).estimate.running_late
        assert not look(Estimator(), order, now).estimate.running_late

    def test_an_order_is_learned_from(self, order):
        estimator = Estimator()
        look(estimator, order, 0)
        begun = order.start(EVENING + MINUTE).order
        look(estimator, begun, 1)
        done, now = [begun.bump(EVENING + 30 * MINUTE).order], EVENING + 31 * MINUTE
        after = restart(estimator, order)
        assert after.learn(done, MENU, now)
        assert estimator.learn(done, MENU, now)
        assert after.to_json() == estimator.to_json() != Estimator().to_json()

    def test_a_restored_observation_replaces_another(self, order):
        estimator, early, begun = Estimator(), Estimator(), order.start(EVENING).order
        look(early, begun, 1)
        look(estimator, begun, 9)
        assert estimator.restore_observation(order.id, early.observation_of(order.id).to_json())
        late = EVENING + 20 * MINUTE
        assert estimator.predict([begun], MENU, late) == early.predict([begun], MENU, late)

    def test_an_unknown_order_has_none(self):
        assert Estimator().observation_of("nobody") is None


class TestCorruptState:
    @pytest.mark.parametrize("value", [None, "?", [], 1, {}])
    def test_anything_else_is_refused(self, value):
        assert not Estimator().restore_observation("1", value)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("wait_minutes", -1),
            ("other_orders", "many"),
            ("changes", 1e300),
            ("forgotten_at", "soon"),
            ("forgotten_at", 1700000000),
            ("forgotten_at", "2026-03-14T19:00:00"),
            ("forgotten_at", "9999-12-31T23:59:59+00:00"),
            ("late_at", 5),
            ("promised", "soon"),
            ("shown", ["2026-03-14T19:00:00+00:00"]),
            ("shown", "2026-03-14T19:00:00+00:00"),
            ("snapshots", []),
            ("snapshots", {}),
            ("snapshots", [{"progress": "elsewhere"}]),
            ("snapshots", [{"progress": "untapped", "at": "2026-03-14T19:00:00+00:00", "features": [1.0]}]),
        ],
    )
    def test_a_corrupt_member_is_refused(self, stored, name, value):
        with pytest.raises(CorruptState):
            Observation.from_json({**stored, name: value})

    def test_one_that_is_not_fresh_stays_so(self, stored):
        observation = Observation.from_json(stored)
        assert observation.is_fresh
        stale = replace(observation, is_fresh=False)
        assert Observation.from_json(stale.to_json()) == stale
        assert not Observation.from_json({**stored, "is_fresh": "yes"}).is_fresh

    def test_one_of_an_earlier_release_can_be_read(self, stored):
        earlier = {name: value for name, value in stored.items() if name not in {"promised", "is_foretold"}}
        assert Observation.from_json(earlier).promised is None
