"""Order sources: the port to web shops, tills and delivery platforms, each with its own proof and form.

A source has two halves. `OrderSource` is the way in: it verifies a call and maps its body. `SourceClient` is the way
out: it reads an order at the vendor, finds those that were missed, and writes the stage back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from domain.stages import Stage


# Begins the id of a delivery that was found by polling.
POLLED = "poll:"
# Why an item is struck that its source does not have any more, and why all else is changed by which the source differs
# from what it said before. No person reads them.
REMOVED_AT_SOURCE = "removed at the source"
CHANGED_AT_SOURCE = "changed at the source"
# In place of a draft's fingerprint, once its source has cancelled the order, whether that was done here or not.
CANCELLED_THERE = "cancelled"
# Before a fingerprint, once a source is told that the order is cancelled here: it tells us so in turn.
TOLD_CANCELLED = "told "
# Begins the line that we leave in a note which the guest writes in, too.
OWN_LINE = "OrderBell: "


class OrderState(StrEnum):
    """What the vendor says of an order. A draft is not placed yet; one that is done needs nothing of the kitchen.

    One that is empty has no dish, or none any more.
    """

    ACCEPTED = "accepted"
    DRAFT = "draft"
    DONE = "done"
    CANCELLED = "cancelled"
    EMPTY = "no dish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """One call of a vendor: the raw body, the headers in lower case, and the URL that the vendor was told."""

    body: bytes
    headers: Mapping[str, str]
    url: str = ""
    path_secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOrder:
    """An order as the vendor sent it. `fields` are in the form that POST /api/v1/orders takes.

    Of two revisions of an order the greater is the newer; an empty one says nothing. Without `fields` the vendor said
    no more than the id, and the order is to be read there. `placed_at` is when the guest placed or paid it (UTC), where
    it says so. With `denies_cancellation` it refuses to cancel the order, for which we have asked.
    """

    external_id: str
    state: OrderState = OrderState.ACCEPTED
    revision: str = ""
    fields: Mapping[str, Any] | None = None
    reason: str = ""
    placed_at: datetime | None = None
    denies_cancellation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """Which order of ours a vendor's order became, and which revision and draft of it the kitchen has.

    `order_id` is None for one that was cancelled before the kitchen had it. `fingerprint` is that of the draft, after
    TOLD_CANCELLED, or CANCELLED_THERE.
    """

    source: str
    external_id: str
    order_id: str | None
    revision: str
    fingerprint: str

    @property
    def is_cancelled_there(self) -> bool:
        """Whether the source said last that the order is cancelled."""
        return self.fingerprint == CANCELLED_THERE

    @property
    def awaits_echo(self) -> bool:
        """Whether the next cancellation that comes is our own, which the source was told."""
        return self.fingerprint.startswith(TOLD_CANCELLED)

    @property
    def without_echo(self) -> SourceLink:
        """The same link, of which no cancellation of our own is awaited any more."""
        return replace(self, fingerprint=self.fingerprint.removeprefix(TOLD_CANCELLED))

    def has(self, fingerprint: str) -> bool:
        """Whether the kitchen has the draft of this fingerprint."""
        return self.fingerprint == self.mark(fingerprint)

    def mark(self, fingerprint: str) -> str:
        """Return the fingerprint of a newer draft as the link is to keep it: an echo that is awaited may come yet."""
        return TOLD_CANCELLED + fingerprint if self.awaits_echo else fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDelivery:
    """A verified call, stored before it is mapped. `delivery_id` is the vendor's, unique within the source."""

    id: int = 0
    source: str
    delivery_id: str
    at: datetime
    body: bytes
    attempts: int = 0


class Unmappable(Exception):
    """The body is no order of this vendor; the message says what is missing."""


class NoOrder(Unmappable):
    """The body is of this vendor and brings no order, such as a test; nobody needs to see to it."""


class NotReachable(Exception):
    """The vendor's interface did not answer as it should. Try again later, but not before it asks us to.

    `status` is that of HTTP, 0 without one; `retry_after` is the header of this name, empty without one.
    """

    def __init__(self, says: str, status: int = 0, retry_after: str = "") -> None:
        super().__init__(says)
        self.status, self.retry_after = status, retry_after


def without_own_line(note: str) -> str:
    """Return a note at the vendor without the line that we left in it."""
    return "\n".join(line for line in note.splitlines() if not line.startswith(OWN_LINE))


def with_own_line(note: str, says: str) -> str:
    """Return a note at the vendor with what we say as its last line, in place of what we said before."""
    return f"{without_own_line(note)}\n{OWN_LINE}{says}".lstrip("\n")


class OrderSource(Protocol):
    """The way in of one vendor."""

    def verify(self, hook: Hook, options: Mapping[str, str]) -> bool:
        """Whether the call is proven to come from the vendor, in constant time and on the raw body."""

    def delivery_id(self, hook: Hook) -> str | None:
        """Return the vendor's id of the delivery, empty when it gives none; None for a call that brings no order."""

    def map_order(self, body: Any, options: Mapping[str, str]) -> SourceOrder:
        """Return the order of a body (JSON), by the owner's options; raises Unmappable."""


class SourceClient(Protocol):
    """The way out of one vendor. Each method raises NotReachable. A vendor overrides what its interface has."""

    async def fetch(self, external_id: str) -> bytes:
        """Read an order, in the form that the way in maps."""
        raise NotReachable(f"there is no way to read order {external_id}")

    async def find_missed(self, since: datetime) -> list[tuple[str, bytes]]:  # noqa: ARG002  see above
        """Return the orders that changed after `since` (UTC), each with an id of this change."""
        return []

    async def check(self, now: datetime) -> None:
        """Prove that the interface takes the owner's key: read, and change nothing. `now` is UTC."""
        await self.find_missed(now)

    async def acknowledge(self, received: list[tuple[str, bytes]]) -> None:
        """Say that what `find_missed` returned is stored."""

    async def echoes_cancellation(self, external_id: str) -> bool:  # noqa: ARG002  see above
        """Whether to write a cancellation back cancels the order there, which the vendor tells us in turn."""
        return False

    async def write_back(self, external_id: str, stage: Stage, note: str) -> None:
        """Tell the vendor the stage that an order reached, with a note in words."""


class SourceStore(Protocol):
    """Storage of deliveries from sources, and of the links between their orders and ours."""

    async def receive(self, delivery: SourceDelivery) -> bool:
        """Store a delivery and its id in one transaction; False when it was stored before. Raises NotSaved."""

    async def wait(self, seconds: float) -> None:
        """Wait until a delivery comes in, at most so long."""

    async def claim(self, now: datetime, away: Collection[str] = ()) -> SourceDelivery | None:
        """Claim the oldest delivery that is due, of a source that is not away, or None."""

    async def settle(self, delivery: SourceDelivery, *, retry_at: datetime | None = None) -> None:
        """Say that a delivery is mapped, or that it is to be tried again at `retry_at` (UTC)."""

    async def find_link(self, source: str, external_id: str) -> SourceLink | None:
        """Return the link of a vendor's order, or None."""

    async def write_link(self, link: SourceLink, at: datetime) -> None:
        """Write a link in place of the one before; raises NotSaved."""

    async def expect_echo(self, order_id: str) -> None:
        """Note that the source of an order is told its cancellation, if it has not cancelled it; raises NotSaved."""

    async def forget_echo(self, order_id: str) -> None:
        """Note that the source of an order does not take the cancellation that it was told; raises NotSaved."""
