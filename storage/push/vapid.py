"""Who we are to push services: the VAPID key (RFC 8292), made once, and the tokens signed with it."""

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
# RFC 8292, section 2: no more than 24 hours ahead; clocks of push services differ from ours.
TOKEN_LIFE = timedelta(hours=12)
TOKEN_RENEWED = timedelta(hours=1)
_TOPIC_BYTES = 24


class Vapid:
    """Signs for this restaurant."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, subject: str, clock: Clock) -> None:
        """Sign with this key; `subject` is the mailto: or https: address where the owner can be reached."""
        self._vapid = Vapid02(key)
        self._subject, self._clock = subject, clock
        self._tokens: dict[str, tuple[datetime, str]] = {}
        self._topic_secret = hmac.digest(_private_bytes(key), b"topic", "sha256")

    @property
    def public_key(self) -> str:
        """What browsers subscribe with: the point in base64url, without padding (RFC 8292, section 3.2)."""
        point = self._vapid.public_key.public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return base64.urlsafe_b64encode(point).rstrip(b"=").decode()

    def authorization(self, origin: str) -> str:
        """Return the Authorization header for a push service; one token an origin an hour."""
        now = self._clock.now()
        made_at, token = self._tokens.get(origin, (now, ""))
        if not token or abs(now - made_at) >= TOKEN_RENEWED:
            claims = {"sub": self._subject, "aud": origin, "exp": int((now + TOKEN_LIFE).timestamp())}
            token = self._vapid.sign(claims)["Authorization"]
            self._tokens[origin] = now, token
        return token

    def topic(self, order_id: str) -> str:
        """Return the order's Topic (RFC 8030, section 5.4): 32 characters that say nothing of the order.

        Apple decodes it as base64url, so its length may not leave 1 when divided by 4.
        """
        mac = hmac.digest(self._topic_secret, order_id.encode(), "sha256")
        return base64.urlsafe_b64encode(mac[:_TOPIC_BYTES]).decode()


def load_or_create_key(folder: Path) -> tuple[ec.EllipticCurvePrivateKey, bool]:
    """Return the key of this data folder, and whether it was made just now, readable by its owner alone.

    Raises ValueError when the file is there but is no such key: another one would end every subscription.
    """
    key = read_key(folder)
    return (key, False) if key else (_new_key(folder / KEY_FILE), True)


def read_key(folder: Path) -> ec.EllipticCurvePrivateKey | None:
    """Return the key of this data folder, or None when it has none; raises ValueError for a file that is no key."""
    path = folder / KEY_FILE
    if not path.exists():
        return None
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError(f"{path} is not a P-256 key; put the one from the backup in its place")  # noqa: TRY004
    return key


def _new_key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    # Written beside and renamed: a crash halfway must not leave half a key in its place.
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:  # noqa: PTH123  a descriptor
        file.write(pem)
        os.fsync(file.fileno())
    fresh.rename(path)
    return key


def _private_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
