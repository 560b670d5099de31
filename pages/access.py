"""Who may come in: the staff by PIN and session cookie, guests by their link, ordering systems by API key."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from fastapi import HTTPException, Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from pages.house import House

T = TypeVar("T")

COOKIE = "orderbell_staff"
COOKIE_LIFE = 30 * 24 * 3600
KITCHEN = "/kitchen"
FREE_MISSES = 5
LONGEST_WAIT = 60.0
LONGEST_WAIT_OVERALL = 5.0
_FORGIVEN_AFTER = 15 * 60.0
_ADDRESSES = 4096


class SignInNeeded(Exception):
    """The page is for the staff; the visitor is sent to the sign-in, and from there back to `path`."""

    def __init__(self, path: str) -> None:
        """Remember where the visitor wanted to go."""
        super().__init__("sign-in needed")
        self.path = path


@dataclass
class _Misses:
    count: int = 0
    latest: float = -math.inf

    def wait(self, now: float, longest: float) -> float:
        over = self.count - FREE_MISSES
        return max(0.0, self.latest + min(longest, 2.0**over) - now) if over >= 0 else 0.0

    def noted(self, now: float) -> None:
        if now - self.latest > _FORGIVEN_AFTER:
            self.count = 0
        self.count, self.latest = self.count + 1, now


class Turnstile:
    """Slows the guessing of PINs: after FREE_MISSES a growing wait, by address and, gently, overall.

    It never locks the kitchen out: the overall wait stays short, and an address that has signed in before is exempt.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Count in seconds of this clock."""
        self._now = monotonic
        self._by_address: OrderedDict[str, _Misses] = OrderedDict()
        self._overall = _Misses()
        self._known: OrderedDict[str, None] = OrderedDict()

    def wait(self, address: str) -> float:
        """Return for how many seconds this address must wait before its next try; 0 when it may try now."""
        misses = self._by_address.get(address)
        own = misses.wait(self._now(), LONGEST_WAIT) if misses else 0.0
        overall = 0.0 if address in self._known else self._overall.wait(self._now(), LONGEST_WAIT_OVERALL)
        return max(own, overall)

    def missed(self, address: str) -> None:
        """Note a wrong PIN. Call it before the PIN is checked: tries side by side must not slip through."""
        misses = self._by_address.get(address, _Misses())
        misses.noted(self._now())
        self._overall.noted(self._now())
        _remember(self._by_address, address, misses)

    def passed(self, address: str) -> None:
        """Note a right PIN."""
        self._by_address.pop(address, None)
        self._overall = _Misses()
        _remember(self._known, address, None)


class Access:
    """The doors of one restaurant."""

    def __init__(self, house: House) -> None:
        """Guard this house."""
        self._house = house
        self.turnstile = Turnstile()

    async def staff(self, request: Request) -> None:
        """Let only the staff see the page (a dependency: it runs before NiceGUI makes a client)."""
        token = request.cookies.get(COOKIE, "")
        if not self._house.keys.is_session(token):
            raise SignInNeeded(request.url.path)
        await self._house.keys.see_session(token)

    def is_staff(self, request: Request) -> bool:
        """Whether the request, or the page it has once built, is the staff's at this moment."""
        return self._house.keys.is_session(request.cookies.get(COOKIE, ""))

    async def staff_form(self, request: Request) -> None:
        """Let only the staff send the form, from a page of ours."""
        self.from_own_page(request)
        if not self.is_staff(request):
            raise SignInNeeded(KITCHEN)

    def api_caller(self, request: Request) -> None:
        """Let only the holder of an API key through (RFC 6750, section 2.1)."""
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not self._house.keys.is_api_key(key.strip()):
            raise HTTPException(401, headers={"WWW-Authenticate": 'Bearer realm="OrderBell"'})

    def from_own_page(self, request: Request) -> None:
        """Refuse what another site's page has sent."""
        origin = request.headers.get("origin")
        if origin is not None and origin not in self._house.origins:
            raise HTTPException(403)

    async def try_pin(self, request: Request, pin: str) -> tuple[str | None, int]:
        """Try a PIN: returns a new session's token, or None and the seconds to wait before the next try."""
        address = request.client.host if request.client else ""
        if (wait := self.turnstile.wait(address)) > 0:
            return None, math.ceil(wait)
        self.turnstile.missed(address)
        if not await self._house.keys.is_pin(pin[:64]):
            return None, math.ceil(self.turnstile.wait(address))
        self.turnstile.passed(address)
        return await self._house.keys.open_session(), 0


def set_cookie(response: Response, token: str, *, is_secure: bool) -> None:
    """Hand the session to the browser, out of reach of scripts and of other sites."""
    response.set_cookie(COOKIE, token, max_age=COOKIE_LIFE, httponly=True, samesite="lax", secure=is_secure, path="/")


def _remember(memory: OrderedDict[str, T], address: str, value: T) -> None:
    memory[address] = value
    memory.move_to_end(address)
    while len(memory) > _ADDRESSES:
        memory.popitem(last=False)
