"""PIN check: the staff's and the owner's PIN, each paced by itself, so that who knows one cannot guess the other."""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pages.owner_ports import Pins
    from pages.security.login_throttle import LoginThrottle, Visitor

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What came of a PIN: the `token` of a new session when it is right, else the seconds to wait before the next try.

    With `owners_wait` it was not compared with the owner's PIN, and no other is for so many seconds.
    """

    is_right: bool = False
    is_owner: bool = False
    token: str = ""
    wait: int = 0
    owners_wait: int = 0


class PinCheck:
    """Compares what a visitor writes with the PINs, unless the throttle has the visitor wait."""

    def __init__(self, pins: Pins, throttle: LoginThrottle) -> None:
        self._pins, self._throttle = pins, throttle

    async def check(self, visitor: Visitor, digits: str, *, is_for_owner: bool) -> SignIn:
        """Try a PIN; `is_for_owner` where a page asks for the owner's."""
        is_owners_alone = is_for_owner and self._pins.has_owners
        tried = await (self._try_owners(visitor, digits) if is_owners_alone else self._try(visitor, digits))
        if tried.is_right:
            await self._throttle.forgive(visitor, is_owner=tried.is_owner)
        return tried

    async def _try(self, visitor: Visitor, digits: str) -> SignIn:
        if (wait := await self._throttle.admit(visitor)) > 0:
            return SignIn(wait=math.ceil(wait))
        if await self._pins.is_staffs(digits):
            return SignIn(is_right=True)
        owners_wait = await self._throttle.admit_guess(visitor) if self._pins.has_owners else 0.0
        if owners_wait == 0 and await self._pins.is_owners(digits):
            return SignIn(is_right=True, is_owner=True)
        _log_wrong(visitor)
        return SignIn(wait=math.ceil(self._throttle.wait(visitor)), owners_wait=math.ceil(owners_wait))

    # What is wrong here counts as a guess at the owner's PIN alone, else it would lock the kitchen out.
    async def _try_owners(self, visitor: Visitor, digits: str) -> SignIn:
        if (wait := await self._throttle.admit_to_owners(visitor)) > 0:
            return SignIn(wait=math.ceil(wait))
        if await self._pins.is_owners(digits):
            return SignIn(is_right=True, is_owner=True)
        if await self._pins.is_staffs(digits):
            await self._throttle.take_back(visitor)
            return SignIn(is_right=True)
        _log_wrong(visitor)
        return SignIn(wait=math.ceil(self._throttle.wait_for_owners(visitor)))


def _log_wrong(visitor: Visitor) -> None:
    log.warning("A wrong PIN was tried from %s", "a known tablet" if visitor.is_known else visitor.name)
