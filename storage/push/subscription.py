"""Push subscriptions (RFC 8030, RFC 8291): parsing, and the allow-list of push services."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec

from domain.errors import SubscriptionRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PUSH_HOSTS = frozenset({"fcm.googleapis.com", "jmt17.google.com", "updates.push.services.mozilla.com"})
PUSH_DOMAINS = (".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com")
MAX_ENDPOINT_CHARACTERS = 2048
_HTTPS = 443
_KEY_BYTES, _AUTH_BYTES = 65, 16
_MAX_KEY_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class PushSubscription:
    """A browser's push subscription. The keys are base64url without padding (RFC 8291, section 2)."""

    endpoint: str
    p256dh: str
    auth: str

    @property
    def origin(self) -> str:
        """The origin of the push service, which is the audience of VAPID (RFC 8292, section 2)."""
        parts = urlsplit(self.endpoint)
        return f"{parts.scheme}://{parts.netloc}".lower()

    def check(self, extra_origins: Collection[str]) -> None:
        """Raise SubscriptionRefused unless the endpoint is of a known push service or one of these origins.

        Anybody with a tracking link can name an endpoint to which the server then connects (SSRF).
        """
        _check(self, frozenset(extra_origins))


# RFC 1035, section 2.3.1. Resolvers disagree about what else may stand in a host.
_HOST = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")


def parse_subscription(subscription: Mapping[str, Any]) -> PushSubscription:
    """Parse a browser's `PushSubscription.toJSON()`; raises SubscriptionRefused."""
    keys = subscription.get("keys")
    if not isinstance(keys, dict):
        raise SubscriptionRefused("keys are missing")
    endpoint, p256dh, auth = subscription.get("endpoint"), keys.get("p256dh"), keys.get("auth")
    if not isinstance(endpoint, str):
        raise SubscriptionRefused("endpoint is missing")
    if not isinstance(p256dh, str) or not isinstance(auth, str):
        raise SubscriptionRefused("p256dh or auth is missing")
    return PushSubscription(endpoint, p256dh.rstrip("="), auth.rstrip("="))


@lru_cache(maxsize=512)  # a valid one stays valid; errors are not cached, and guests choose 2 kB of each
def _check(subscription: PushSubscription, extra_origins: frozenset[str]) -> None:
    _check_endpoint(subscription.endpoint, extra_origins)
    point = _decode(subscription.p256dh, _KEY_BYTES, "p256dh")
    _decode(subscription.auth, _AUTH_BYTES, "auth")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError as error:
        raise SubscriptionRefused("p256dh is not a point of the curve P-256") from error


def _check_endpoint(endpoint: str, extra_origins: Collection[str]) -> None:
    # Only printable ASCII without backslash: URL parsers disagree about other characters.
    if len(endpoint) > MAX_ENDPOINT_CHARACTERS or not re.fullmatch(r"[\x21-\x5b\x5d-\x7e]+", endpoint):
        raise SubscriptionRefused("the endpoint is not a valid URL")
    try:
        parts = urlsplit(endpoint)
        is_known = f"{parts.scheme}://{parts.netloc}" in extra_origins or _is_push_service(parts)
    except ValueError as error:
        raise SubscriptionRefused("the endpoint is not a valid URL") from error
    if not is_known:
        raise SubscriptionRefused("the endpoint is not of a known push service")


def _is_push_service(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    return (
        parts.scheme == "https"
        and parts.port in {None, _HTTPS}
        and not {"@", "["} & set(parts.netloc)
        and _HOST.fullmatch(host) is not None
        and (host in PUSH_HOSTS or host.endswith(PUSH_DOMAINS))
    )


def _decode(text: str, length: int, name: str) -> bytes:
    if len(text) > _MAX_KEY_CHARACTERS or not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise SubscriptionRefused(f"{name} is not base64url")
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise SubscriptionRefused(f"{name} is not base64url") from error
    if len(raw) != length:
        raise SubscriptionRefused(f"{name} is not {length} bytes long")
    return raw
