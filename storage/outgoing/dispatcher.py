"""Message dispatcher: sends what is due to each connection, and records the outcomes.

Delivery is at least once: after a crash between sending and recording, a message is sent again under the same id.
One connection that fails or hangs takes no turn of another.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from domain.connections import Connection, ConnectionType
from storage.outgoing.errors import ReceiverGone, SendDeferred, SendRejected
from storage.outgoing.outbox import FAILED, GONE, SENT, ClaimedMessage, Settlement

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from domain.leadership import Leadership
    from domain.ports import Clock
    from storage.database.connection_store import ConnectionStore
    from storage.outgoing.outbox import MessageOutbox

log = logging.getLogger(__name__)

MAX_IDLE_SECONDS = 30.0
ERROR_PAUSE_SECONDS = 3.0
# Messages are claimed and recorded in batches, with pauses for taps: tests/benchmarks/webhooks_out.py measures both.
CLAIM_PAUSE_SECONDS = 0.2
SETTLE_PAUSE_SECONDS = 0.5
MAX_RETRY_JITTER = 1.1  # factor


class Sender(Protocol):
    """Sends the messages of one type of connection."""

    @property
    def pauses(self) -> tuple[float, ...]:
        """The seconds between its attempts."""

    @property
    def max_in_flight(self) -> int:
        """How many messages to one connection it sends at a time."""

    def sends(self, connection: Connection) -> bool:
        """Whether it sends by itself; a printer that polls is served when it asks."""

    async def send(self, claimed: ClaimedMessage) -> None:
        """Send a message; raises SendDeferred, SendRejected or ReceiverGone."""


class MessageDispatcher:
    """Sends the messages of the outbox."""

    def __init__(
        self,
        outbox: MessageOutbox,
        connections: ConnectionStore,
        clock: Clock,
        senders: Mapping[ConnectionType, Sender],
        leadership: Leadership,
    ) -> None:
        self._outbox, self._connections, self._clock, self._senders = outbox, connections, clock, senders
        self._leadership = leadership
        self._work_arrived, self._outcome_arrived = asyncio.Event(), asyncio.Event()
        self._in_flight: dict[asyncio.Task[None], ClaimedMessage] = {}
        self._outcomes: list[Settlement] = []
        self._is_stopping = False

    def wake(self) -> None:
        """Signal that messages may be due; returns at once."""
        self._work_arrived.set()

    async def run(self) -> None:
        """Send until `stop` is called. Errors are logged, and the step is tried again."""
        await asyncio.gather(
            self._repeat(self._dispatch_due, self._work_arrived),
            self._repeat(self._record_outcomes, self._outcome_arrived),
        )
        cut_short = list(self._in_flight.values())
        for task in list(self._in_flight):
            task.cancel()
        await asyncio.gather(*self._in_flight, return_exceptions=True)
        now = self._clock.now()
        released = [Settlement(claimed, retry_at=now) for claimed in cut_short]
        with suppress(Exception):  # a message without a recorded outcome is sent again when its lease has ended
            await self._outbox.settle([*released, *self._outcomes], now)

    # Not by cancellation, which would leave the database locked in the middle of a transaction.
    def stop(self) -> None:
        """Make `run` return soon."""
        self._is_stopping = True
        self._work_arrived.set()
        self._outcome_arrived.set()

    async def _repeat(self, step: Callable[[], Coroutine[None, None, float]], event: asyncio.Event) -> None:
        while not self._is_stopping:
            event.clear()
            try:
                pause = await step()
            except Exception:
                log.exception("the message dispatcher failed; it tries again")
                pause = ERROR_PAUSE_SECONDS
            if not self._is_stopping:
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await event.wait()

    async def _dispatch_due(self) -> float:
        """Start to send what is due to each connection that has room; return for how many seconds to wait."""
        if not self._leadership.is_held:
            return MAX_IDLE_SECONDS
        now, busy = self._clock.now(), Counter(one.connection.id for one in self._in_flight.values())
        connections = await self._connections.read()
        if off := [one.id for one in connections if not one.is_on]:
            await self._outbox.end_waiting(off, now)
        sending = {one.id: one for one in connections if self._is_sent_to(one)}
        free = {n: self._senders[one.type].max_in_flight - busy[n] for n, one in sending.items()}
        waiting = [n for n, room in free.items() if room > 0]
        due = await self._outbox.next_due(now, waiting) if waiting else None
        if due is None:
            return MAX_IDLE_SECONDS
        if due > now:
            return min(MAX_IDLE_SECONDS, (due - now).total_seconds())
        for message, lease in await self._outbox.claim(now, {n: free[n] for n in waiting}):
            claimed = ClaimedMessage(message=message, lease=lease, connection=sending[message.connection_id])
            task = asyncio.create_task(self._send_one(claimed))
            self._in_flight[task] = claimed
            task.add_done_callback(self._in_flight.pop)
        await asyncio.sleep(CLAIM_PAUSE_SECONDS)
        return 0

    def _is_sent_to(self, connection: Connection) -> bool:
        return connection.is_on and self._senders[connection.type].sends(connection)

    # One transaction records many outcomes, so that taps find the database free.
    async def _record_outcomes(self) -> float:
        outcomes, self._outcomes = self._outcomes, []
        if not outcomes:
            return MAX_IDLE_SECONDS
        try:
            await self._outbox.settle(outcomes, self._clock.now())
        except Exception:
            self._outcomes[:0] = outcomes
            raise
        self._work_arrived.set()
        await asyncio.sleep(SETTLE_PAUSE_SECONDS)
        return 0

    async def _send_one(self, claimed: ClaimedMessage) -> None:
        outcome = await self._deliver(claimed)
        self._outcomes.append(outcome)  # the list may have been replaced during the delivery
        self._outcome_arrived.set()
        self._work_arrived.set()

    async def _deliver(self, claimed: ClaimedMessage) -> Settlement:
        sender = self._senders[claimed.connection.type]
        try:
            await sender.send(claimed)
        except ReceiverGone as error:
            return Settlement(claimed, GONE, str(error))
        except SendRejected as error:
            return Settlement(claimed, FAILED, str(error))
        except SendDeferred as error:
            return self.defer(claimed, sender, str(error), error.retry_after)
        except Exception as error:
            log.exception("a message could not be sent")
            return self.defer(claimed, sender, type(error).__name__, 0)
        return Settlement(claimed, SENT)

    def defer(self, claimed: ClaimedMessage, sender: Sender, problem: str, retry_after: float) -> Settlement:
        """Return when to try again, or that there is no attempt left."""
        attempt = claimed.message.attempts
        if attempt > len(sender.pauses):
            return Settlement(claimed, FAILED, problem)
        pause = sender.pauses[attempt - 1] * random.uniform(1, MAX_RETRY_JITTER)  # noqa: S311  jitter, not a secret
        return Settlement(
            claimed, problem=problem, retry_at=self._clock.now() + timedelta(seconds=max(pause, retry_after))
        )
