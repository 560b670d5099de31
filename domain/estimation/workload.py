"""Workload: the tasks of one order, derived once from its items, the menu and the learned model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from domain.dish_names import fold_name
from domain.estimation.dish_times import configured_seconds
from domain.estimation.features import progress_of
from domain.stages import UNFINISHED, ItemState

if TYPE_CHECKING:
    from datetime import datetime

    from domain.estimation.dish_times import DishTimes
    from domain.estimation.features import Progress
    from domain.estimation.model import LearnedModel
    from domain.item import Item
    from domain.menu import Menu
    from domain.order import Order


class RunningTask(NamedTuple):
    """An item that is being cooked: its whole `seconds`, and when it was started (UTC)."""

    station: str
    seconds: float
    started_at: datetime | None


class WaitingTask(NamedTuple):
    """An item that is not started yet."""

    station: str
    seconds: float


class StartableItem(NamedTuple):
    """An item that can be started, with the seconds it takes, and its dish's name as names are compared.

    `batch` is how many portions of the dish share a pan, 0 when the menu does not know it.
    """

    item: Item
    seconds: float
    dish: str
    batch: float

    @classmethod
    def derive(cls, item: Item, seconds: float, menu: Menu) -> StartableItem:
        """Look its dish up."""
        dish = menu.find(item.name)
        return cls(item, seconds, fold_name(item.name), dish.batch if dish else 0)


class Work(NamedTuple):
    """The seconds of an order's items, without the voided ones: the longest one, and their sum."""

    longest: float
    total: float


@dataclass(frozen=True, slots=True, eq=False)
class Workload:
    """The open tasks of an order, its whole work and its progress.

    It holds until one of its sources is replaced: `items`, `menu` and `model` are immutable, so identity tells.
    `place` sorts the queue: rushed orders first, then by time of placing. `startable` has the waiting items that are
    not held, the longest first.
    """

    place: tuple[bool, datetime, str]
    items: tuple[Item, ...]
    menu: Menu
    model: LearnedModel
    is_unfinished: bool
    passed_at: datetime | None
    progress: Progress
    running: tuple[RunningTask, ...]
    waiting: tuple[WaitingTask, ...]
    startable: tuple[StartableItem, ...]
    stations: frozenset[str]
    work: Work

    @classmethod
    def derive(cls, order: Order, menu: Menu, model: LearnedModel) -> Workload:
        """Derive the workload of an order that is not closed."""
        timed = [(item, item_seconds(item, menu, model.dish_times)) for item in order.items]
        queued = [(item, seconds) for item, seconds in timed if item.state is ItemState.QUEUED]
        startable = [StartableItem.derive(item, seconds, menu) for item, seconds in queued if not item.held]
        return cls(
            place=(not order.rushed, order.queued_at, order.id),
            items=order.items,
            menu=menu,
            model=model,
            is_unfinished=order.stage in UNFINISHED,
            passed_at=order.passed_at,
            progress=progress_of(order, taps_start=model.taps_start),
            running=tuple(
                RunningTask(i.station, seconds, i.started_at) for i, seconds in timed if i.state is ItemState.COOKING
            ),
            waiting=tuple(WaitingTask(item.station, seconds) for item, seconds in queued),
            startable=tuple(sorted(startable, key=lambda one: -one.seconds)),
            stations=frozenset(item.station for item in order.items),
            work=_sum_up([seconds for item, seconds in timed if item.state is not ItemState.VOIDED]),
        )

    def is_derived_from(self, order: Order, menu: Menu, model: LearnedModel) -> bool:
        """Whether the workload still holds."""
        return (
            self.items is order.items
            and self.menu is menu
            and self.model is model
            and self.place[0] is not order.rushed
            and self.passed_at is order.passed_at
        )


def work_of(order: Order, menu: Menu, dish_times: DishTimes) -> Work:
    """Return the whole work of an order, done or not."""
    return _sum_up([item_seconds(i, menu, dish_times) for i in order.items if i.state is not ItemState.VOIDED])


def item_seconds(item: Item, menu: Menu, dish_times: DishTimes) -> float:
    """Return the seconds that an item takes: configured time by the learned factor of its dish."""
    return configured_seconds(item, menu) * dish_times.factor(item.name)


def _sum_up(seconds: list[float]) -> Work:
    return Work(max(seconds, default=0.0), sum(seconds))
