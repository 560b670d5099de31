"""The accuracy benchmark uses nothing from the future of each forecast."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.benchmarks.estimate_accuracy import Record, Replay, replay_all
from tests.support.world import EVENING


@pytest.fixture
def records():
    chance, at, some = random.Random(5), EVENING, []
    for _ in range(60):
        at += timedelta(minutes=chance.uniform(0.5, 12))
        some.append(
            Record("408", at.isoformat(), at, at + timedelta(minutes=chance.uniform(0, 45)), chance.randint(1, 5))
        )
    return some


def test_forecast_does_not_depend_on_the_future(records):
    whole = Replay(records).run()
    for cut in (10, 30):
        moment = records[cut].placed_at
        known = [r if r.ready_at <= moment else replace(r, ready_at=r.ready_at + timedelta(hours=9)) for r in records]
        other = Replay(known[: cut + 1]).run()
        assert [v.said[0] for v in other] == [v.said[0] for v in whole[: cut + 1]]


def test_restaurants_know_nothing_of_each_other(records):
    doubled = [*records, *(replace(record, restaurant="409") for record in records)]
    verdicts = replay_all(doubled)
    assert [v.said for v in verdicts[: len(records)]] == [v.said for v in verdicts[len(records) :]]


def test_only_open_orders_are_observed_again(records):
    for verdict in Replay(records).run():
        assert [age for age in verdict.said if age] == [a for a in (600, 900, 1200) if a < verdict.record.minutes * 60]
        assert all(before <= after for said in verdict.said.values() for before, after in pairwise(said))
