"""Sending one push message (RFC 8030), encrypted for its phone alone (RFC 8291). Every failure says what to do next."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
from pywebpush import WebPusher

from domain.errors import SubscriptionRefused

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from domain.ports import Clock
    from storage.push.subscription import PushSubscription
    from storage.push.vapid import Vapid

MOST_BYTES = 3993  # what fits into the 4,096 bytes that every push service must take (RFC 8030, section 7.2)
TIMEOUT_SECONDS = 10
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
_OURS = 500


class PushFailed(Exception):
    """The message was not taken."""


class PushGone(PushFailed):
    """The subscription has ended. Forget it."""


class PushDeferred(PushFailed):
    """Not now. Try again, no sooner than `retry_after` seconds from now."""

    def __init__(self, why: str, retry_after: float = 0) -> None:
        """Remember why, and for how long to wait."""
        super().__init__(why)
        self.retry_after = retry_after


class PushRejected(PushFailed):
    """The push service takes it for wrong: our mistake, not the phone's. Keep the subscription and tell the owner."""


class PushClient:
    """Sends by one session for all. `close` it at the end."""

    def __init__(self, vapid: Vapid, clock: Clock, extra_origins: Collection[str] = ()) -> None:
        """Prepare, within a running event loop; `extra_origins` are trusted beside the known push services."""
        self._vapid, self._clock, self._extra_origins = vapid, clock, extra_origins
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS),
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def send(self, letterbox: PushSubscription, message: bytes, *, ttl: int, topic: str, urgent: bool) -> None:
        """Send `message` (JSON), to be kept `ttl` seconds for a phone that is off.

        Raises PushGone, PushDeferred or PushRejected; returns once the push service has taken the message.
        """
        try:
            letterbox.check(self._extra_origins)
        except SubscriptionRefused as error:
            raise PushGone(str(error)) from error
        if len(message) > MOST_BYTES:
            raise PushRejected(f"{len(message)} bytes are too many")
        headers = {
            "Authorization": self._vapid.authorization(letterbox.origin),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/notification+json",
            "TTL": str(ttl),
            "Topic": topic,
            "Urgency": "high" if urgent else "normal",
        }
        await self._post(letterbox.endpoint, _encrypted(letterbox, message), headers)

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    # The answer's body is not read: nothing in it matters, and it may be endless.
    async def _post(self, endpoint: str, body: bytes, headers: dict[str, str]) -> None:
        try:
            async with self._session.post(endpoint, data=body, headers=headers, allow_redirects=False) as answer:
                self._judge(answer.status, answer.headers.get("Retry-After", ""))
        except (aiohttp.ClientError, OSError) as error:
            raise PushDeferred(type(error).__name__) from error

    def _judge(self, status: int, retry_after: str) -> None:
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return
        if status in _GONE:
            raise PushGone(str(status))
        if status in _LATER or status >= _OURS:
            raise PushDeferred(str(status), seconds_until(retry_after, self._clock.now()))
        raise PushRejected(str(status))


def seconds_until(retry_after: str, now: datetime) -> float:
    """Read a Retry-After header (RFC 9110, section 10.2.3), seconds or a date; 0 when there is none to read."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:6])
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - now).total_seconds())
    except (TypeError, ValueError):
        return 0.0


def _encrypted(letterbox: PushSubscription, message: bytes) -> bytes:
    return bytes(_pusher(letterbox).encode(message, "aes128gcm")["body"])


@lru_cache(maxsize=1024)  # it holds the phone's keys, decoded; what is secret to a message is made anew for each
def _pusher(letterbox: PushSubscription) -> WebPusher:
    keys = {"p256dh": letterbox.p256dh, "auth": letterbox.auth}
    return WebPusher({"endpoint": letterbox.endpoint, "keys": keys})
