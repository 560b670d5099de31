"""The bell: everything push, put together. To the kitchen it is the gateway, to the pages the desk for phones."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from domain.errors import SubscriptionRefused
from storage.push.client import PushClient, PushFailed
from storage.push.dispatcher import MessageBuilder, OutboxDispatcher, message_of
from storage.push.outbox import Outbox
from storage.push.subscription_store import SubscriptionStore
from storage.push.vapid import Vapid, load_or_create_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from domain.notices import Delivered, NoticeKind, Wording
    from domain.order import Order
    from domain.ports import Clock
    from storage.database.engine import Database
    from storage.push.dispatcher import Speaker
    from storage.settings import Settings

log = logging.getLogger(__name__)

REPORT_SPAN = timedelta(days=7)
TEST_TTL = 60


class PushService:
    """Rings guests' phones. Without VAPID_SUBJECT it is off: it takes no subscriptions, and has no key to show."""

    def __init__(
        self, settings: Settings, database: Database, clock: Clock, *, write_text: Speaker, link: Callable[[Order], str]
    ) -> None:
        """Prepare; `open` begins. `speak` finds the words of a notice, `link` the address of an order's page."""
        self._settings, self._database, self._clock = settings, database, clock
        self._speak, self._link = write_text, link
        self._subscriptions = SubscriptionStore(database, settings.push_extra_origins)
        self._outbox = Outbox(database, timedelta(seconds=settings.ready_hold_seconds))
        self._vapid: Vapid | None = None
        self._sender: PushClient | None = None
        self._courier: OutboxDispatcher | None = None
        self._work: asyncio.Task[None] | None = None

    @property
    def public_key(self) -> str:
        """What browsers subscribe with; empty while push is off."""
        return self._vapid.public_key if self._vapid else ""

    async def open(self) -> None:
        """Read or make the key, end what the process before left open, and begin to carry notices."""
        if not self._settings.vapid_subject:
            return
        key, is_new = load_or_create_key(self._settings.data_dir)
        if is_new and (lost := await self._subscriptions.remove_all()):
            log.error("The push key was gone, so a new one was made: %d phones must ask again", lost)
        self._vapid = Vapid(key, self._settings.vapid_subject, self._clock)
        self._sender = PushClient(self._vapid, self._clock, self._settings.push_extra_origins)
        letterhead = MessageBuilder(self._speak, self._link, self._vapid.topic)
        self._courier = OutboxDispatcher(self._outbox, self._sender, self._clock, letterhead)
        await self._outbox.open()
        self._work = asyncio.create_task(self._courier.run())

    async def close(self) -> None:
        """Stop carrying; what is not sent waits for the next start."""
        if self._courier and self._work and self._sender:
            self._courier.stop()
            await self._work
            await self._sender.close()

    def wake(self) -> None:
        """Say that there may be notices to send; returns at once."""
        if self._courier:
            self._courier.wake()

    async def tidy(self) -> None:
        """Forget the phones of orders that have ended."""
        await self._outbox.forget_ended(self._clock.now())

    async def subscribe(
        self, order_id: str, subscription: Mapping[str, Any], kinds: Iterable[NoticeKind], language: str
    ) -> None:
        """Have a phone follow an order; raises SubscriptionRefused."""
        if not self._vapid:
            raise SubscriptionRefused("push is off")
        await self._subscriptions.add(order_id, subscription, kinds, language, self._clock.now())

    async def unsubscribe(self, order_id: str, endpoint: str) -> None:
        """Have a phone follow an order no longer."""
        await self._subscriptions.remove(order_id, endpoint)

    async def report(self) -> list[Delivered]:
        """Count what became of the notices of the last REPORT_SPAN."""
        return await self._subscriptions.delivered(self._clock.now() - REPORT_SPAN)

    async def ring(self, subscription: Mapping[str, Any], words: Wording, navigate: str) -> str:
        """Send a test to a device right now; returns why it was not taken, or nothing when it was."""
        if not self._vapid or not self._sender:
            return "push is off"
        letterbox = self._subscriptions.checked(subscription)
        message = message_of(words, tag="test", navigate=navigate)
        try:
            topic = self._vapid.topic("test")
            await self._sender.send(letterbox, message, ttl=TEST_TTL, topic=topic, urgent=True)
        except PushFailed as error:
            return str(error)
        return ""
