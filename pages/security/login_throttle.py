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
    from collections.abc import Callable, Collection, Iterable

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
    network: str = ""

    @property
    def key(self) -> str:
        """The name of its count among those of all processes."""
        return f"{'device' if self.is_known else 'address'}:{self.name}"

    # Not by device: the staff's PIN makes as many devices as one likes.
    @property
    def owners_key(self) -> str:
        """The name of the count of guesses at the owner's PIN: the devices of a network share one."""
        return f"owner:{'devices' if self.is_known else 'others'}:{self.network or self.name}"


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

    Guesses at the owner's PIN have counts of their own: the staff's PIN forgives none, and none locks the kitchen out.

    With `shared` all processes count together; while that cannot be reached, each counts alone.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, shared: WrongPins | None = None) -> None:
        self._now, self._shared = monotonic, shared
        self._turn = asyncio.Lock()
        self._by_name: OrderedDict[str, _Failures] = OrderedDict()
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
            return self.wait(visitor) or await self._count([visitor.key], lambda: self._try(visitor, visitor.key))

    async def admit_to_owners(self, visitor: Visitor) -> float:
        """Return the same for a try where the owner's PIN is asked for."""
        name = visitor.owners_key
        async with self._turn:
            return self._wait(visitor, name) or await self._count([name], lambda: self._try(visitor, name))

    async def admit_guess(self, visitor: Visitor) -> float:
        """Return for how many seconds what `admit` let in is not compared with the owner's PIN; 0 counts as wrong."""
        name = visitor.owners_key
        async with self._turn:
            return self._wait_by_name(name) or await self._count([name], lambda: self._guess(name))

    async def take_back(self, visitor: Visitor) -> None:
        """Count the latest try of `admit_to_owners` no more: it was the staff's PIN, and guessed nothing."""
        name = visitor.owners_key
        async with self._turn:
            await self._count([name], lambda: self._take_back(name))

    async def forgive(self, visitor: Visitor, *, is_owner: bool) -> None:
        """Forget the visitor's failures: the PIN was right. The owner's forgives guesses at it, too."""
        names = [visitor.key, visitor.owners_key] if is_owner else [visitor.key]
        async with self._turn:
            await self._count(names, lambda: self._succeed(names))

    def wait(self, visitor: Visitor) -> float:
        """Return for how many seconds this visitor must wait before the next try; 0 when it may try now."""
        return self._wait(visitor, visitor.key)

    def wait_for_owners(self, visitor: Visitor) -> float:
        """Return the same for a try at the owner's PIN."""
        return self._wait(visitor, visitor.owners_key)

    def record_failure(self, visitor: Visitor) -> None:
        """Record a wrong PIN. Call it before the check, so that concurrent attempts are counted too."""
        self._record(visitor, visitor.key)

    def record_success(self, visitor: Visitor) -> None:
        """Forget the visitor's failures: the one recorded for the right PIN, and those before it."""
        self._succeed([visitor.key])

    def _wait(self, visitor: Visitor, name: str) -> float:
        own = self._wait_by_name(name)
        return own if visitor.is_known or visitor.is_local else max(own, self._overall.wait(self._now()))

    def _wait_by_name(self, name: str) -> float:
        failures = self._by_name.get(name)
        return failures.wait(self._now()) if failures else 0.0

    def _record(self, visitor: Visitor, name: str) -> None:
        self._add(name)
        self._guesses.add(self._now())
        if not visitor.is_local:
            self._overall.add(self._now())

    def _add(self, name: str) -> None:
        self._by_name.setdefault(name, _Failures(MAX_WAIT_SECONDS)).add(self._now())
        self._by_name.move_to_end(name)
        while len(self._by_name) > _MAX_VISITORS:
            self._by_name.popitem(last=False)

    def _try(self, visitor: Visitor, name: str) -> float:
        if (wait := self._wait(visitor, name)) == 0:
            self._record(visitor, name)
        return wait

    def _guess(self, name: str) -> float:
        if (wait := self._wait_by_name(name)) == 0:
            self._add(name)
        return wait

    def _take_back(self, name: str) -> float:
        if failures := self._by_name.get(name):
            failures.count = max(0, failures.count - 1)
        return 0.0

    def _succeed(self, names: Iterable[str]) -> float:
        for name in names:
            self._by_name.pop(name, None)
        for failures in (self._guesses, self._overall):
            failures.count = max(0, failures.count - 1)
        return 0.0

    async def _count(self, names: Collection[str], step: Callable[[], float]) -> float:
        answers: list[float] = []

        def count(known: WrongPinCounts) -> WrongPinCounts:
            self._take_over(names, known)
            answers.append(step())
            return self._counts(names)

        if self._shared:
            try:
                await self._shared.change([*names, _OVERALL, _GUESSES], count)
            except NotSaved:
                log.warning("Wrong PINs are counted by this process alone: the database did not take them")
        return answers[0] if answers else step()

    def _named(self, names: Iterable[str]) -> dict[str, _Failures]:
        by_name = {name: self._by_name.get(name, _Failures(MAX_WAIT_SECONDS)) for name in names}
        return by_name | {_OVERALL: self._overall, _GUESSES: self._guesses}

    def _take_over(self, names: Iterable[str], known: WrongPinCounts) -> None:
        for name in names:
            self._by_name.setdefault(name, _Failures(MAX_WAIT_SECONDS))
        for name, failures in self._named(names).items():
            failures.load(known, name, self._now())

    def _counts(self, names: Iterable[str]) -> WrongPinCounts:
        now, named = self._now(), self._named(names)
        return {name: (failures.count, now - failures.latest) for name, failures in named.items() if failures.count}
