"""REST routes of webhooks: subscribe, change, unsubscribe."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from fastapi import HTTPException, Path, Response
from fastapi.exceptions import RequestValidationError

from domain.connections import Connection, ConnectionType
from pages.api.routes import api_router
from pages.schemas.webhook import (
    MAX_WEBHOOKS,
    WebhookChange,
    WebhookIn,
    WebhookMade,
    WebhookOut,
    new_secret,
    webhook_made,
    webhook_out,
    with_new_secret,
)

if TYPE_CHECKING:
    from fastapi import APIRouter

    from pages.context import AppContext
    from pages.security.auth import Auth

WebhookId = Annotated[int, Path(ge=1, le=2**31)]


def webhook_rest(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes below /api/v1/webhooks; each asks for the API key."""
    router = api_router(auth, "webhooks")

    @router.post("/webhooks", status_code=201)
    async def subscribe(body: WebhookIn) -> WebhookMade:
        """Subscribe a URL to what happens to orders, by Standard Webhooks.

        Each message has the headers webhook-id, webhook-timestamp and webhook-signature (v1, HMAC-SHA256 with the
        secret of this answer). It is tried again over three days until the answer is 2xx; 410 ends the subscription.
        """
        check_url(context, body.url)
        if len(await context.connections.read(ConnectionType.WEBHOOK)) >= MAX_WEBHOOKS:
            raise HTTPException(409, f"There are {MAX_WEBHOOKS} webhooks already. Delete one first.")
        webhook = Connection(
            type=ConnectionType.WEBHOOK,
            name=body.name,
            options={"url": body.url, "secret": new_secret()},
            news=body.kinds,
            made_at=context.now(),
        )
        return webhook_made(await context.connections.add(webhook))

    @router.get("/webhooks")
    async def list_webhooks() -> list[WebhookOut]:
        """List the webhooks."""
        return [webhook_out(one) for one in await context.connections.read(ConnectionType.WEBHOOK)]

    @router.get("/webhooks/{webhook_id}")
    async def read_webhook(webhook_id: WebhookId) -> WebhookOut:
        """Read a webhook."""
        return webhook_out(await find_webhook(context, webhook_id))

    @router.patch("/webhooks/{webhook_id}")
    async def change_webhook(webhook_id: WebhookId, body: WebhookChange) -> WebhookOut:
        """Change a webhook, or switch it off or on again. What waits for it while it is off ends as failed."""
        webhook = await find_webhook(context, webhook_id)
        said = body.model_dump(exclude_none=True, include={"name", "is_on"})
        if body.url is not None:
            check_url(context, body.url)
            said["options"] = {**webhook.options, "url": body.url}
        changed = replace(webhook, news=body.kinds or webhook.news, **said)
        await context.connections.change(changed)
        return webhook_out(changed)

    @router.post("/webhooks/{webhook_id}/rotate_secret")
    async def rotate_secret(webhook_id: WebhookId) -> WebhookMade:
        """Make a new secret, which this answer shows once.

        For 24 hours messages are signed with the old one, too: webhook-signature then holds several signatures with
        spaces between, and one that is right is enough.
        """
        changed = with_new_secret(await find_webhook(context, webhook_id), context.now())
        await context.connections.change(changed)
        return webhook_made(changed)

    @router.delete("/webhooks/{webhook_id}", status_code=204)
    async def unsubscribe(webhook_id: WebhookId) -> Response:
        """Delete a webhook with its log; what waits is not sent any more."""
        await context.connections.delete((await find_webhook(context, webhook_id)).id)
        return Response(status_code=204)

    return router


async def find_webhook(context: AppContext, webhook_id: int) -> Connection:
    """Return a webhook; raises 404."""
    connection = await context.connections.find(webhook_id)
    if connection is None or connection.type is not ConnectionType.WEBHOOK:
        raise HTTPException(404)
    return connection


def check_url(context: AppContext, url: str) -> None:
    """Raise 422 for an address that nothing may be sent to."""
    if why := context.outgoing.refuse(url):
        raise RequestValidationError([{"loc": ("body", "url"), "msg": why, "type": "value_error"}])
