"""Reference estimator: the model's formulas evaluated from scratch for every order, without any cache or shortcut."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta

from domain.estimation import Estimate
from domain.estimation.calibration import MAX_LOG_MINUTES, MIN_LOG_MINUTES
from domain.estimation.dish_times import configured_seconds
from domain.estimation.display import next_shown
from domain.estimation.features import WAITING, Features, progress_of
from domain.estimation.opening_hours import hour_of
from domain.stages import UNFINISHED, ItemState
from tests.support.world import pending


class ReferenceEstimator:
    """The kitchen at one moment: the orders, the menu and what is learned of it."""

    def __init__(self, orders, menu, model, now, busy=None):
        self.menu, self.model, self.now = menu, model, now
        self.orders = [order for order in orders if order.stage in UNFINISHED]
        self.extra = timedelta(minutes=busy.minutes) if busy and now < busy.until else timedelta()
        self.queued = self.schedule()

    def schedule(self):
        """Return by order id the seconds until the last task is finished; each slot is a number in a list."""
        queue = sorted(self.orders, key=lambda order: (not order.rushed, order.placed_at, order.id))
        tasks = [(order, item) for order in queue for item in pending(order)]
        free, finish = {}, {order.id: 0.0 for order in queue}
        for is_running in (True, False):
            for order, item in tasks:
                if (item.state is ItemState.COOKING) is is_running:
                    slots = free.setdefault(item.station, [-math.inf] * max(1, self.menu.slots(item.station)))
                    slot = slots.index(min(slots))
                    end, slots[slot] = (
                        self.run(item, slots[slot]) if is_running else self.wait(order, item, slots[slot])
                    )
                    finish[order.id] = max(finish[order.id], end)
        return finish

    def run(self, item, free):
        seconds = self.seconds(item)
        left = max(seconds - max(0.0, self.since(item.started_at or self.now)), 0.18 * seconds)
        return left, max(left, free + left)

    def wait(self, order, item, free):
        seconds = self.seconds(item)
        if self.model.taps_start:
            end = max(0.0, free) + seconds
        else:
            end = max(max(-max(0.0, self.since(order.placed_at)), free) + seconds, 0.18 * seconds)
        return end, end

    def seconds(self, item):
        return configured_seconds(item, self.menu) * self.model.dish_times.factor(item.name)

    def since(self, at):
        return (self.now - at).total_seconds()

    def features(self, order, began, wait_seconds, other_orders):
        work = [self.seconds(item) for item in order.items if item.state is not ItemState.VOIDED]
        longest, total = max(work), sum(work)
        own = longest + 60.0 + wait_seconds
        passed = max(0.0, self.since(began))
        if progress_of(order, taps_start=self.model.taps_start) in WAITING:
            passed = max(passed, wait_seconds)
        hour = hour_of(order.placed_at) / 24 * math.tau
        return Features(
            1.0,
            math.log(max(own / 60, 0.5)),
            math.log(max((passed + self.queued[order.id] + 60.0) / own, 0.01)),
            math.log(max(total / longest if longest else 1.0, 1.0)),
            math.log1p(other_orders),
            math.sin(hour),
            math.cos(hour),
        )

    def calibration(self, order):
        return self.model.calibrations[progress_of(order, taps_start=self.model.taps_start)]

    def expected(self, order, features):
        log_minutes = min(MAX_LOG_MINUTES, max(MIN_LOG_MINUTES, self.calibration(order).regression.predict(features)))
        return log_minutes + self.model.drift.bias(self.now)

    def snapshot_features(self, order, observation):
        """Return the features of a snapshot taken at this moment."""
        snapshot = observation.snapshots[progress_of(order, taps_start=self.model.taps_start)]
        wait_seconds = observation.wait_minutes * 60 * self.model.opening_hours.share
        return self.features(order, snapshot.at, wait_seconds, observation.other_orders)

    def predict(self, order, observation):
        """Return the estimate before the display policy."""
        began = min(observation.snapshots[progress_of(order, taps_start=self.model.taps_start)].at, self.now)
        wait_seconds = observation.wait_minutes * 60 * self.model.opening_hours.share
        expected = self.expected(order, self.features(order, began, wait_seconds, observation.other_orders))
        interval = self.calibration(order).interval(expected, self.since(began))
        times = {
            name: max(self.now, began + timedelta(seconds=seconds)) + self.extra
            for name, seconds in interval._asdict().items()
        }
        return Estimate(**times, updated_at=self.now, ask_if_ready=self.now >= observation.forgotten_at + self.extra)

    def show(self, order, observation):
        """Return the estimate that people see."""
        after = next_shown(order.estimate, self.predict(order, observation), observation.changes)
        return replace(after, running_late=self.now > max(observation.late_at, order.quoted_for))
