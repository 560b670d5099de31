"""Seeds: no evening violates an invariant, and what a planted fault violates is found by one of them."""

from dataclasses import replace

import pytest

from domain.updates import Updates
from domain.working_set import WorkingSet
from storage.database.outbox_writer import Subscriber
from tests.simulation import ledger
from tests.simulation.__main__ import find_violation
from tests.simulation.ledger import LedgerWork
from tests.simulation.notices import LedgerOutbox

SEEDS, QUICK_SEEDS = 150, 30
MAX_SEEDS_A_FAULT = 120


def violations(seeds):
    return [(seed, text) for seed in seeds if (text := find_violation(seed))]


@pytest.mark.long
@pytest.mark.timeout(300)
def test_no_evening_violates_an_invariant(pytestconfig):
    assert violations(range(SEEDS if pytestconfig.getoption("--whole") else QUICK_SEEDS)) == []


def test_same_seed_plays_the_same_evening(monkeypatch):
    shown = []
    real = WorkingSet.show

    def show(self, order):
        shown.append((order.id, order.version, order.looks))
        real(self, order)

    monkeypatch.setattr(WorkingSet, "show", show)
    find_violation(7)
    first, shown[:] = list(shown), []
    find_violation(7)
    assert first == shown != []


def forget_the_lock(monkeypatch):
    async def lock(self, work, order_id):
        return self.get(order_id) or await work.load(order_id)

    async def record(self, change, _command):
        self.shown[change.order.id] = change.order

    monkeypatch.setattr(WorkingSet, "lock", lock)
    monkeypatch.setattr(LedgerWork, "record", record)


def show_before_the_commit(monkeypatch):
    real = WorkingSet.lock

    async def lock(self, work, order_id):
        order = await real(self, work, order_id)
        self._board.show(order.start(order.placed_at).order) if order.stage == "received" else None
        return order

    monkeypatch.setattr(WorkingSet, "lock", lock)


def read_nothing_after_a_cut(monkeypatch):
    async def read_all(_):
        """Trust that nothing was missed."""

    monkeypatch.setattr(Updates, "read_all", read_all)


def believe_that_nothing_was_sent(monkeypatch):
    monkeypatch.setattr(Subscriber, "is_perhaps_sent", property(lambda _: False))


def send_at_most_once(monkeypatch):
    real = LedgerOutbox.claim

    async def claim(self, now, limit):
        claimed = await real(self, now, limit)
        for one in claimed:
            self._rows.pop(one.order.id, None)
        return claimed

    monkeypatch.setattr(LedgerOutbox, "claim", claim)


def let_the_last_answer_win(monkeypatch):
    real = WorkingSet.show

    def show(self, order):
        for kept in (self._open, self._closed):
            if order.id in kept:
                kept[order.id] = replace(kept[order.id], looks=0)
        real(self, order)

    monkeypatch.setattr(WorkingSet, "show", show)
    monkeypatch.setattr(WorkingSet, "is_older", lambda *_: True)
    monkeypatch.setattr(ledger, "SLOW_CALLS", 0.3)
    monkeypatch.setattr("pages.live._is_news", lambda order, shown: order.version >= shown.version and order != shown)


@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (forget_the_lock, "an acknowledged tap is lost"),
        (show_before_the_commit, "never committed"),
        (read_nothing_after_a_cut, "another state than the database"),
        (believe_that_nothing_was_sent, "never that it was taken back"),
        (send_at_most_once, "was not told"),
        (let_the_last_answer_win, "overwritten by an older one"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_planted_fault_is_found_by_a_seed(plant, found, monkeypatch):
    plant(monkeypatch)
    assert any(found in find_violation(seed) for seed in range(MAX_SEEDS_A_FAULT))
