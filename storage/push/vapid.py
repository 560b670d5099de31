"""VAPID (RFC 8292): the key, created once, and signed tokens that identify the server to push services."""

from __future__ import annotations

import base64
import hmac
import os
from datetime import timedelta
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from domain.ports import Clock

KEY_FILE = "vapid.pem"
# RFC 8292, section 2 allows 24 hours; the clock of a push service may differ from ours.
TOKEN_LIFE = timedelta(hours=12)
MAX_TOKEN_AGE = timedelta(hours=1)
_TOPIC_BYTES = 24


class Vapid:
    """Signs with the key. `subject` is the mailto: or https: address of the owner."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, subject: str, clock: Clock) -> None:
        self._vapid = Vapid02(key)
        self._subject, self._clock = subject, clock
        self._tokens: dict[str, tuple[datetime, str]] = {}
        self._topic_secret = hmac.digest(_private_bytes(key), b"topic", "sha256")

    @property
    def public_key(self) -> str:
        """The application server key: the point in base64url without padding (RFC 8292, section 3.2)."""
        point = self._vapid.public_key.public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return base64.urlsafe_b64encode(point).rstrip(b"=").decode()

    def authorization(self, origin: str) -> str:
        """Return the Authorization header for a push service; a token is used for up to MAX_TOKEN_AGE."""
        now = self._clock.now()
        made_at, token = self._tokens.get(origin, (now, ""))
        if not token or abs(now - made_at) >= MAX_TOKEN_AGE:
            claims = {"sub": self._subject, "aud": origin, "exp": int((now + TOKEN_LIFE).timestamp())}
            token = self._vapid.sign(claims)["Authorization"]
            self._tokens[origin] = now, token
        return token

    def topic(self, order_id: str) -> str:
        """Return the Topic of an order (RFC 8030, section 5.4): 32 characters that do not reveal its id.

        Apple decodes it as base64url, so its length modulo 4 must not be 1.
        """
        mac = hmac.digest(self._topic_secret, order_id.encode(), "sha256")
        return base64.urlsafe_b64encode(mac[:_TOPIC_BYTES]).decode()


def load_or_create_key(folder: Path) -> tuple[ec.EllipticCurvePrivateKey, bool]:
    """Return the key of the data folder, and whether it was just created (mode 0600).

    Raises ValueError when the file exists but is not a P-256 key: a new one would end every subscription.
    """
    key = read_key(folder)
    return (key, False) if key else (_create_key(folder / KEY_FILE), True)


def read_key(folder: Path) -> ec.EllipticCurvePrivateKey | None:
    """Return the key of the data folder, or None; raises ValueError for a file that is not a P-256 key."""
    path = folder / KEY_FILE
    if not path.exists():
        return None
    return parse_pem(path.read_bytes(), path)


def make_pem(folder: Path) -> str:
    """Return the key of the data folder, or a new one, as text: to be kept elsewhere. Raises ValueError."""
    return _to_pem(read_key(folder) or ec.generate_private_key(ec.SECP256R1())).decode()


def parse_pem(pem: bytes, where: object) -> ec.EllipticCurvePrivateKey:
    """Return the key of a text; raises ValueError when it is not a P-256 key."""
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError(f"{where} is not a P-256 key; put the one from the backup in its place")  # noqa: TRY004
    return key


def _to_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _create_key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = _to_pem(key)
    # Written to another name and renamed, so that a crash does not leave half a key.
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:  # noqa: PTH123  a descriptor
        file.write(pem)
        os.fsync(file.fileno())
    fresh.replace(path)
    return key


def _private_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
