"""Live state of the kitchen as a whole: its rail, menu, pace, refused orders, and what to start next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nicegui import binding

from domain.estimation import Starts

if TYPE_CHECKING:
    from domain.deliveries import Delivery
    from domain.estimation import Busy
    from domain.menu import Menu
    from domain.order import Order
    from domain.stages import Stage
    from pages.live import LiveOrder


class RailCode(NamedTuple):
    """A code of the rail: where its order stands, and how often its guest was called again."""

    code: str
    stage: Stage
    calls: int


@binding.bindable_dataclass
class LiveRail:
    """The kitchen's rail: its tickets, what is ready on the shelf, and what left it.

    `tickets` are to be cooked, by promised time, rushed ones first. `ready` stand on the shelf, longest there first.
    `left_over` are open since an earlier day. `left` left in the present one, the newest first; `later` is scheduled,
    by promised time. A watcher of `tickets` hears who is on the rail and in which order; `codes` says where each order
    stands, too.
    """

    tickets: tuple[LiveOrder, ...] = ()
    ready: tuple[LiveOrder, ...] = ()
    codes: tuple[RailCode, ...] = ()
    left_over: tuple[Order, ...] = ()
    left: tuple[Order, ...] = ()
    later: tuple[Order, ...] = ()


@binding.bindable_dataclass
class LivePace:
    """How busy the kitchen says it is."""

    busy: Busy | None = None


@binding.bindable_dataclass
class LiveRefused:
    """Orders that could not be taken and that nobody has dealt with, the newest first."""

    deliveries: tuple[Delivery, ...] = ()


@binding.bindable_dataclass
class LivePrinters:
    """The printers that cannot print at the moment, by name, each with what is wrong."""

    problems: tuple[tuple[str, str], ...] = ()


@binding.bindable_dataclass
class LiveHeard:
    """How often somebody has touched a tablet whose bell had rung: then no other tablet need ring again."""

    count: int = 0


@binding.bindable_dataclass
class LiveMenu:
    """The menu as it stands now."""

    menu: Menu


@binding.bindable_dataclass
class LiveStarts:
    """The plan as it stands now."""

    starts: Starts = Starts()
