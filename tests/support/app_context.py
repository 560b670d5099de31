"""What the pages need of La Campana."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.deliveries import DeliveryLog
from pages.context import AppContext
from pages.guest.notification_texts import notification_writer
from storage.cluster.members import Processes
from storage.database.delivery_store import SqlDeliveryStore
from storage.database.order_archive import SqlOrderArchive
from storage.database.rating_store import RatingStore
from storage.database.report_queries import ReportQueries
from storage.database.settings_store import SettingsStore
from storage.database.wrong_pins import WrongPins
from storage.guest_reach import GuestReach
from storage.origins import AllowedOrigins
from storage.push.service import PushService
from storage.settings import Settings
from tests.support.world import ADDRESS, Restaurant

if TYPE_CHECKING:
    from pages.ports import CredentialStore


def context_of(restaurant: Restaurant, settings: Settings, keys: CredentialStore) -> AppContext:
    """Return what the pages need of La Campana."""
    return AppContext(
        settings_store=SettingsStore(restaurant.database, settings),
        base_url=lambda: ADDRESS,
        origins=AllowedOrigins(lambda: ADDRESS),
        kitchen=restaurant.kitchen,
        board=restaurant.board,
        deliveries=DeliveryLog(SqlDeliveryStore(restaurant.database), restaurant.board, restaurant.clock),
        credentials=keys,
        wrong_pins=WrongPins(restaurant.database) if settings.is_shared else None,
        processes=Processes(restaurant.database, settings.port) if settings.is_shared else None,
        push=PushService(
            settings,
            restaurant.database,
            restaurant.clock,
            write_text=notification_writer(settings),
            link=lambda order: f"{ADDRESS}/t/{order.token}",
        ),
        report_queries=ReportQueries(restaurant.database),
        ratings=RatingStore(restaurant.database),
        archive=SqlOrderArchive(restaurant.database),
        reach=GuestReach(restaurant.database),
        clock=restaurant.clock,
        connections=restaurant.outgoing.connections,
        sources=restaurant.outgoing.sources,
        outgoing=restaurant.outgoing,
        printing=restaurant.outgoing.printing,
    )
