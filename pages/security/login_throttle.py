"""Login throttle: a growing wait after wrong PINs, which never locks the kitchen's own tablets out."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.errors import NotSaved

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.ports import WrongPinCounts, WrongPins

log = logging.getLogger(__name__)

FREE_ATTEMPTS = 5
MAX_WAIT_SECONDS = 60.0
MAX_OVERALL_WAIT_SECONDS = 10.0
_RESET_SECONDS = 15 * 60.0
_MAX_VISITORS = 4096
# Names of the counts that are not one visitor's; a visitor's have a colon.
_OVERALL, _GUESSES = "overall", "guesses"


@dataclass(frozen=True)
class Visitor:
    """The source of an attempt: a device that has signed in here before, or else an address."""

    name: str
    is_known: bool
    is_local: bool = False

    @property
    def key(self) -> str:
        """The name of its count among those of all processes."""
        return f"{'device' if self.is_known else 'address'}:{self.name}"


@dataclass
class _Failures:
    max_wait: float
    count: int = 0
    latest: float = field(default=-math.inf)

    def wait(self, now: float) -> float:
        over = min(self.count - FREE_ATTEMPTS, 60)
        return max(0.0, self.latest + min(self.max_wait, 2.0**over) - now) if over >= 0 else 0.0

    def add(self, now: float) -> None:
        if now - self.latest > _RESET_SECONDS:
            self.count = 0
        self.count, self.latest = self.count + 1, now

    def load(self, known: WrongPinCounts, name: str, now: float) -> None:
        self.count, age = known.get(name, (0, math.inf))
        self.latest = now - age


class LoginThrottle:
    """Counts wrong PINs: after FREE_ATTEMPTS each doubles the wait, by address and, with a lower limit, overall.

    A device that has signed in before waits for its own failures only: guesses from the same address, which all
    guests of a restaurant may share, do not lock its tablets out. An address of the local network does not wait
    overall: guesses from the internet do not lock a new tablet out.

    With `shared` all processes count together; while that cannot be reached, each counts alone.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, shared: WrongPins | None = None) -> None:
        self._now, self._shared = monotonic, shared
        self._turn = asyncio.Lock()
        self._by_visitor: OrderedDict[Visitor, _Failures] = OrderedDict()
        self._overall = _Failures(MAX_OVERALL_WAIT_SECONDS)
        self._guesses = _Failures(0.0)

    @property
    def guesses(self) -> int:
        """How many PINs were wrong, without a pause of 15 minutes between; 0 after such a pause."""
        return self._guesses.count if self._now() - self._guesses.latest <= _RESET_SECONDS else 0

    async def count_guesses(self) -> int:
        """Return `guesses` as all processes count them."""
        if self._shared:
            self._guesses.load(await self._shared.read([_GUESSES]), _GUESSES, self._now())
        return self.guesses

    async def admit(self, visitor: Visitor) -> float:
        """Return for how many seconds this visitor must wait; 0 for a try that may be made, and counts as wrong."""
        # One at a time, those that wait by what is known here: guesses leave the other connections to the taps.
        async with self._turn:
            return self.wait(visitor) or await self._count(visitor, self._try)

    async def forgive(self, visitor: Visitor) -> None:
        """Forget the visitor's failures: the PIN was right."""
        async with self._turn:
            await self._count(visitor, self._succeed)

    def wait(self, visitor: Visitor) -> float:
        """Return for how many seconds this visitor must wait before the next try; 0 when it may try now."""
        failures = self._by_visitor.get(visitor)
        own = failures.wait(self._now()) if failures else 0.0
        return own if visitor.is_known or visitor.is_local else max(own, self._overall.wait(self._now()))

    def record_failure(self, visitor: Visitor) -> None:
        """Record a wrong PIN. Call it before the check, so that concurrent attempts are counted too."""
        failures = self._by_visitor.setdefault(visitor, _Failures(MAX_WAIT_SECONDS))
        failures.add(self._now())
        self._by_visitor.move_to_end(visitor)
        while len(self._by_visitor) > _MAX_VISITORS:
            self._by_visitor.popitem(last=False)
        self._guesses.add(self._now())
        if not visitor.is_local:
            self._overall.add(self._now())

    def record_success(self, visitor: Visitor) -> None:
        """Forget the visitor's failures: the one recorded for the right PIN, and those before it."""
        self._by_visitor.pop(visitor, None)
        for failures in (self._guesses, self._overall):
            failures.count = max(0, failures.count - 1)

    def _try(self, visitor: Visitor) -> float:
        if (wait := self.wait(visitor)) == 0:
            self.record_failure(visitor)
        return wait

    def _succeed(self, visitor: Visitor) -> float:
        self.record_success(visitor)
        return 0.0

    async def _count(self, visitor: Visitor, step: Callable[[Visitor], float]) -> float:
        answers: list[float] = []

        def count(known: WrongPinCounts) -> WrongPinCounts:
            self._take_over(visitor, known)
            answers.append(step(visitor))
            return self._counts(visitor)

        if self._shared:
            try:
                await self._shared.change([visitor.key, _OVERALL, _GUESSES], count)
            except NotSaved:
                log.warning("Wrong PINs are counted by this process alone: the database did not take them")
        return answers[0] if answers else step(visitor)

    def _take_over(self, visitor: Visitor, known: WrongPinCounts) -> None:
        own = self._by_visitor.setdefault(visitor, _Failures(MAX_WAIT_SECONDS))
        for name, failures in ((visitor.key, own), (_OVERALL, self._overall), (_GUESSES, self._guesses)):
            failures.load(known, name, self._now())

    def _counts(self, visitor: Visitor) -> WrongPinCounts:
        own = self._by_visitor.get(visitor, _Failures(MAX_WAIT_SECONDS))
        named = {visitor.key: own, _OVERALL: self._overall, _GUESSES: self._guesses}
        now = self._now()
        return {name: (failures.count, now - failures.latest) for name, failures in named.items() if failures.count}
