"""Forwarded host: the Host that a browser asked for, as a trusted proxy reports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from pages.security.client_addresses import parse_address

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class ForwardedHostMiddleware:
    """ASGI middleware: takes `X-Forwarded-Host` of a trusted proxy as `Host`, the last one where several are given.

    It must stand outside of uvicorn's own proxy middleware, which replaces the address of the proxy. The address of the
    client becomes IPv4 where a listener of both kinds gives it as IPv6: whom it trusts, and counts, is named so.
    """

    def __init__(self, app: ASGIApp, *, proxies: str) -> None:
        self._app, self._proxies = app, frozenset(address.strip() for address in proxies.split(","))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or WebSocket."""
        client = scope.get("client")
        if client and (address := parse_address(client[0])):
            client = scope["client"] = (str(address), client[1])
        if client and client[0] in self._proxies:
            headers = MutableHeaders(scope=scope)
            if host := headers.get("x-forwarded-host", "").rpartition(",")[2].strip():
                headers["host"] = host
        await self._app(scope, receive, send)
