"""Security headers on every response: Content-Security-Policy with a nonce, HSTS, framing and referrer rules."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class SecurityHeadersMiddleware:
    """ASGI middleware: puts `nonce` into the request's state, and the security headers on each response.

    It wraps the whole application, so that the answer to an unhandled error carries them too.

    NiceGUI writes style attributes, hence 'unsafe-inline' for styles. Scripts run only with the nonce, which the
    template gives to its own scripts: injected markup has none. Nothing is compiled in the browser: NiceGUI evaluates
    texts only for `js_handler`, `:` properties and `run_javascript`, which no page here uses.
    """

    def __init__(self, app: ASGIApp, *, is_secure: Callable[[], bool]) -> None:
        self._app, self._is_secure = app, is_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        # NiceGUI would take the addresses of its scripts from it. OrderBell stands at the root of its host.
        scope["headers"] = [header for header in scope["headers"] if header[0] != b"x-forwarded-prefix"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._set(MutableHeaders(scope=message), nonce, scope["path"])
            await send(message)

        await self._app(scope, receive, send_with_headers)

    # A guest's URL is a secret: it is not sent as a referrer, cached or indexed. Other pages keep a same-origin
    # referrer, for without one browsers send `Origin: null` with a form (Fetch, section 3.1).
    def _set(self, headers: MutableHeaders, nonce: str, path: str) -> None:
        headers.setdefault("Content-Security-Policy", content_security_policy(nonce))
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Referrer-Policy"] = "same-origin"
        if path.startswith("/t/"):
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cache-Control"] = "no-store"
            headers["X-Robots-Tag"] = "noindex"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if path.startswith("/api/v1/"):
            headers["Cache-Control"] = "no-store"  # names and links
        if location := headers.get("location"):
            headers["Location"] = _relative(location)
        if self._is_secure():
            headers["Strict-Transport-Security"] = "max-age=31536000"


# We redirect to our own pages only; Starlette writes the Host into some, which the visitor chooses.
def _relative(location: str) -> str:
    parts = urlsplit(location)
    return urlunsplit(("", "", "/" + parts.path.lstrip("/\\"), parts.query, parts.fragment))


def content_security_policy(nonce: str) -> str:
    """Return the Content-Security-Policy (CSP level 3) of the pages."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "media-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
