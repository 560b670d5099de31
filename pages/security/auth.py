"""Who may come in: the staff by PIN and session cookie, guests by their link, ordering systems by API key."""

from __future__ import annotations

import hmac
import logging
import math
from typing import TYPE_CHECKING, Any

from fastapi import HTTPException, Request
from fastapi.routing import APIRoute

from domain.kitchen import LINK_LIFE
from pages.security.login_throttle import LoginThrottle, Visitor, neighbourhood

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from starlette.responses import Response

    from pages.context import AppContext
    from pages.live import LiveOrder

log = logging.getLogger(__name__)

COOKIE = "orderbell_staff"
COOKIE_LIFE = 30 * 24 * 3600
DEVICE_COOKIE = "orderbell_device"
DEVICE_COOKIE_LIFE = 400 * 24 * 3600
KITCHEN = "/kitchen"


class SignInNeeded(Exception):
    """The page is for the staff; the visitor is sent to the sign-in, and from there back to `path`."""

    def __init__(self, path: str) -> None:
        """Remember where the visitor wanted to go."""
        super().__init__("sign-in needed")
        self.path = path


class GuardedRoute(APIRoute):
    """A route that asks its guards before it looks at the body: FastAPI alone would first say what is wrong with it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request. The guards are asked again as dependencies, which changes nothing."""
        handle = super().get_route_handler()
        guards = [guard.dependency for guard in self.dependencies if guard.dependency]

        async def guarded(request: Request) -> Response:
            for guard in guards:
                await guard(request)
            return await handle(request)

        return guarded


class Auth:
    """The doors of one restaurant."""

    def __init__(self, context: AppContext) -> None:
        """Guard this house."""
        self._context = context
        self.throttle = LoginThrottle()

    async def staff(self, request: Request) -> None:
        """Let only the staff see the page (a dependency: it runs before NiceGUI makes a client)."""
        token = request.cookies.get(COOKIE, "")
        if not self._context.credentials.is_session(token):
            raise SignInNeeded(request.url.path)
        request.state.is_for_staff = True
        await self._context.credentials.see_session(token)

    def may_keep(self, request: Request) -> bool:
        """Whether the page that was built for this request may stay open: a staff page ends with its session."""
        return not _is_for_staff(request) or self.is_staff(request)

    def may_join(self, request: Request, cookies: Mapping[str, str]) -> bool:
        """Whether a socket with these cookies may join the page that was built for this request."""
        if not _is_for_staff(request):
            return True
        own, brought = request.cookies.get(COOKIE, ""), cookies.get(COOKIE, "")
        return hmac.compare_digest(own.encode(), brought.encode()) and self.is_staff(request)

    def is_staff(self, request: Request) -> bool:
        """Whether the request, or the page it has once built, is the staff's at this moment."""
        return self._context.credentials.is_session(request.cookies.get(COOKIE, ""))

    async def staff_form(self, request: Request) -> None:
        """Let only the staff send the form, from a page of ours."""
        await self.from_own_page(request)
        if not self.is_staff(request):
            raise SignInNeeded(KITCHEN)

    # From memory and before NiceGUI makes a client: made-up links cost next to nothing, and `async` spares the thread.
    async def guest(self, token: str) -> LiveOrder:
        """Return the order of a guest's link; a link that never was and one that has ended are answered alike."""
        if not (live := self.guest_order(token)):
            raise HTTPException(404)
        return live

    def guest_order(self, token: str) -> LiveOrder | None:
        """Return the order of a guest's link, or None for one that is not, or no longer, good."""
        live = self._context.board.find(token)
        has_ended = live and live.order.closed_at and live.order.closed_at + LINK_LIFE < self._context.now()
        return None if has_ended else live

    async def api_caller(self, request: Request) -> None:
        """Let only the holder of an API key through (RFC 6750, section 2.1)."""
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not self._context.credentials.is_api_key(key.strip()):
            raise HTTPException(401, headers={"WWW-Authenticate": 'Bearer realm="OrderBell"'})

    async def from_own_page(self, request: Request) -> None:
        """Refuse what another site's page has sent."""
        origin = request.headers.get("origin")
        if origin is not None and origin not in self._context.origins:
            raise HTTPException(403)

    async def try_pin(self, request: Request, pin: str, *, is_alone: bool = False) -> tuple[str | None, int]:
        """Try a PIN: returns a new session's token, or None and the seconds to wait before the next try.

        With `is_alone` the new session is the only one: all others end.
        """
        visitor = self._visitor(request)
        if (wait := self.throttle.wait(visitor)) > 0:
            return None, math.ceil(wait)
        self.throttle.missed(visitor)
        if not await self._context.credentials.is_pin(pin[:64]):
            log.warning("A wrong PIN was tried from %s", "a tablet of ours" if visitor.is_known else visitor.name)
            return None, math.ceil(self.throttle.wait(visitor))
        self.throttle.passed(visitor)
        if is_alone:
            await self._context.credentials.close_all_sessions()
        return await self._context.credentials.open_session(), 0

    async def device(self, request: Request) -> str:
        """Return the token by which this device will be known, once it has signed in."""
        token = request.cookies.get(DEVICE_COOKIE, "")
        return token if self._context.credentials.is_device(token) else await self._context.credentials.know_device()

    def _visitor(self, request: Request) -> Visitor:
        token = request.cookies.get(DEVICE_COOKIE, "")
        if self._context.credentials.is_device(token):
            return Visitor(token, is_known=True)
        return Visitor(neighbourhood(request.client.host if request.client else ""), is_known=False)


def set_cookies(response: Response, session: str, device: str, *, is_secure: bool) -> None:
    """Hand session and device to the browser, out of reach of scripts and of other sites."""
    for name, value, life in ((COOKIE, session, COOKIE_LIFE), (DEVICE_COOKIE, device, DEVICE_COOKIE_LIFE)):
        response.set_cookie(name, value, max_age=life, httponly=True, samesite="lax", secure=is_secure, path="/")


def _is_for_staff(request: Request) -> bool:
    return bool(getattr(request.state, "is_for_staff", False))
