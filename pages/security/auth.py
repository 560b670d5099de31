"""Authentication guards: staff by PIN and session cookie, guests by their link, ordering systems by API key."""

from __future__ import annotations

import hmac
from dataclasses import replace
from typing import TYPE_CHECKING

from fastapi import HTTPException, Request

from domain.updates import LINK_LIFE
from pages.security.body_limit import (
    MAX_BODY_BYTES,
    MAX_MENU_BYTES,
    MAX_SOURCE_BYTES,
    MENU_PATHS,
    SOURCES_PREFIX,
)
from pages.security.client_addresses import is_local_address, network_of
from pages.security.cookies import COOKIE, DEVICE_COOKIE, read_cookies
from pages.security.login_throttle import LoginThrottle, Visitor
from pages.security.own_origin import refuse_other_origin
from pages.security.pin_check import PinCheck, SignIn
from pages.security.pin_digits import read_pin
from pages.security.return_address import KITCHEN, OWNER_PATHS, page_address, path_of, return_address

if TYPE_CHECKING:
    from starlette.types import Scope

    from pages.context import AppContext
    from pages.live import LiveOrder

NO_KEY = "Send 'Authorization: Bearer <API key>'; `main.py new-api-key` makes one."


class SignInNeeded(Exception):
    """The page is for the staff: redirect to the sign-in, and from there back to `address`."""

    def __init__(self, address: str) -> None:
        super().__init__("sign-in needed")
        self.address = address


class Auth:
    """The guards of one restaurant's pages, sockets and API."""

    def __init__(self, context: AppContext) -> None:
        self._context = context
        self.throttle = LoginThrottle(shared=context.wrong_pins)
        self._pins = PinCheck(context.credentials.pins, self.throttle)

    async def require_staff(self, request: Request) -> None:
        """Require a staff session (a dependency: it runs before NiceGUI makes a client)."""
        if not (token := self.find_session(request)):
            raise SignInNeeded(page_address(request))
        request.state.is_for_staff = True
        await self._context.credentials.see_session(token)

    async def require_owner(self, request: Request) -> None:
        """Require what only the owner's PIN opens, once there is one; until then a staff session is enough."""
        await self.require_staff(request)
        if not self.is_owner(request):
            raise SignInNeeded(page_address(request))

    def may_keep(self, request: Request) -> bool:
        """Whether the page built for this request may stay open: a staff page ends with its session."""
        return not _is_for_staff(request) or self.is_staff(request)

    def may_join(self, request: Request, cookies: str) -> bool:
        """Whether a socket with this `Cookie` header may join the page built for this request."""
        if not _is_for_staff(request):
            return True
        built_for = self.find_session(request).encode()
        sent = read_cookies(cookies, COOKIE, is_secure=_is_https(request))
        return bool(built_for) and any(hmac.compare_digest(built_for, value.encode()) for value in sent)

    def is_staff(self, request: Request) -> bool:
        """Whether the session of this request is valid at this moment."""
        return bool(self.find_session(request))

    def find_session(self, request: Request) -> str:
        """Return the token of the request's session that is valid at this moment, or an empty text."""
        sent = _read_cookies(request, COOKIE)
        return next((token for token in sent if self._context.credentials.is_session(token)), "")

    def is_owner(self, request: Request) -> bool:
        """Whether the session of this request may open what is the owner's."""
        return self._context.credentials.is_owner(self.find_session(request))

    async def require_owner_form(self, request: Request) -> None:
        """Require the owner's session and a page of our own origin (CSRF)."""
        await self.require_own_origin(request)
        if not self.is_owner(request):
            raise SignInNeeded("/" + request.url.path.split("/")[1])

    async def require_staff_form(self, request: Request) -> None:
        """Require a staff session and a page of our own origin (CSRF)."""
        await self.require_own_origin(request)
        if not self.is_staff(request):
            raise SignInNeeded(KITCHEN)

    # From memory and before NiceGUI makes a client, so that unknown links cost little; `async` saves a thread.
    async def guest_order(self, token: str) -> LiveOrder:
        """Return the order of a guest's link; raises 404 alike for unknown and expired links."""
        if not (live := self.find_order(token)):
            raise HTTPException(404)
        return live

    def find_order(self, token: str) -> LiveOrder | None:
        """Return the order of a guest's link, or None when it is unknown or expired."""
        live = self._context.board.find(token)
        has_ended = live and live.order.closed_at and live.order.closed_at + LINK_LIFE < self._context.now()
        return None if has_ended else live

    async def require_api_key(self, request: Request) -> None:
        """Require an API key as bearer token (RFC 6750, section 2.1); raises 401.

        The key's name is then the request's `state.source`.
        """
        if (name := self._find_api_key(request)) is None:
            raise HTTPException(401, NO_KEY, headers={"WWW-Authenticate": 'Bearer realm="OrderBell"'})
        request.state.source = name

    def max_body_bytes(self, scope: Scope) -> int:
        """Return how large the body of a request may be: a menu is long, and taken from its owner only."""
        if scope["path"].startswith(SOURCES_PREFIX):
            return MAX_SOURCE_BYTES
        return MAX_MENU_BYTES if scope["path"] in MENU_PATHS and self.may_tap(scope) else MAX_BODY_BYTES

    def may_tap(self, scope: Scope) -> bool:
        """Whether a request carries a staff session or an API key."""
        request = Request(scope)
        return self.is_staff(request) or self._find_api_key(request) is not None

    def _find_api_key(self, request: Request) -> str | None:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        return self._context.credentials.find_api_key(key.strip()) if scheme.lower() == "bearer" else None

    async def require_own_origin(self, request: Request) -> None:
        """Refuse with 403 a request from a page of another origin (CSRF)."""
        refuse_other_origin(request, self._context.origins)

    async def require_guest_origin(self, request: Request) -> None:
        """Refuse with 403 a request from another origin's page to an address that is a secret itself.

        Of a page that keeps its address to itself, browsers name no origin with a form (Fetch, section 3.1).
        """
        if request.headers.get("origin") != "null":
            await self.require_own_origin(request)

    async def try_pin(self, request: Request, pin: str, *, is_alone: bool = False) -> SignIn:
        """Try a PIN; with `is_alone` all other sessions end when it is right."""
        is_for_owner = path_of(return_address(request)) in OWNER_PATHS
        tried = await self._pins.check(self._visitor(request), read_pin(pin[:64]), is_for_owner=is_for_owner)
        if not tried.is_right:
            return tried
        if is_alone:
            await self._context.credentials.close_all_sessions()
        return replace(tried, token=await self._context.credentials.open_session(is_owner=tried.is_owner))

    async def remember_device(self, request: Request) -> str:
        """Return the token of the device that has just signed in: its own, or a new one."""
        return self._find_device(request) or await self._context.credentials.know_device()

    def _find_device(self, request: Request) -> str:
        sent = _read_cookies(request, DEVICE_COOKIE)
        return next((token for token in sent if self._context.credentials.is_device(token)), "")

    def _visitor(self, request: Request) -> Visitor:
        address = request.client.host if request.client else ""
        network = network_of(address)
        if token := self._find_device(request):
            return Visitor(token, is_known=True, network=network)
        return Visitor(network, is_known=False, is_local=is_local_address(address), network=network)


def _read_cookies(request: Request, name: str) -> list[str]:
    return read_cookies(";".join(request.headers.getlist("cookie")), name, is_secure=_is_https(request))


def _is_https(request: Request) -> bool:
    return request.url.scheme == "https"


def _is_for_staff(request: Request) -> bool:
    return bool(getattr(request.state, "is_for_staff", False))
