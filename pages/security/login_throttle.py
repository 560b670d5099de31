"""Slows the guessing of PINs, and never keeps the kitchen's own tablets out."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FREE_MISSES = 5
LONGEST_WAIT = 60.0
LONGEST_WAIT_OVERALL = 10.0
_FORGIVEN_AFTER = 15 * 60.0
_MOST_REMEMBERED = 4096


@dataclass(frozen=True)
class Visitor:
    """Who tries a PIN: a device that has signed in here before, or else an address."""

    name: str
    is_known: bool


@dataclass
class _Misses:
    longest: float
    count: int = 0
    latest: float = field(default=-math.inf)

    def wait(self, now: float) -> float:
        over = min(self.count - FREE_MISSES, 60)
        return max(0.0, self.latest + min(self.longest, 2.0**over) - now) if over >= 0 else 0.0

    def noted(self, now: float) -> None:
        if now - self.latest > _FORGIVEN_AFTER:
            self.count = 0
        self.count, self.latest = self.count + 1, now


class LoginThrottle:
    """Counts wrong PINs: after FREE_MISSES each costs a growing wait, by address and, with a lower bound, overall.

    A device that has signed in before waits for its own misses only: whoever guesses from the same address, as all
    guests of a restaurant may, does not keep its tablets out.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Count in seconds of this clock."""
        self._now = monotonic
        self._by_visitor: OrderedDict[Visitor, _Misses] = OrderedDict()
        self._overall = _Misses(LONGEST_WAIT_OVERALL)

    def wait(self, visitor: Visitor) -> float:
        """Return for how many seconds this visitor must wait before the next try; 0 when it may try now."""
        misses = self._by_visitor.get(visitor)
        own = misses.wait(self._now()) if misses else 0.0
        return own if visitor.is_known else max(own, self._overall.wait(self._now()))

    def missed(self, visitor: Visitor) -> None:
        """Note a wrong PIN. Call it before the PIN is checked: tries side by side must not slip through."""
        misses = self._by_visitor.setdefault(visitor, _Misses(LONGEST_WAIT))
        misses.noted(self._now())
        self._by_visitor.move_to_end(visitor)
        while len(self._by_visitor) > _MOST_REMEMBERED:
            self._by_visitor.popitem(last=False)
        self._overall.noted(self._now())

    def passed(self, visitor: Visitor) -> None:
        """Take back the miss that was noted for a right PIN, and the visitor's others with it."""
        self._by_visitor.pop(visitor, None)
        self._overall.count = max(0, self._overall.count - 1)


def neighbourhood(address: str) -> str:
    """Return what counts as one address: of IPv6 the network of 64 bits, for one visitor has all of it."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else address
