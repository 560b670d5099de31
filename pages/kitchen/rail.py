"""Rail and shelf: one bound ticket for each order that is to be cooked or handed over."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from nicegui.binding import BindableProperty, bind_from
from nicegui.element import Element

from pages.components.fragment import Fragment

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from domain.order import Order
    from pages.i18n import Translator
    from pages.live import LiveOrder
    from pages.live_kitchen import LiveRail

log = logging.getLogger(__name__)


class Rail(Element):
    """Shows a ticket for each of `tickets`, in their order. The bindings of a ticket end when it leaves."""

    tickets = BindableProperty(on_change=lambda sender, tickets: sender.arrange(tickets))

    def __init__(self, presenter: Callable[[Order, Translator], Markup], t: Translator) -> None:
        """Begin empty, with tickets that the presenter draws in these words."""
        super().__init__("ul")
        self._presenter, self._translator = presenter, t
        self._hanging: dict[str, Fragment] = {}
        self.tickets = ()

    def follow(self, rail: LiveRail, field: str) -> Rail:
        """Show this field of the live rail, `tickets` or `ready`, now and after each change."""
        bind_from(self, "tickets", rail, field)
        return self

    def arrange(self, tickets: tuple[LiveOrder, ...]) -> None:
        """Hang up what is new, take down what left, and put all in order."""
        # Raising here would starve every other tablet that is bound to the rail.
        try:
            self._take_down({live.order.id for live in tickets})
            for live in tickets:
                if live.order.id not in self._hanging:
                    self._hanging[live.order.id] = self._hang_up(live)
            self._sort([self._hanging[live.order.id] for live in tickets])
        except Exception:
            log.exception("The rail could not be arranged")

    def _take_down(self, kept: set[str]) -> None:
        for order_id in self._hanging.keys() - kept:
            self.remove(self._hanging.pop(order_id))

    def _hang_up(self, live: LiveOrder) -> Fragment:
        with self:
            hung = Fragment(tag="li")
        return hung.follow(live, self._presenter, self._translator)

    def _sort(self, wanted: list[Fragment]) -> None:
        for place, hung in enumerate(wanted):
            if self.default_slot.children[place] is not hung:
                hung.move(target_index=place)
