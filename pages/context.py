"""Application context: the services that pages use, wired once by main."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from pages.i18n import Translator, accepted_languages, choose_language, translator_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from fastapi import Request

    from domain.connections import Connection, ConnectionType, SentMessage
    from domain.deliveries import DeliveryLog
    from domain.kitchen import Kitchen
    from domain.notices import Delivered, NoticeKind, Wording
    from domain.order import Order
    from domain.order_filter import ListPlace, OrderFilter
    from domain.ports import Clock
    from domain.ratings import Rating
    from domain.reports import PlacedOrders
    from domain.sources import SourceStore
    from pages.live import LiveBoard
    from pages.owner_ports import Pins, RestaurantSettings, SettingsStore


LANGUAGE_COOKIE = "orderbell_language"


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


class OriginPolicy(Protocol):
    """Decides which pages are our own."""

    def allows(self, origin: str, host: str, scheme: str) -> bool:
        """Whether a request with these `Origin` and `Host` headers, received by this scheme, is from our own page."""


class ReportQueries(Protocol):
    """Reads past orders for reports."""

    async def placed(self, since: datetime, until: datetime) -> PlacedOrders:
        """Return the orders placed from `since` until before `until` (UTC)."""


class OrderArchive(Protocol):
    """Reads every order that is kept, whether it is on the board or not."""

    async def find(self, order_id: str) -> Order | None:
        """Return an order, or None."""

    async def read(self, asked: OrderFilter, after: ListPlace | None, limit: int) -> list[Order]:
        """Return the orders that are asked for, from the place `after` on, in the order of `ListPlace`."""


class RatingStore(Protocol):
    """Keeps what guests thought of their orders."""

    async def keep(self, rating: Rating) -> None:
        """Keep a rating in place of the order's earlier one; raises NotSaved."""

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


class Outgoing(Protocol):
    """Messages to the connected systems, and the owner's log of them."""

    async def send(self, connection: Connection, kind: str, payload: str) -> str:
        """Send a message that no order has caused, such as a test; returns its id. Raises NotSaved."""

    async def send_again(self, message_id: str) -> bool:
        """Send a message again under its id; False for one that is unknown or still waits. Raises NotSaved."""

    async def find(self, message_id: str) -> SentMessage | None:
        """Return a message, or None."""

    async def read_log(self, connection_id: int | None, before: int | None, limit: int) -> list[SentMessage]:
        """Return the newest messages, to one connection or to all, below the id `before`."""

    def refuse(self, url: str) -> str:
        """Return why nothing may be sent to an address, or an empty text."""


class Printing(Protocol):
    """Jobs of printers that ask for them, each known by the token of its path."""

    async def find(self, token: str) -> Connection | None:
        """Return the printer of a token, or None."""

    async def next_job(self, printer: Connection) -> str | None:
        """Claim the printer's oldest job and return its id, or None without any. Raises NotSaved."""

    def current_job(self, printer: Connection) -> str:
        """Return the job that the printer got last: old firmware does not name it."""

    async def report(self, printer: Connection, problem: str) -> None:
        """Say what a printer says of itself, or nothing when it is well. Raises NotSaved."""

    async def png(self, printer: Connection, job: str) -> bytes | None:
        """Return a claimed job as PNG, or None."""

    async def bits(self, printer: Connection, job: str) -> tuple[int, int, bytes] | None:
        """Return a claimed job as width, height and dots (1 for black), or None."""

    async def settle(self, printer: Connection, job: str, problem: str) -> None:
        """Say that a job is printed, or what was wrong (it is kept then). Raises NotSaved."""


class Connections(Protocol):
    """The systems that the owner has connected: order sources, webhooks, printers."""

    async def read(self, type_: ConnectionType | None = None) -> list[Connection]:
        """Return the connections of a type, or all, in the order they were made."""

    async def find(self, connection_id: int) -> Connection | None:
        """Return a connection, or None."""

    async def find_source(self, name: str) -> Connection | None:
        """Return the order source of this name if it is on, or None."""

    async def add(self, connection: Connection) -> Connection:
        """Write a new connection and return it with its id; raises NotSaved."""

    async def change(self, connection: Connection) -> None:
        """Write a connection in place of the one with its id; raises NotSaved."""

    async def delete(self, connection_id: int) -> None:
        """Delete a connection with its messages; raises NotSaved."""


@dataclass(frozen=True, kw_only=True)
class AppContext:
    """The restaurant as its pages see it.

    `base_url` returns the URL that guests' phones reach at present, without a trailing slash: the network may change
    it. `origins` decides which pages are our own. `settings` may change at any time.
    """

    settings_store: SettingsStore
    base_url: Callable[[], str]
    origins: OriginPolicy
    kitchen: Kitchen
    board: LiveBoard
    deliveries: DeliveryLog
    credentials: CredentialStore
    push: PushService
    report_queries: ReportQueries
    ratings: RatingStore
    archive: OrderArchive
    clock: Clock
    connections: Connections
    sources: SourceStore
    outgoing: Outgoing
    printing: Printing

    @property
    def settings(self) -> RestaurantSettings:
        """What the owner decides, as it stands."""
        return self.settings_store.current

    @property
    def name(self) -> str:
        """The restaurant's name."""
        return self.settings.restaurant_name

    @property
    def timezone(self) -> str:
        """The restaurant's time zone, a name like Europe/Madrid."""
        return self.settings.timezone

    @property
    def currency(self) -> str:
        """The currency (ISO 4217) of prices that come in without one."""
        return self.settings.menu_currency

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages of the pages, the restaurant's own first."""
        return self.settings.languages

    @property
    def address(self) -> str:
        """The base URL that guests' phones reach at present."""
        return self.base_url()

    @property
    def is_secure(self) -> bool:
        """Whether guests use https."""
        return self.address.startswith("https:")

    @property
    def zone(self) -> ZoneInfo:
        """The restaurant's time zone."""
        return ZoneInfo(self.timezone)

    def now(self) -> datetime:
        """Return the present moment, UTC."""
        return self.clock.now()

    def translator_for_request(self, request: Request, order: Order | None = None) -> Translator:
        """Choose the language: the link's, else the device's choice, else the order's, else the browser's."""
        asked = request.query_params.get("lang", "")[:20]
        chosen = request.cookies.get(LANGUAGE_COOKIE, "")[:20]
        ordered = order.language if order else ""
        browser = accepted_languages(request.headers.get("accept-language", ""))
        return translator_for(choose_language([asked, chosen, ordered, *browser], self.languages), self.timezone)

    async def find_order(self, order_id: str) -> Order | None:
        """Return an order as it stands, on the board or not."""
        live = self.board.watch(order_id)
        return live.order if live and live.order.id == order_id else await self.archive.find(order_id)

    def tracking_url(self, order: Order) -> str:
        """Return the link of the order's guest."""
        return f"{self.address}/t/{order.token}"
