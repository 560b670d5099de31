"""Live state that every page binds to: a projection of the database, updated only after a commit."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any, TypeVar

from nicegui import binding

from domain.estimation import Busy, Starts
from domain.menu import Menu
from domain.order import Order
from domain.stages import UNFINISHED, Stage
from pages.board_places import BoardPlaces, LaterPlace, LeftPlace, Place, place_on_shelf
from pages.live_kitchen import LiveHeard, LiveMenu, LivePace, LivePrinters, LiveRail, LiveRefused, LiveStarts, RailCode
from pages.live_watching import LiveWatching
from pages.merged_links import MergedLinks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable
    from datetime import datetime

    from domain.deliveries import Delivery

T = TypeVar("T")
W = TypeVar("W", bound="Hashable")

# Of what left the rail so many are shown: a day's worth for a small restaurant; older ones are in the reports.
MAX_LEFT = 300


def whole(order: Order) -> object:
    """Return the order: the source of what shows its estimate."""
    return order


def events(order: Order) -> object:
    """Return the events: the source of what does not show the estimate, for each change adds one."""
    return order.events


# One field, replaced whole: with several, a watcher sees half a change; a list changed in place is not seen at all.
@binding.bindable_dataclass
class LiveOrder:
    """One order as it stands now. Bind to `order` through a pure presenter, with `drawn` to draw once for all."""

    order: Order
    _drawings: dict[Hashable, tuple[object, Any]] = field(default_factory=dict, compare=False, repr=False)

    def drawn(
        self, presenter: Callable[[Order, W], T], t: W, source: Callable[[Order], object] = whole
    ) -> Callable[[Order], T]:
        """Return a presenter that draws each state of the order once, however many watch it in these words.

        NiceGUI runs all watchers' presenters whenever another one joins: without this, a hundred pages of one order
        would cost each further visitor 400 ms (measured), and each tap a hundred drawings. `source` returns what the
        presenter reads of the order; it draws again when that is another object.
        """

        def present(order: Order) -> T:
            known = self._drawings.get((presenter, t))
            if known is None or known[0] is not source(order):
                known = self._drawings[presenter, t] = (source(order), presenter(order, t))
            return known[1]

        return present


class LiveBoard:
    """All orders that anybody can look at: the open ones, and those closed within the life of their links."""

    def __init__(self) -> None:
        """Begin empty; the kitchen fills it when it opens."""
        self._by_id: dict[str, LiveOrder] = {}
        self._by_token: dict[str, LiveOrder] = {}
        self._merged = MergedLinks()
        self._places = BoardPlaces()
        self.rail = LiveRail()
        self.live_menu = LiveMenu(Menu())
        self.pace = LivePace()
        self.refused, self.printers, self.heard = LiveRefused(), LivePrinters(), LiveHeard()
        self.watching, self.live_starts = LiveWatching(), LiveStarts()

    async def quiet_bells(self) -> None:
        """Say on all tablets that somebody has heard the bell."""
        self.heard.count += 1

    def show(self, order: Order) -> None:
        """Show an order as it stands; an older version than the one that is shown changes nothing."""
        live = self._by_id.get(order.id)
        if live is None:
            self._add(order)
        elif _is_news(order, live.order):
            before = live.order
            # Its place first, for what is drawn of it counts the orders before it. A new estimate alone moves nobody.
            moved = self._places.move(order) if order.version != before.version else set()
            if order.merged_into and live is self._by_token[order.token]:
                live = self._lead_on(live, order.merged_into)
            live.order = order
            self._merged.show(order)
            if moved:
                self._show_moved(moved)
            elif order.fires_at != before.fires_at:
                self._show_later()
            elif order.signals != before.signals:
                self._show_left()

    def show_day(self, began: datetime) -> None:
        """Show that the kitchen's day began at this time (UTC): what was left over from before comes last."""
        self._places.begin_day(began, self.orders())
        self._show_rail()
        self._show_left()

    def show_menu(self, menu: Menu) -> None:
        """Show the menu as it stands."""
        self.live_menu.menu = menu

    def show_busy(self, busy: Busy | None) -> None:
        """Show how busy the kitchen says it is."""
        self.pace.busy = busy

    def show_refused(self, deliveries: tuple[Delivery, ...]) -> None:
        """Show the orders that could not be taken and that nobody has dealt with."""
        self.refused.deliveries = deliveries

    def show_printer_problems(self, problems: tuple[tuple[str, str], ...]) -> None:
        """Show the printers that cannot print at the moment, by name, each with what is wrong."""
        self.printers.problems = problems

    def show_starts(self, starts: Starts) -> None:
        """Show which dishes to start next, and which later."""
        self.live_starts.starts = starts

    def orders(self) -> Collection[Order]:
        """Return all orders of the board."""
        return [live.order for live in self._by_id.values()]

    def forget(self, order_ids: Iterable[str]) -> None:
        """Take orders off the board for good: their links end."""
        for order_id in order_ids:
            if live := self._by_id.pop(order_id, None):
                link = self._by_token.pop(live.order.token)
                self._places.take_out(order_id)
                self._merged.forget(order_id, link)
                self.watching.forget(order_id)
                binding.remove([live, link])
        self._show_moved({LeftPlace, LaterPlace})

    def watch(self, order_id: str) -> LiveOrder | None:
        """Return the live order, to bind to or to read."""
        return self._by_id.get(order_id)

    def find(self, token: str) -> LiveOrder | None:
        """Return the live order of a guest's link, or None for any link that is not, or no longer, good."""
        return self._by_token.get(token)

    def own_id(self, link: LiveOrder) -> str:
        """Return the id of the order that a guest's link was made for, which may be a part of what it shows."""
        return self._merged.own_id(link) or link.order.id

    def count_ahead(self, order: Order) -> int:
        """Return how many orders are to be cooked before this one."""
        return self._places.count_unfinished_before(order.id)

    def _add(self, order: Order) -> None:
        moved = self._places.move(order)
        live = self._by_id[order.id] = self._by_token[order.token] = LiveOrder(order)
        if order.merged_into:
            self._lead_on(live, order.merged_into)
        self._merged.show(order)
        self._show_moved(moved)

    # The staff go on seeing the merged order, by a live order of its own. It may have been merged again since.
    def _lead_on(self, link: LiveOrder, other_id: str) -> LiveOrder:
        own = self._by_id[link.order.id] = LiveOrder(link.order)
        while (other := self._by_id.get(other_id)) and other.order.merged_into:
            other_id = other.order.merged_into
        self._merged.lead_on(own.order, link, other_id, other.order if other else None)
        self.watching.lead_on(own.order.id, other_id)
        return own

    def _show_moved(self, moved: Collection[type[Place]]) -> None:
        self._show_rail()
        if LeftPlace in moved:
            self._show_left()
        if LaterPlace in moved:
            self._show_later()

    def _show_rail(self) -> None:
        rail = self._places.rail
        self.rail.tickets = tuple([self._by_id[place.order_id] for place in rail if place.stage in UNFINISHED])
        ready = [self._by_id[place.order_id] for place in rail if place.stage is Stage.READY]
        self.rail.ready = tuple(sorted(ready, key=lambda live: place_on_shelf(live.order)))
        self.rail.left_over = tuple([self._by_id[place.order_id].order for place in rail if place.is_left_over])
        self.rail.codes = tuple([RailCode(place.code, place.stage, place.calls) for place in rail])

    def _show_left(self) -> None:
        latest = self._places.left[: -MAX_LEFT - 1 : -1]
        self.rail.left = tuple([self._by_id[place.order_id].order for place in latest])

    def _show_later(self) -> None:
        self.rail.later = tuple([self._by_id[place.order_id].order for place in self._places.later])


# Of two looks at one version the later one counts, whatever it says of the time: the clock may have been set back.
def _is_news(order: Order, shown: Order) -> bool:
    return (order.version, order.looks) >= (shown.version, shown.looks) and order != shown
