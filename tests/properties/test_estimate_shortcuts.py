"""Random evenings: what the estimator keeps between looks never makes its answers differ from those from scratch."""

import json
import random
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import TapRefused
from domain.estimation import Busy, Estimator
from domain.estimation.display import is_news
from domain.item import Item
from domain.menu import Dish, Menu, Station
from domain.stages import UNFINISHED
from tests.support.reference_estimator import ReferenceEstimator
from tests.support.world import EVENING, order_of

DISHES = tuple(Dish(name=f"Dish {n}", station=f"station {n % 3}", minutes=2 + 3 * n, batch=2) for n in range(8))
MENU = Menu(DISHES, (Station("station 0", 1), Station("station 1", 3)))
VERBS = ("start", "start", "start", "bump", "bump", "void", "rush", "recall", "cancel", "hand_over")


class Evening:
    """A kitchen with random taps, and an estimator that lives as long as the evening."""

    def __init__(self, seed):
        self.chance, self.estimator, self.menu = random.Random(seed), Estimator(), MENU
        self.now, self.busy, self.board = EVENING, None, {}
        # Some evenings begin with a kitchen that is known to tap "start", others with one that is not.
        if self.chance.random() < 0.5:
            self.estimator = Estimator.from_json({"version": 1, "tapping": [9.0, 9.0]})

    def step(self):
        self.now += timedelta(seconds=self.chance.choice((0.5, 5, 40, 200)))
        event = self.chance.choice((self.place, self.place, self.quote, self.tap, self.tap, self.tap, self.change))
        event()
        self.look()

    def draw_order(self):
        dishes = self.chance.sample(DISHES, self.chance.randint(1, 3))
        items = tuple(
            Item(
                id=str(k),
                name=dish.name,
                quantity=self.chance.randint(1, 4),
                station=dish.station,
                prep_minutes=dish.minutes,
            )
            for k, dish in enumerate(dishes)
        )
        return order_of(items=items, placed_at=self.now, quoted_for=self.now + timedelta(minutes=20))

    def place(self):
        order = self.draw_order()
        self.board[order.id] = order

    def quote(self):
        """Look, then place two orders by a quote: both are as exact as a look, for no time has passed."""
        self.look()
        self.now += timedelta(microseconds=1)
        self.look()
        for _ in range(2):
            self.quote_exactly(self.draw_order())

    def quote_exactly(self, order):
        order = replace(order, placed_at=self.now - timedelta(microseconds=1) + timedelta(microseconds=len(self.board)))
        quoted = self.estimator.quote(order, self.menu, self.now, self.busy)
        self.board[order.id] = order
        assert quoted == self.reference().show(order, self.estimator.observation_of(order.id))
        self.board[order.id] = order.estimated(quoted)

    def tap(self):
        open_orders = [order for order in self.board.values() if order.is_open]
        if open_orders:
            order, verb = self.chance.choice(open_orders), self.chance.choice(VERBS)
            of_item = verb == "void" or (verb in {"start", "bump", "recall"} and self.chance.random() < 0.6)
            item = (self.chance.choice(order.items).id,) if of_item else ()
            try:
                self.board[order.id] = getattr(order, verb)(self.now, *item).order
            except TapRefused:
                return

    def change(self):
        event = self.chance.randint(0, 5)
        if event == 0:
            dish = self.chance.choice(self.menu.dishes)
            self.menu = self.menu.with_station(Station("station 0", self.chance.randint(1, 3)))
            self.menu = self.menu.with_dish(replace(dish, batch=self.chance.randint(1, 4)), dish.name)
        elif event == 1:
            self.busy = Busy(self.chance.choice((5, 10)), self.now + timedelta(minutes=10))
        elif event == 2:
            self.estimator.reset()
        elif event == 3:
            self.restart()
        else:
            self.estimator.learn(self.board.values(), self.menu, self.now + timedelta(minutes=1))

    def restart(self):
        """Start again with all that the product stores."""
        after = Estimator.from_json(json.loads(json.dumps(self.estimator.to_json())))
        for order_id in self.board:
            if (before := self.estimator.observation_of(order_id)) is not None:
                assert after.restore_observation(order_id, json.loads(json.dumps(before.to_json())))
                assert after.observation_of(order_id) == before
        self.estimator = after

    def reference(self):
        return ReferenceEstimator(self.board.values(), self.menu, self.estimator._model, self.now, self.busy)

    def look(self):
        before = {order_id: self.estimator.observation_of(order_id) for order_id in self.board}
        look = self.estimator.look(self.board.values(), self.menu, self.now, self.busy)
        for _ in look:
            pass
        reference = self.reference()
        assert look.estimates.keys() == {order.id for order in reference.orders}
        for order in reference.orders:
            after = self.estimator.observation_of(order.id)
            assert look.estimates[order.id] == reference.show(order, after)
            if before[order.id] is None or len(after.snapshots) > len(before[order.id].snapshots):
                taken = list(after.snapshots.values())[-1]
                assert taken.features == reference.snapshot_features(order, after)
                assert taken.expected == reference.expected(order, taken.features)
        self.show(look)

    def show(self, look):
        assert look.news == {id_: one for id_, one in look.estimates.items() if is_news(self.board[id_].estimate, one)}
        for order_id, estimate in (look.news if self.chance.random() < 0.8 else look.estimates).items():
            self.board[order_id] = self.board[order_id].estimated(estimate)


@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_kept_state_never_changes_an_answer(seed):
    evening = Evening(seed)
    for _ in range(40):
        evening.step()


@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_raw_predictions_equal_those_from_scratch(seed):
    evening = Evening(seed)
    for _ in range(20):
        evening.step()
        raw = evening.estimator.predict(evening.board.values(), evening.menu, evening.now, evening.busy)
        reference = evening.reference()
        assert raw == {
            order.id: reference.predict(order, evening.estimator.observation_of(order.id))
            for order in evening.board.values()
            if order.stage in UNFINISHED
        }
