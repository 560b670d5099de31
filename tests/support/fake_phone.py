"""A phone in software: it subscribes, and decrypts what arrives for it (RFC 8291) as a browser would."""

from __future__ import annotations

import base64
import json
import os

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec


class Phone:
    """A subscription of the tests' push service, bound to a VAPID public key."""

    def __init__(self, service, public_key: str):
        self._service = service
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = os.urandom(16)
        self.endpoint = service.register(base64.urlsafe_b64decode(public_key + "=="))
        point = self._key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self.subscription = {
            "endpoint": self.endpoint,
            "expirationTime": None,
            "keys": {"p256dh": encoded(point), "auth": encoded(self._auth)},
        }

    def shown(self) -> dict[str, dict]:
        """What is on the screen now: for each tag the latest notification, as the service worker would show it."""
        return {note["tag"]: note for note in self.notes()}

    def notes(self) -> list[dict]:
        """Every notification that has arrived, the earliest first."""
        path = self.endpoint.removeprefix(self._service.origin)
        taken = [post for post in self._service.received if post.path == path and post.status == 201]
        return [self._decrypted(post.body)["notification"] for post in taken]

    def _decrypted(self, body):
        plain = http_ece.decrypt(body, private_key=self._key, auth_secret=self._auth, version="aes128gcm")
        message = json.loads(plain)
        assert message["web_push"] == 8030
        return message


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
