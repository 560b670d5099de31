"""Errors of the kitchen. Each says how its caller should react, and names no guest or dish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from domain.commands import Tap
    from domain.order import Order
    from domain.stages import ItemState, Stage


class KitchenError(Exception):
    """The command was not carried out, and nothing was changed."""


class OrderNotFound(KitchenError):
    """There is no such order, or no such item in it. Read the order again."""


class DishNotFound(KitchenError):
    """The menu has no such dish, or no longer. Read the menu again."""


class TapRefused(KitchenError):
    """The tap is not possible in this state of the order or item. Show the state, and offer the possible taps."""

    def __init__(self, state: ItemState | Stage, tap: Tap) -> None:
        """Remember the state that refused, and the tap."""
        super().__init__(f"{tap} is not possible while {state}")
        self.state, self.tap = state, tap


class StaleTap(KitchenError):
    """The order has changed since it was shown. Show the current order, and let the person decide again."""

    def __init__(self, seen: int, actual: Order) -> None:
        """Remember the version that was seen, and the order as it stands."""
        super().__init__(f"the order has moved on from version {seen} to {actual.version}")
        self.seen, self.actual = seen, actual


class IntakeConflict(KitchenError):
    """A reference that must name one thing was used for another. The sender must choose a new one."""

    def __init__(self, field: str, order_id: str = "") -> None:
        """Remember which reference it was: `external_ref`, `idempotency_key` or `tap_id`."""
        super().__init__(f"{field} was already used for something else")
        self.field, self.order_id = field, order_id


class DishUnavailable(KitchenError):
    """A dish of the order is out. Offer another."""

    def __init__(self, position: int) -> None:
        """Remember the item's place in the order, counted from 0."""
        super().__init__(f"the dish of item {position + 1} is not available")
        self.position = position


class MenuTooLong(KitchenError):
    """The menu would have more dishes or stations than it may. Take others off first."""

    def __init__(self, part: Literal["dishes", "stations"], most: int) -> None:
        """Remember of what there would be more than the most."""
        super().__init__(f"the menu would have more than {most} {part}")
        self.part, self.most = part, most


class NotSaved(KitchenError):
    """The database could not take the change (locked, full, gone). Nothing is changed; try again in a moment."""


class DayPartlyClosed(NotSaved):
    """The database took a part of the day's close only: `closed` are the orders that it ended, the others stay open."""

    def __init__(self, closed: tuple[Order, ...]) -> None:
        super().__init__()
        self.closed = closed


class Outrun(NotSaved):
    """Another process was faster. Nothing is changed; run again, the command finds what that one did."""


class NotRead(KitchenError):
    """The database cannot be read (locked, gone). Try again in a moment."""


class CallTooSoon(KitchenError):
    """The guest was called a moment ago. Try again in half a minute."""


class SubscriptionRefused(KitchenError):
    """A phone's push subscription that is not taken: of no known push service, with broken keys, or one too many."""


class SignalRefused(KitchenError):
    """A guest's signal that the order does not offer at its stage, such as thanks before it was handed over."""


class SignalTooSoon(KitchenError):
    """A guest took a signal back too soon after the one before. Try again in a few seconds."""
