"""Web Push client (RFC 8030, encryption by RFC 8291). The type of each error says what to do next."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
from pywebpush import WebPusher

from domain.errors import SubscriptionRefused
from storage.retry_after import seconds_until

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.ports import Clock
    from storage.push.subscription import PushSubscription
    from storage.push.vapid import Vapid

MAX_MESSAGE_BYTES = 3993  # encrypted, 4,096: the size that every push service must accept (RFC 8030, section 7.2)
TIMEOUT_SECONDS = 10
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
_MIN_SERVER_ERROR = 500


class PushFailed(Exception):
    """The message was not accepted."""


class PushGone(PushFailed):
    """The subscription has ended. Delete it."""


class PushDeferred(PushFailed):
    """Temporary failure. Try again after at least `retry_after` seconds."""

    def __init__(self, reason: str, retry_after: float = 0) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class PushRejected(PushFailed):
    """The push service rejects our request. Keep the subscription and tell the owner."""


class PushClient:
    """Sends messages over one HTTP session. Create it in a running event loop and `close` it.

    `extra_origins` are allowed in addition to the known push services.
    """

    def __init__(self, vapid: Vapid, clock: Clock, extra_origins: Collection[str] = ()) -> None:
        self._vapid, self._clock, self._extra_origins = vapid, clock, extra_origins
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS),
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def send(self, subscription: PushSubscription, message: bytes, *, ttl: int, topic: str, urgent: bool) -> None:
        """Send `message` (JSON), which the push service keeps for `ttl` seconds while the phone is offline.

        Returns when the push service has accepted it; raises PushGone, PushDeferred or PushRejected.
        """
        try:
            subscription.check(self._extra_origins)
        except SubscriptionRefused as error:
            raise PushGone(str(error)) from error
        if len(message) > MAX_MESSAGE_BYTES:
            raise PushRejected(f"{len(message)} bytes exceed {MAX_MESSAGE_BYTES}")
        headers = {
            "Authorization": self._vapid.authorization(subscription.origin),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/notification+json",
            "TTL": str(ttl),
            "Topic": topic,
            "Urgency": "high" if urgent else "normal",
        }
        await self._post(subscription.endpoint, _encrypt(subscription, message), headers)

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    # The body of the response is not needed, and it may be endless.
    async def _post(self, endpoint: str, body: bytes, headers: dict[str, str]) -> None:
        try:
            async with self._session.post(endpoint, data=body, headers=headers, allow_redirects=False) as response:
                self._raise_for_status(response.status, response.headers.get("Retry-After", ""))
        except (aiohttp.ClientError, OSError) as error:
            raise PushDeferred(type(error).__name__) from error

    def _raise_for_status(self, status: int, retry_after: str) -> None:
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return
        if status in _GONE:
            raise PushGone(str(status))
        if status in _LATER or status >= _MIN_SERVER_ERROR:
            raise PushDeferred(str(status), seconds_until(retry_after, self._clock.now()))
        raise PushRejected(str(status))


def _encrypt(subscription: PushSubscription, message: bytes) -> bytes:
    return bytes(_pusher_for(subscription).encode(message, "aes128gcm")["body"])


@lru_cache(maxsize=1024)  # holds the decoded keys of a phone; the secrets of a message are made for each message
def _pusher_for(subscription: PushSubscription) -> WebPusher:
    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    return WebPusher({"endpoint": subscription.endpoint, "keys": keys})
