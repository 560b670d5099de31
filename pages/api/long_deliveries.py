"""Long deliveries: an order whose body is longer than allowed leaves a trace, cut, and rings in the kitchen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import HTTPException, Request

from pages.api.delivery_record import record_refused
from pages.security.body_limit import MAX_BODY_BYTES

if TYPE_CHECKING:
    from starlette.types import Scope

    from pages.context import AppContext
    from pages.security.auth import Auth

ORDERS_PATH = "/api/v1/orders"


class LongDeliveries:
    """Keeps what of a long body was read, when a known sender sent it as an order."""

    def __init__(self, context: AppContext, auth: Auth) -> None:
        self._context, self._auth = context, auth

    async def record(self, scope: Scope, head: bytes) -> None:
        """Keep the beginning of a body that was refused for its length."""
        request = Request(scope)
        if request.method != "POST" or request.url.path != ORDERS_PATH:
            return
        try:
            await self._auth.require_api_key(request)
        except HTTPException:
            return
        problem = f"The body is longer than {MAX_BODY_BYTES // 1024} KB; this is its beginning."
        await record_refused(self._context, request, head, problem)
