"""What the pages need of the storage: credentials, wrong PINs, origins, past orders, ratings, push."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from domain.notices import Delivered, NoticeKind, Wording
    from domain.order import Order
    from domain.order_filter import ListPlace, OrderFilter
    from domain.ratings import Rating
    from domain.report_demand import Outage
    from domain.reports import PlacedOrders
    from pages.owner_ports import Pins


class CredentialStore(Protocol):
    """Checks and issues the credentials of staff, devices and ordering systems."""

    @property
    def pins(self) -> Pins:
        """The PINs of staff and owner."""

    def find_api_key(self, key: str) -> str | None:
        """Return the name of an API key (empty without one), or None for an unknown key."""

    async def open_session(self, *, is_owner: bool = False) -> str:
        """Sign a tablet in; returns the token of its cookie."""

    def is_session(self, token: str) -> bool:
        """Whether this token's tablet is signed in."""

    def is_owner(self, token: str) -> bool:
        """Whether this token's tablet may open what is the owner's: any may, until the owner has a PIN."""

    async def see_session(self, token: str) -> None:
        """Record that a signed-in tablet is in use, which extends its session."""

    async def close_session(self, token: str) -> None:
        """Sign a tablet out."""

    async def close_all_sessions(self) -> None:
        """Sign every tablet out."""

    async def know_device(self) -> str:
        """Remember the device that has just signed in; returns the token of its cookie."""

    def is_device(self, token: str) -> bool:
        """Whether this token's device has signed in before."""


# By name: how many wrong PINs there were, and how many seconds ago the latest was.
WrongPinCounts = Mapping[str, tuple[int, float]]


class WrongPins(Protocol):
    """Counts of wrong PINs that several processes share."""

    async def read(self, names: Iterable[str]) -> WrongPinCounts:
        """Return the counts of these names; a name without any is left out."""

    async def change(self, names: Iterable[str], count: Callable[[WrongPinCounts], WrongPinCounts]) -> None:
        """Write what `count` makes of the counts of these names, as no other process changes them; raises NotSaved."""


class OriginPolicy(Protocol):
    """Decides which pages are our own."""

    def allows(self, origin: str, host: str, scheme: str) -> bool:
        """Whether a request with these `Origin` and `Host` headers, received by this scheme, is from our own page."""


class ReportQueries(Protocol):
    """Reads past orders for reports."""

    async def placed(self, since: datetime, until: datetime) -> PlacedOrders:
        """Return the orders placed from `since` until before `until` (UTC)."""

    async def outages(self, since: datetime, until: datetime) -> list[Outage]:
        """Return when dishes were sold out between two times (UTC), the earliest first."""


class OrderArchive(Protocol):
    """Reads every order that is kept, whether it is on the board or not."""

    async def find(self, order_id: str) -> Order | None:
        """Return an order, or None."""

    async def find_version(self, tap_id: str) -> int | None:
        """Return the version of its order that a tap has made, or None for one that is not known to have."""

    async def read(self, asked: OrderFilter, after: ListPlace | None, limit: int) -> list[Order]:
        """Return the orders that are asked for, from the place `after` on, in the order of `ListPlace`."""


class RatingStore(Protocol):
    """Keeps what guests thought of their orders."""

    async def keep(self, rating: Rating) -> None:
        """Keep a rating in place of the order's earlier one, whose words stay if this one has none; raises NotSaved."""

    async def since(self, at: datetime) -> list[Rating]:
        """Return the ratings since a time (UTC), the newest first."""


class PushService(Protocol):
    """Sends notifications to guests' phones (Web Push)."""

    @property
    def public_key(self) -> str:
        """The VAPID key that browsers subscribe with (RFC 8292), base64url; empty while push is off."""

    async def subscribe(
        self, order_id: str, subscription: Mapping[str, Any], kinds: Iterable[NoticeKind], language: str
    ) -> None:
        """Subscribe a phone to an order; raises SubscriptionRefused."""

    async def unsubscribe(self, order_id: str, endpoint: str) -> None:
        """Unsubscribe a phone from an order."""

    async def report(self) -> list[Delivered]:
        """Count the notices of the last days by outcome."""

    async def ring(self, subscription: Mapping[str, Any], t: Wording, navigate: str) -> str:
        """Send a test to a device right now; returns why the push service refused it, or an empty string."""
