"""The shared observable state that every page binds to: a projection of the database, shown only once committed."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any, TypeVar

from nicegui import binding

from domain.estimation import Busy
from domain.menu import Menu
from domain.order import Order
from domain.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable
    from datetime import datetime

    from domain.deliveries import Delivery

T = TypeVar("T")
W = TypeVar("W", bound="Hashable")


# One field, replaced whole: with several, a watcher sees half a change; a list changed in place is not seen at all.
@binding.bindable_dataclass
class LiveOrder:
    """One order as it stands now. Bind to `order` through a pure presenter, with `drawn` to draw once for all."""

    order: Order
    _drawings: dict[Hashable, tuple[Order, Any]] = field(default_factory=dict, compare=False, repr=False)

    def drawn(self, presenter: Callable[[Order, W], T], t: W) -> Callable[[Order], T]:
        """Return a presenter that draws each state of the order once, however many watch it in these words.

        NiceGUI runs all watchers' presenters whenever another one joins: without this, a hundred pages of one order
        would cost each further visitor 400 ms (measured), and each tap a hundred drawings.
        """

        def present(order: Order) -> T:
            known = self._drawings.get((presenter, t))
            if known is None or known[0] is not order:
                known = self._drawings[presenter, t] = (order, presenter(order, t))
            return known[1]

        return present


@binding.bindable_dataclass
class LiveRail:
    """The kitchen's rail: `tickets` by promised time, rushed ones first; `left` is what left it, the newest first.

    A watcher of `tickets` hears who is on the rail and in which order; `codes` says where each of them stands, too.
    """

    tickets: tuple[LiveOrder, ...] = ()
    codes: tuple[tuple[str, Stage], ...] = ()
    left: tuple[Order, ...] = ()


@binding.bindable_dataclass
class LivePace:
    """How busy the kitchen says it is."""

    busy: Busy | None = None


@binding.bindable_dataclass
class LiveRefused:
    """Orders that could not be taken and that nobody has dealt with, the newest first."""

    deliveries: tuple[Delivery, ...] = ()


@binding.bindable_dataclass
class LiveMenu:
    """The menu as it stands now."""

    menu: Menu


class LiveBoard:
    """All orders that anybody can look at: the open ones, and those closed within the life of their links."""

    def __init__(self) -> None:
        """Begin empty; the kitchen fills it when it opens."""
        self._by_id: dict[str, LiveOrder] = {}
        self._by_token: dict[str, LiveOrder] = {}
        self.rail = LiveRail()
        self.live_menu = LiveMenu(Menu())
        self.pace = LivePace()
        self.refused = LiveRefused()

    def show(self, order: Order) -> None:
        """Show an order as it stands; an older version than the one that is shown changes nothing."""
        live = self._by_id.get(order.id)
        if live is None:
            self._by_id[order.id] = self._by_token[order.token] = LiveOrder(order)
            self._arrange()
        elif _is_news(order, live.order):
            is_another = order.version != live.order.version
            live.order = order
            # A new estimate alone moves nobody on the rail, and one tap brings a new one for each open order.
            if is_another:
                self._arrange()

    def show_menu(self, menu: Menu) -> None:
        """Show the menu as it stands."""
        self.live_menu.menu = menu

    def show_busy(self, busy: Busy | None) -> None:
        """Show how busy the kitchen says it is."""
        self.pace.busy = busy

    def show_refused(self, deliveries: tuple[Delivery, ...]) -> None:
        """Show the orders that could not be taken and that nobody has dealt with."""
        self.refused.deliveries = deliveries

    def orders(self) -> Collection[Order]:
        """Return all orders of the board."""
        return [live.order for live in self._by_id.values()]

    def forget(self, order_ids: Iterable[str]) -> None:
        """Take orders off the board for good: their links end."""
        for order_id in order_ids:
            if live := self._by_id.pop(order_id, None):
                del self._by_token[live.order.token]
                binding.remove([live])
        self._arrange()

    def watch(self, order_id: str) -> LiveOrder | None:
        """Return the live order, to bind to or to read."""
        return self._by_id.get(order_id)

    def find(self, token: str) -> LiveOrder | None:
        """Return the live order of a guest's link, or None for any link that is not, or no longer, good."""
        return self._by_token.get(token)

    def _arrange(self) -> None:
        lives = self._by_id.values()
        tickets = [live for live in lives if live.order.is_open]
        self.rail.tickets = tuple(sorted(tickets, key=_place_on_rail))
        self.rail.codes = tuple((live.order.pickup_code, live.order.stage) for live in self.rail.tickets)
        left = [live.order for live in lives if not live.order.is_open]
        self.rail.left = tuple(sorted(left, key=lambda order: order.closed_at or order.placed_at, reverse=True))


def _place_on_rail(live: LiveOrder) -> tuple[bool, datetime, datetime]:
    return not live.order.rushed, live.order.quoted_for, live.order.placed_at


# Of two looks at one version the later one counts, whatever it says of the time: the clock may have been set back.
def _is_news(order: Order, shown: Order) -> bool:
    return order.version > shown.version or (order.version == shown.version and order != shown)
