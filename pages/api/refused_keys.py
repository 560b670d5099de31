"""Refused keys: deliveries with an API key that is not known leave a trace, a few an hour from each address."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pages.api.delivery_record import record_unknown_sender
from pages.security.client_addresses import network_of

if TYPE_CHECKING:
    from fastapi import Request

    from pages.context import AppContext

# Anybody can send with a wrong key: what they send must not fill the record.
PAUSE = timedelta(minutes=10)
MAX_ADDRESSES = 30


class RefusedKeys:
    """Keeps one delivery of each address in PAUSE, from at most MAX_ADDRESSES of them."""

    def __init__(self, context: AppContext) -> None:
        self._context = context
        self._latest: dict[str, datetime] = {}

    async def record(self, request: Request) -> None:
        """Keep the delivery, if it has a key at all and its address has not left a trace lately."""
        now, address = self._context.now(), network_of(request.client.host if request.client else "")
        self._latest = {known: at for known, at in self._latest.items() if abs(now - at) < PAUSE}
        has_key = bool(request.headers.get("authorization"))
        if not has_key or address in self._latest or len(self._latest) >= MAX_ADDRESSES:
            return
        self._latest[address] = now
        problem = f"The API key is not known. It came from {address or 'an unknown address'}."
        await record_unknown_sender(self._context, await request.body(), problem)
