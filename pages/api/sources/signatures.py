"""Signatures of webhooks: HMAC over the raw body, compared in constant time."""

from __future__ import annotations

import base64
import hashlib
import hmac


def is_signed_base64(signed: bytes, secret: str, signature: str) -> bool:
    """Whether this is the base64 HMAC-SHA256 of what was signed; never with an empty secret."""
    return _is_equal(base64.b64encode(_digest(signed, secret)).decode(), signature, secret)


def is_signed_hex(signed: bytes, secret: str, signature: str) -> bool:
    """Whether this is the hexadecimal HMAC-SHA256 of what was signed; never with an empty secret."""
    return _is_equal(_digest(signed, secret).hex(), signature.lower(), secret)


def is_secret(sent: str, secret: str) -> bool:
    """Whether a secret was sent as it is; never an empty one."""
    return _is_equal(secret, sent, secret)


def _digest(signed: bytes, secret: str) -> bytes:
    return hmac.new(secret.encode(), signed, hashlib.sha256).digest()


def _is_equal(expected: str, sent: str, secret: str) -> bool:
    return bool(secret) and hmac.compare_digest(expected.encode(), sent.encode())
