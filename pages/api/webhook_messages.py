"""REST routes of what was sent to webhooks: a test, the log, and sending again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

from fastapi import HTTPException, Path

from pages.api.routes import Limit, api_router
from pages.api.webhooks import WebhookId, find_webhook
from pages.schemas.fields import DeliveryId
from pages.schemas.webhook import TEST, MessageOut, message_out, payload_of_test

if TYPE_CHECKING:
    from fastapi import APIRouter

    from domain.connections import Connection
    from pages.context import AppContext
    from pages.security.auth import Auth

MessageId = Annotated[str, Path(min_length=1, max_length=64)]


def webhook_message_rest(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of a webhook's messages; each asks for the API key."""
    router = api_router(auth, "webhooks")

    @router.post("/webhooks/{webhook_id}/test", status_code=202)
    async def send_test(webhook_id: WebhookId) -> MessageOut:
        """Send a message of type webhook.test; the log says what became of it."""
        webhook = await find_webhook(context, webhook_id)
        message_id = await context.outgoing.send(
            webhook, TEST, json.dumps(payload_of_test(context.name, context.now()))
        )
        return await sent(webhook, message_id)

    @router.get("/webhooks/{webhook_id}/messages")
    async def list_messages(
        webhook_id: WebhookId, before: DeliveryId | None = None, limit: Limit = 100
    ) -> list[MessageOut]:
        """List what was sent to a webhook, or waits, the newest first; it is kept as long as orders are."""
        webhook = await find_webhook(context, webhook_id)
        return [message_out(one) for one in await context.outgoing.read_log(webhook.id, before, limit)]

    @router.post("/webhooks/{webhook_id}/messages/{message_id}/send_again", status_code=202)
    async def send_again(webhook_id: WebhookId, message_id: MessageId) -> MessageOut:
        """Send a message again, with its payload and its id, for the receiver to tell; 409 while it waits."""
        webhook = await find_webhook(context, webhook_id)
        await sent(webhook, message_id)
        if not await context.outgoing.send_again(message_id):
            raise HTTPException(409, "The message still waits to be sent.")
        return await sent(webhook, message_id)

    async def sent(webhook: Connection, message_id: str) -> MessageOut:
        message = await context.outgoing.find(message_id)
        if message is None or message.connection_id != webhook.id:
            raise HTTPException(404)
        return message_out(message)

    return router
