"""Fair queue for page rendering: round-robin over links and addresses, so that a client that floods delays only itself.

A page takes 5 ms of CPU. First come, first served, a guest would wait behind all that somebody asks for at once. So
GET and HEAD below /t/ and /board take turns by link, and within a link by address: all guests of a restaurant may share
one address, but no link. Guests whose order is open come first, the board and others after every third of them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import AsyncIterator, Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from pages.live import LiveOrder

# More than one, for a build waits for the database now and then.
MAX_BUILT_AT_ONCE = 4
# While others wait: a flood by the link of an open order would keep the board from ever being built.
MAX_OPEN_IN_A_ROW = 3
_GUEST_PREFIX, _BOARD = "/t/", "/board"
# Others build no page, and a body may take seconds to arrive.
_METHODS = {"GET", "HEAD"}


class FairQueue:
    """Lets so many in at once; of those who wait, each link has its turn, and within a link each address."""

    def __init__(self, at_once: int = MAX_BUILT_AT_ONCE) -> None:
        self._free, self._open_in_a_row = at_once, 0
        # By link and address, both in the order of their next turns: first those of open orders.
        self._open: dict[str, dict[str, deque[Future[None]]]] = {}
        self._others: dict[str, dict[str, deque[Future[None]]]] = {}

    async def enter(self, link: str, address: str, *, is_open: bool) -> None:
        """Wait for a turn, and call `leave` after it."""
        if self._free > 0:
            self._free -= 1
            return
        turn: Future[None] = asyncio.get_running_loop().create_future()
        links = self._open if is_open else self._others
        links.setdefault(link, {}).setdefault(address, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()
            raise

    def leave(self) -> None:
        """Let the next one in."""
        while self._open or self._others:
            turn = _take_next(self._choose())
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def _choose(self) -> dict[str, dict[str, deque[Future[None]]]]:
        if self._others and (not self._open or self._open_in_a_row >= MAX_OPEN_IN_A_ROW):
            self._open_in_a_row = 0
            return self._others
        self._open_in_a_row += 1
        return self._open


class FairQueueMiddleware:
    """ASGI middleware: guests' pages and boards are built in the order of a fair queue, unless their visitor has left.

    It stands outside of BodyLimitMiddleware, which gives each of them an empty body.
    """

    def __init__(self, app: ASGIApp, *, find_order: Callable[[str], LiveOrder | None]) -> None:
        self._app, self._find_order = app, find_order
        self._queue = FairQueue()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not _is_page(scope):
            await self._app(scope, receive, send)
            return
        link = _link_of(scope["path"])
        live = self._find_order(link)
        address = scope["client"][0] if scope.get("client") else ""
        try:
            async with _until_disconnect(receive):
                await self._queue.enter(link, address, is_open=live is not None and live.order.is_open)
        except TimeoutError:
            return
        is_built = False

        # From then on the network decides how long it takes.
        def leave() -> None:
            nonlocal is_built
            if not is_built:
                is_built = True
                self._queue.leave()

        async def send_built(message: Message) -> None:
            leave()
            await send(message)

        try:
            await self._app(scope, receive, send_built)
        finally:
            leave()


def _is_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in _METHODS:
        return False
    return bool(scope["path"].startswith((_GUEST_PREFIX, _BOARD)))


# All that is no guest's link shares the board's turns.
def _link_of(path: str) -> str:
    return path.removeprefix(_GUEST_PREFIX).partition("/")[0] if path.startswith(_GUEST_PREFIX) else _BOARD


@asynccontextmanager
async def _until_disconnect(receive: Receive) -> AsyncIterator[None]:
    """Within it, a wait ends with TimeoutError when the client disconnects."""
    async with asyncio.timeout(None) as wait:
        watching = asyncio.create_task(_end_at_disconnect(wait, receive))
        try:
            yield
        finally:
            watching.cancel()


# The first message is the body. The rest of one that goes on stays unread, and with it what would come after it.
async def _end_at_disconnect(wait: asyncio.Timeout, receive: Receive) -> None:
    if not (await receive()).get("more_body"):
        await receive()
        wait.reschedule(asyncio.get_running_loop().time())


# Takes it out, and puts its link and address behind all others.
def _take_next(links: dict[str, dict[str, deque[Future[None]]]]) -> Future[None]:
    link, addresses = next(iter(links.items()))
    address, turns = next(iter(addresses.items()))
    turn = turns.popleft()
    del links[link], addresses[address]
    if turns:
        addresses[address] = turns
    if addresses:
        links[link] = addresses
    return turn
