"""Ports: the interfaces of clock, stores, board and push that the kitchen depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from contextlib import AbstractAsyncContextManager
    from datetime import date, datetime

    from domain.change import Change
    from domain.commands import TapCommand
    from domain.deliveries import Delivery, Outcome
    from domain.estimation import Busy, Starts
    from domain.intake import Draft
    from domain.menu import Menu
    from domain.notices import Notice
from domain.order import Order


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, UTC and aware."""


class OrderState(NamedTuple):
    """What tells two states of one order apart: its version, and how often its estimate was written."""

    version: int
    looks: int


class UnitOfWork(Protocol):
    """One transaction on the orders: all of it is committed, or nothing."""

    async def lock(self, order_ids: Collection[str]) -> dict[str, OrderState]:
        """Let nobody else change these orders until the transaction ends; returns the states of those there are."""

    async def lock_intake(self, draft: Draft, key: str | None) -> None:
        """Let nobody else take in the same order until the transaction ends."""

    async def lock_menu(self) -> Menu:
        """Read the menu, which nobody else writes until the transaction ends."""

    async def load(self, order_id: str) -> Order:
        """Read an order; raises OrderNotFound."""

    async def find_tap(self, tap_id: str) -> tuple[str, str | None] | None:
        """Return the id of the order that this tap has changed already, and the tap's digest; or None.

        Taps of earlier releases have no digest.
        """

    async def find_intake(self, draft: Draft, key: str | None, day: date, since: datetime) -> tuple[str, str] | None:
        """Return field and id of the order that the draft's source sent before, or None.

        The field is `idempotency_key` when the key came in after `since` (UTC), or `external_ref` when the reference
        came in on this business day.
        """

    async def read_fingerprint(self, order_id: str) -> str:
        """Return the fingerprint of the draft that the order was made of."""

    async def add(self, order: Order, fingerprint: str, key: str | None) -> None:
        """Write a new order, with its events."""

    async def record(self, change: Change, command: TapCommand | None) -> None:
        """Write a change: the order's row (at the version before, or StaleTap), its events, its notices, its tap."""

    async def move_subscriptions(self, order_id: str, other_id: str) -> None:
        """Let the phones that follow an order follow another one instead."""

    async def write_estimates(self, orders: Iterable[tuple[Order, object]]) -> None:
        """Write the estimate of each order with its observation (JSON), and nothing else of it."""

    async def write_signals(self, order: Order) -> None:
        """Write what the guest has told, and nothing else of the order."""

    async def enqueue_notices(self, order: Order, notices: Iterable[Notice]) -> None:
        """Write notices that no change has earned, but the clock or another order's change."""

    async def write_menu(self, menu: Menu, at: datetime) -> None:
        """Write the menu in place of the one before; `at` (UTC) is when its dishes went out or came back."""

    async def write_note(self, name: str, value: object) -> None:
        """Write a note (anything JSON can say) in place of the one of that name."""


class OrderStore(Protocol):
    """Durable storage of the orders. It takes `max_writers` transactions at a time."""

    max_writers: int

    def transaction(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a transaction for one change; raises NotSaved when it cannot be committed."""

    async def load_current(self, since: datetime) -> list[Order]:
        """Read all orders that are open, or were closed after `since` (UTC)."""

    async def load(self, order_ids: Collection[str]) -> list[Order]:
        """Read orders, without those that are not there."""

    async def load_by_token(self, token: str, since: datetime) -> Order | None:
        """Read the order of a guest's link, if it is open or was closed after `since` (UTC)."""

    async def read_observations(self, since: datetime) -> dict[str, object]:
        """Read by order id the observations of what `load_current` reads, as `write_estimates` wrote them."""

    async def read_menu(self) -> Menu:
        """Read the menu."""

    async def read_note(self, name: str) -> object:
        """Read the note of a name, or None."""


class DeliveryStore(Protocol):
    """Storage of the newest deliveries, for some days."""

    async def add(self, delivery: Delivery) -> None:
        """Write a delivery; raises NotSaved."""

    async def find(self, delivery_id: int) -> Delivery | None:
        """Read a delivery, or None."""

    async def read(self, outcomes: Collection[Outcome], before: int | None, limit: int) -> list[Delivery]:
        """Read the newest deliveries, of one outcome or of all, below the id `before`."""

    async def find_latest(self, source: str) -> Delivery | None:
        """Read the latest delivery of a source, or None."""

    async def read_open(self, since: datetime) -> tuple[Delivery, ...]:
        """Read the refused deliveries after `since` (UTC) that nobody has dealt with: the first of each digest."""

    async def settle(self, digest: str, at: datetime) -> None:
        """Write that somebody has dealt with the deliveries of this digest; raises NotSaved."""


class Board(Protocol):
    """The observable state that pages show. Only committed orders are shown."""

    def show(self, order: Order) -> None:
        """Show an order as it stands; an older version than the one that is shown changes nothing."""

    def show_menu(self, menu: Menu) -> None:
        """Show the menu as it stands."""

    def show_busy(self, busy: Busy | None) -> None:
        """Show how busy the kitchen says it is."""

    def show_day(self, began: datetime) -> None:
        """Show that the kitchen's day began at this time (UTC): what was left over from before comes last."""

    def show_starts(self, starts: Starts) -> None:
        """Show which dishes to start next, and which later."""

    def show_refused(self, deliveries: tuple[Delivery, ...]) -> None:
        """Show the orders that could not be taken and that nobody has dealt with, the newest first."""

    def forget(self, order_ids: Iterable[str]) -> None:
        """Take orders off the board for good: their links end."""


class PushGateway(Protocol):
    """Sends notices to phones."""

    def wake(self) -> None:
        """Say that there may be notices to send; returns at once."""
