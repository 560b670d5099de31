"""Push service: owns key, subscriptions, outbox and dispatcher.

Implements `domain.ports.PushGateway` and `pages.ports.PushService`.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from domain.errors import NotSaved, SubscriptionRefused
from domain.leadership import Alone
from domain.ports import PushGateway
from storage.database.shared_secret import share_secret
from storage.push.client import PushClient, PushFailed
from storage.push.dispatcher import MessageBuilder, OutboxDispatcher
from storage.push.message import build_message
from storage.push.outbox import Outbox
from storage.push.subscription_store import SubscriptionStore
from storage.push.vapid import Vapid, load_or_create_key, make_pem, parse_pem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cryptography.hazmat.primitives.asymmetric import ec

    from domain.leadership import Leadership
    from domain.notices import Delivered, NoticeKind, Wording
    from domain.order import Order
    from domain.ports import Clock
    from storage.database.engine import Database
    from storage.push.dispatcher import TextWriter
    from storage.settings import Settings

log = logging.getLogger(__name__)

REPORT_SPAN = timedelta(days=7)
TEST_TTL_SECONDS = 60
SHARED_KEY = "push_key"
_ALONE = Alone()
_NO_KEY = "push is off, its key cannot be used (%s): put the one from a backup in its place, and start OrderBell again"


class PushService(PushGateway):
    """Sends notices to guests' phones. Without VAPID_SUBJECT or a key it is off, and subscriptions are refused.

    `write_text` returns the text of a notice, `link` the address of an order's page.
    """

    def __init__(  # noqa: PLR0913  what it is made of
        self,
        settings: Settings,
        database: Database,
        clock: Clock,
        *,
        write_text: TextWriter,
        link: Callable[[Order], str],
        leadership: Leadership = _ALONE,
    ) -> None:
        self._settings, self._database, self._clock = settings, database, clock
        self._write_text, self._link, self._leadership = write_text, link, leadership
        self._subscriptions = SubscriptionStore(database, settings.push_extra_origins)
        self._outbox = Outbox(database, lambda: timedelta(seconds=settings.ready_hold_seconds))
        self._subject: str | None = None
        self._vapid: Vapid | None = None
        self._sender: PushClient | None = None
        self._dispatcher: OutboxDispatcher | None = None
        self._work: asyncio.Task[None] | None = None
        self._following = asyncio.Lock()

    @property
    def public_key(self) -> str:
        """The application server key for browsers; empty while push is off."""
        return self._vapid.public_key if self._vapid else ""

    async def open(self) -> None:
        """Read or create the key, release old leases, and start to send; with a key of no use push stays off.

        Raises NotSaved, and can be called again.
        """
        subject = self._settings.vapid_subject
        if not subject:
            self._subject = subject
            return
        try:
            key, is_new = await self._load_key()
        except (OSError, ValueError, TypeError) as error:  # the kitchen goes on without push
            log.error(_NO_KEY, error)  # noqa: TRY400  the reason is all there is to say
            self._subject = subject
            return
        if is_new and (lost := await self._subscriptions.remove_all()):
            log.error("the push key was missing and a new one was made: %d phones must subscribe again", lost)
        if self._leadership.is_held:
            with suppress(NotSaved):  # then they end by themselves
                await self._outbox.open()
        # Nothing fails from here on: what is half open would not be opened again.
        self._subject = subject
        self._vapid = Vapid(key, subject, self._clock)
        self._sender = PushClient(self._vapid, self._clock, self._settings.push_extra_origins)
        messages = MessageBuilder(self._write_text, self._link, self._vapid.topic)
        self._dispatcher = OutboxDispatcher(self._outbox, self._sender, self._clock, messages, self._leadership)
        self._work = asyncio.create_task(self._dispatcher.run())

    async def take_over(self) -> None:
        """Begin to send in place of a process that no longer leads: what it had claimed is free."""
        if self._dispatcher:
            await self._outbox.open()
        self.wake()

    async def _load_key(self) -> tuple[ec.EllipticCurvePrivateKey, bool]:
        folder = self._settings.data_dir
        if not self._settings.is_shared:
            return load_or_create_key(folder)
        pem = await share_secret(self._database, SHARED_KEY, lambda: make_pem(folder))
        return parse_pem(pem.encode(), "the push key in the database"), False

    async def close(self) -> None:
        """Stop to send; unsent notices wait for the next start."""
        if self._dispatcher and self._work and self._sender:
            self._dispatcher.stop()
            await self._work
            await self._sender.close()
        self._subject = self._vapid = self._sender = self._dispatcher = self._work = None

    async def follow_settings(self) -> None:
        """Begin or end to send, or send in another mailbox's name, when the owner has changed it.

        One call at a time: on PostgreSQL, who saves hears of it from the database, too.
        """
        async with self._following:
            if self._settings.vapid_subject != self._subject:
                await self.close()
                await self.open()

    async def send_waiting(self) -> None:
        """Send what another process has written or released."""
        self.wake()

    @override
    def wake(self) -> None:
        if self._dispatcher:
            self._dispatcher.wake()

    async def delete_ended(self) -> None:
        """Delete the subscriptions of orders that have ended."""
        await self._outbox.delete_ended(self._clock.now())

    async def subscribe(
        self, order_id: str, subscription: Mapping[str, Any], kinds: Iterable[NoticeKind], language: str
    ) -> None:
        """Subscribe a phone to an order, which is told at once when it is ready; raises SubscriptionRefused."""
        if not self._vapid:
            raise SubscriptionRefused("push is off")
        await self._subscriptions.add(order_id, subscription, kinds, language, self._clock.now())
        self.wake()

    async def unsubscribe(self, order_id: str, endpoint: str) -> None:
        """Unsubscribe a phone from an order."""
        await self._subscriptions.remove(order_id, endpoint)

    async def report(self) -> list[Delivered]:
        """Count the outcomes of the last REPORT_SPAN."""
        return await self._subscriptions.delivered(self._clock.now() - REPORT_SPAN)

    async def ring(self, subscription: Mapping[str, Any], words: Wording, navigate: str) -> str:
        """Send a test message to a device at once; returns the reason of a failure, or an empty text."""
        if not self._vapid or not self._sender:
            return "push is off"
        subscribed = self._subscriptions.parse_checked(subscription)
        message = build_message(words, tag="test", navigate=navigate)
        try:
            topic = self._vapid.topic("test")
            await self._sender.send(subscribed, message, ttl=TEST_TTL_SECONDS, topic=topic, urgent=True)
        except PushFailed as error:
            return str(error)
        return ""
