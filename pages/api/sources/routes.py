"""Routes that vendors call. A call is verified on its raw body and stored with its id; it is mapped afterwards."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, HTTPException, Path, Request, Response

from domain.sources import Hook, SourceDelivery
from pages.api.routes import PROBLEMS
from pages.api.sources.registry import SOURCES
from pages.security.body_limit import SOURCES_PREFIX

if TYPE_CHECKING:
    from domain.connections import Connection
    from pages.context import AppContext

MAX_DELIVERY_ID_CHARS = 200

Name = Annotated[str, Path(max_length=40, pattern="^[a-z]+$", description="woocommerce, square, shopify and others")]


def source_routes(context: AppContext) -> APIRouter:
    """Return the routes below /api/v1/sources. Each vendor proves itself in its own way; no API key is asked for."""
    router = APIRouter(prefix=SOURCES_PREFIX.rstrip("/"), responses=PROBLEMS, tags=["sources"])

    @router.post("/{name}/webhook", summary="Take a vendor's webhook")
    @router.post("/{name}/webhook/{path_secret}", summary="Take an unsigned webhook by its path")
    async def receive(name: Name, request: Request, path_secret: str = "") -> Response:
        """Store a delivery of a vendor, which is verified by the vendor's signature; the answer is an empty 200.

        What comes twice is stored once. What cannot be mapped is answered with 200, too, and stands in GET /deliveries.
        """
        connection = await _find(context, name)
        body = await request.body()
        headers = {key.lower(): value for key, value in request.headers.items()}
        url = connection.options.get("url") or f"{context.address}{request.url.path}"
        hook = Hook(body=body, headers=headers, url=url, path_secret=path_secret)
        if not SOURCES[name].verify(hook, connection.options):
            raise HTTPException(401)
        delivery_id = SOURCES[name].delivery_id(hook)
        if delivery_id is not None:
            await _store(context, name, hook, delivery_id)
        return Response(status_code=200)

    @router.post("/deliverect/register")
    async def register(request: Request) -> dict[str, str]:
        """Answer Deliverect's registration with the address that orders are to be sent to."""
        connection = await _find(context, "deliverect")
        headers = {key.lower(): value for key, value in request.headers.items()}
        if not SOURCES["deliverect"].verify(Hook(body=await request.body(), headers=headers), connection.options):
            raise HTTPException(401)
        return {"orderWebhookUrl": f"{context.address}{SOURCES_PREFIX}deliverect/webhook"}

    return router


async def _find(context: AppContext, name: str) -> Connection:
    connection = await context.connections.find_source(name) if name in SOURCES else None
    if connection is None:
        raise HTTPException(404)
    return connection


async def _store(context: AppContext, name: str, hook: Hook, delivery_id: str) -> None:
    digest = hashlib.sha256(hook.body).hexdigest()
    is_plain = delivery_id.isascii() and delivery_id.isprintable()
    known = delivery_id if is_plain and 0 < len(delivery_id) <= MAX_DELIVERY_ID_CHARS else digest
    delivery = SourceDelivery(source=name, delivery_id=known, at=context.now(), body=hook.body)
    await context.sources.receive(delivery)
