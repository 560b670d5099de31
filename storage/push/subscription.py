"""Where a phone receives its notices: the push subscription (RFC 8030, RFC 8291), and which of them can be trusted."""

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
LONGEST_ENDPOINT = 2048
_HTTPS = 443
_KEY_LENGTH, _AUTH_LENGTH = 65, 16
_LONGEST_KEY = 100


@dataclass(frozen=True, slots=True)
class PushSubscription:
    """One browser's push subscription. The keys are base64url without padding (RFC 8291, section 2)."""

    endpoint: str
    p256dh: str
    auth: str

    @property
    def origin(self) -> str:
        """The push service: what VAPID calls the audience (RFC 8292, section 2)."""
        parts = urlsplit(self.endpoint)
        return f"{parts.scheme}://{parts.netloc}".lower()

    def check(self, extra_origins: Collection[str]) -> None:
        """Raise SubscriptionRefused unless it belongs to a known push service, or to one of these origins.

        Whoever has a link can name an endpoint, and we will connect to it: so only to those we know.
        """
        _check(self, frozenset(extra_origins))


def parse_subscription(subscription: Mapping[str, Any]) -> PushSubscription:
    """Read a browser's `PushSubscription.toJSON()`; raises SubscriptionRefused when it is not one."""
    keys = subscription.get("keys")
    fields = [subscription.get("endpoint"), *(keys.get(name) for name in ("p256dh", "auth") if isinstance(keys, dict))]
    texts = [field for field in fields if isinstance(field, str)]
    if len(texts) != len(("endpoint", "p256dh", "auth")):
        raise SubscriptionRefused("endpoint, p256dh or auth is missing")
    endpoint, p256dh, auth = texts
    return PushSubscription(endpoint, p256dh.rstrip("="), auth.rstrip("="))


@lru_cache(maxsize=4096)  # what is in order stays so; what is not is never kept here
def _check(letterbox: PushSubscription, extra_origins: frozenset[str]) -> None:
    _check_endpoint(letterbox.endpoint, extra_origins)
    point = _decoded(letterbox.p256dh, _KEY_LENGTH, "p256dh")
    _decoded(letterbox.auth, _AUTH_LENGTH, "auth")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError as error:
        raise SubscriptionRefused("p256dh is not a point of the curve P-256") from error


def _check_endpoint(endpoint: str, extra_origins: Collection[str]) -> None:
    # Only visible ASCII, and no backslash: parsers disagree about what the rest means.
    if len(endpoint) > LONGEST_ENDPOINT or not re.fullmatch(r"[\x21-\x5b\x5d-\x7e]+", endpoint):
        raise SubscriptionRefused("the endpoint is no address")
    try:
        parts = urlsplit(endpoint)
        is_known = f"{parts.scheme}://{parts.netloc}" in extra_origins or _is_push_service(parts)
    except ValueError as error:
        raise SubscriptionRefused("the endpoint is no address") from error
    if not is_known:
        raise SubscriptionRefused("the endpoint is not of a known push service")


def _is_push_service(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    return (
        parts.scheme == "https"
        and parts.port in {None, _HTTPS}
        and "@" not in parts.netloc
        and (host in PUSH_HOSTS or host.endswith(PUSH_DOMAINS))
    )


def _decoded(text: str, length: int, name: str) -> bytes:
    if len(text) > _LONGEST_KEY or not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise SubscriptionRefused(f"{name} is not base64url")
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise SubscriptionRefused(f"{name} is not base64url") from error
    if len(raw) != length:
        raise SubscriptionRefused(f"{name} is not {length} bytes long")
    return raw
