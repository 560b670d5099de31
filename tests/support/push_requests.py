"""Requests to a push service, and what it checks of them: the VAPID token (RFC 8292), TTL, Topic, Urgency and size."""

from __future__ import annotations

import base64
import json
import re
import time
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

LARGEST = 4096


@dataclass
class Channel:
    """One subscription as the push service knows it. `key` is the VAPID key it is bound to."""

    id: str
    token: str
    key: bytes | None
    waiting: list[Message] = field(default_factory=list)


@dataclass(frozen=True)
class Message:
    """One message that was taken."""

    version: str
    body: bytes
    topic: str | None
    ttl: int


@dataclass
class Received:
    """One POST, whatever became of it."""

    headers: dict[str, str]
    body: bytes
    path: str
    claims: dict | None = None
    status: int = 0
    why: str = ""
    at: float = field(default_factory=time.monotonic)


def vapid_claims(authorization: str, audience: str, key: bytes | None) -> dict:
    """Check an Authorization header by RFC 8292 and return its claims; raises ValueError."""
    parts = dict(part.strip().split("=", 1) for part in authorization.removeprefix("vapid ").split(","))
    signed, _, signature = parts["t"].rpartition(".")
    if key is not None and decoded(parts["k"]) != key:
        raise ValueError("another key than the subscription's")
    header, claims = (json.loads(decoded(part)) for part in signed.split("."))
    if header["alg"] != "ES256" or not _is_signed(decoded(parts["k"]), signed, decoded(signature)):
        raise ValueError("not signed with the key")
    if claims["aud"] != audience:
        raise ValueError(f"for {claims['aud']}, not {audience}")
    if not time.time() < claims["exp"] <= time.time() + 24 * 3600:
        raise ValueError("expires in the past, or in more than a day")
    if not re.match(r"mailto:|https:", claims["sub"]):
        raise ValueError("nobody to write to")
    return claims


def _is_signed(point, signed, signature):
    r, s = (int.from_bytes(half) for half in (signature[:32], signature[32:]))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    try:
        public.verify(utils.encode_dss_signature(r, s), signed.encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def status_of_form(headers, body):
    """Return the status and the reason that the headers and the size of a push earn by RFC 8030."""
    if not headers.get("ttl", "").isdigit():
        return 400, "TTL"
    if headers.get("content-encoding") != "aes128gcm":
        return 400, "Content-Encoding"
    topic = headers.get("topic", "none")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", topic) or len(topic) % 4 == 1:  # the latter is Apple's
        return 400, "Topic"
    if headers.get("urgency", "normal") not in {"very-low", "low", "normal", "high"}:
        return 400, "Urgency"
    return (413, "too large") if len(body) > LARGEST else (201, "")


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
