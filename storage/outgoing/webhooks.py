"""Webhooks out, by Standard Webhooks (standardwebhooks.com, specification 1.0): signed, retried over three days.

The signature is 20 lines; the package `standardwebhooks` would bring httpx, attrs and deprecated for them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp

from domain.signing_secrets import signing_secrets
from storage.outgoing.errors import ReceiverGone, SendDeferred, SendRejected
from storage.outgoing.http import AddressRefused, NameRefused
from storage.retry_after import MAX_RETRY_AFTER_SECONDS, seconds_until

if TYPE_CHECKING:
    from domain.connections import Connection
    from domain.ports import Clock
    from storage.outgoing.http import GuardedHttp
    from storage.outgoing.outbox import ClaimedMessage

SECRET_PREFIX = "whsec_"  # noqa: S105  a prefix
_MINUTE, _HOUR = 60.0, 3600.0


class WebhookSender:
    """Sends messages to webhooks."""

    # The schedule that the specification suggests, to the end of the third day.
    pauses = (5.0, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 5 * _HOUR, 10 * _HOUR, 14 * _HOUR, 20 * _HOUR, 20 * _HOUR)
    max_in_flight = 16

    def __init__(self, http: GuardedHttp, clock: Clock) -> None:
        self._http, self._clock = http, clock

    def sends(self, connection: Connection) -> bool:  # noqa: ARG002  every webhook is called
        """Return that it calls the webhook by itself."""
        return True

    async def send(self, claimed: ClaimedMessage) -> None:
        """Send a message; any 2xx answer takes it. Raises SendDeferred, SendRejected, or ReceiverGone for 410."""
        message, options, now = claimed.message, claimed.connection.options, self._clock.now()
        seconds, body = int(now.timestamp()), message.payload.encode()
        signatures = [sign(secret, message.message_id, seconds, body) for secret in signing_secrets(options, now)]
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "OrderBell-Webhooks",
            "webhook-id": message.message_id,
            "webhook-timestamp": str(seconds),
            "webhook-signature": " ".join(signatures),
        }
        try:
            status, answered = await self._http.post(options["url"], body=body, headers=headers)
        except AddressRefused as error:
            raise SendRejected(str(error)) from error
        except NameRefused as error:  # names lead elsewhere at times, behind a hotel's gateway for example
            raise SendDeferred(str(error)) from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise SendDeferred(type(error).__name__) from error
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return
        if status == HTTPStatus.GONE:
            raise ReceiverGone("410: the receiver wants no more webhooks")
        retry_after = min(seconds_until(answered.get("Retry-After", ""), now), MAX_RETRY_AFTER_SECONDS)
        raise SendDeferred(str(status), retry_after)


def sign(secret: str, message_id: str, seconds: int, body: bytes) -> str:
    """Return one signature of webhook-signature: version 1, HMAC-SHA256 of id, time (seconds since 1970) and body."""
    signed = f"{message_id}.{seconds}.".encode() + body
    digest = hmac.new(_key(secret), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return secret.encode()
