"""Fixtures: a receiver that is subscribed to everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.settings import Settings
from tests.support.outgoing import sending
from tests.support.webhook_receiver import WEBHOOKS, WebhookReceiver, serve_receiver
from tests.support.world import settings_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def settings(tmp_path) -> Settings:
    return settings_in(tmp_path, ready_hold_seconds=0)


@pytest.fixture
async def receiver(context, api) -> AsyncIterator[WebhookReceiver]:
    """A receiver that is subscribed to everything, and a service that sends."""
    async with serve_receiver() as ready:
        context.outgoing._http._named |= {ready.address}
        made = (await api.post(WEBHOOKS, json={"url": f"{ready.address}/hook"})).json()
        ready.secret, ready.id = made["secret"], made["id"]
        async with sending(context):
            yield ready
