"""Application context: the services that pages use, wired once by main."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pages.i18n import Translator, accepted_languages, choose_language, translator_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from fastapi import Request

    from domain.deliveries import DeliveryLog
    from domain.kitchen import Kitchen
    from domain.order import Order
    from domain.ports import Clock
    from domain.sources import SourceStore
    from pages.connection_ports import Connections, Outgoing, Printing
    from pages.live import LiveBoard
    from pages.owner_ports import GuestReach, Processes, RestaurantSettings, SettingsStore
    from pages.ports import (
        CredentialStore,
        OrderArchive,
        OriginPolicy,
        PushService,
        RatingStore,
        ReportQueries,
        WrongPins,
    )


LANGUAGE_COOKIE = "orderbell_language"


@dataclass(frozen=True, kw_only=True)
class AppContext:
    """The restaurant as its pages see it.

    `base_url` returns the URL that guests' phones reach at present, without a trailing slash: the network may change
    it. `origins` decides which pages are our own. `settings` may change at any time. `wrong_pins` is None for a
    process that is alone.
    """

    settings_store: SettingsStore
    base_url: Callable[[], str]
    origins: OriginPolicy
    kitchen: Kitchen
    board: LiveBoard
    deliveries: DeliveryLog
    credentials: CredentialStore
    wrong_pins: WrongPins | None
    processes: Processes | None
    push: PushService
    report_queries: ReportQueries
    ratings: RatingStore
    archive: OrderArchive
    reach: GuestReach
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

    def translator_for_guest(self, request: Request, order: Order) -> Translator:
        """Choose the language of what staff show or send to a guest: the order's, else that of their own device."""
        own = self.translator_for_request(request)
        return translator_for(choose_language([order.language, own.language], self.languages), self.timezone)

    async def find_order(self, order_id: str) -> Order | None:
        """Return an order as it stands, on the board or not."""
        live = self.board.watch(order_id)
        return live.order if live and live.order.id == order_id else await self.archive.find(order_id)

    def tracking_url(self, order: Order) -> str:
        """Return the link of the order's guest."""
        return f"{self.address}/t/{order.token}"
