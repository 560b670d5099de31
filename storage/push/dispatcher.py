"""Outbox dispatcher: claims due notices, sends them outside any transaction, and records the outcomes.

Delivery is at least once: after a crash between sending and recording, the notice is sent again, and the phone replaces
the one with the same tag.
"""

from __future__ import annotations

import asyncio
import logging
import random
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.notices import NOTICE_LIFE, NoticeKind, Wording, holds
from storage.push.claimed_notice import ClaimedNotice, Outcome, Settled
from storage.push.client import PushDeferred, PushGone, PushRejected
from storage.push.message import build_message

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from domain.leadership import Leadership
    from domain.order import Order
    from domain.ports import Clock
    from storage.push.client import PushClient
    from storage.push.outbox import Outbox

    TextWriter = Callable[[Order, NoticeKind, str], Wording]

log = logging.getLogger(__name__)

MAX_IN_FLIGHT = 128
# Notices are sent in bursts, with pauses for taps: one by one costs three times the CPU (a wake-up for each), all at
# once would delay a tap behind all of them. tests/benchmarks/push_throughput.py measures both.
BURST_SIZE = 16
BURST_PAUSE_SECONDS = 0.08
MAX_IDLE_SECONDS = 30.0
ERROR_PAUSE_SECONDS = 3.0
SETTLE_PAUSE_SECONDS = 1.0
FIRST_RETRY_SECONDS = 5.0
MAX_RETRY_SECONDS = 600.0
MAX_RETRY_JITTER = 1.25  # factor
_NORMAL_URGENCY = {NoticeKind.LATE, NoticeKind.NEARLY_NEXT}


@dataclass(frozen=True, slots=True)
class MessageBuilder:
    """Functions that build a message: text in a language, link to the order's page, Topic of the order."""

    write_text: TextWriter
    link: Callable[[Order], str]
    topic: Callable[[str], str]


class OutboxDispatcher:
    """Sends the notices of the outbox."""

    def __init__(
        self, outbox: Outbox, sender: PushClient, clock: Clock, messages: MessageBuilder, leadership: Leadership
    ) -> None:
        self._outbox, self._sender, self._clock, self._messages = outbox, sender, clock, messages
        self._leadership = leadership
        self._work_arrived, self._outcome_arrived = asyncio.Event(), asyncio.Event()
        self._in_flight: set[asyncio.Task[None]] = set()
        self._outcomes: list[Settled] = []
        self._stopping = asyncio.Event()

    def wake(self) -> None:
        """Signal that notices may be due; returns at once."""
        self._work_arrived.set()

    async def run(self) -> None:
        """Send until `stop` is called. Errors are logged, and the step is tried again."""
        await asyncio.gather(
            self._repeat(self._dispatch_due, self._work_arrived),
            self._repeat(self._record_outcomes, self._outcome_arrived),
        )
        for task in self._in_flight:
            task.cancel()
        await asyncio.gather(*self._in_flight, return_exceptions=True)
        with suppress(Exception):  # a notice without a recorded outcome is sent again at the next start
            await self._outbox.settle(self._outcomes, self._clock.now())

    # Not by cancellation, which would leave the database locked in the middle of a transaction.
    def stop(self) -> None:
        """Make `run` return soon. Notices in flight are sent again at the next start."""
        self._stopping.set()
        self._work_arrived.set()
        self._outcome_arrived.set()

    async def _repeat(self, step: Callable[[], Coroutine[None, None, float]], event: asyncio.Event) -> None:
        while not self._stopping.is_set():
            event.clear()
            try:
                pause = await step()
            except Exception:
                log.exception("the outbox dispatcher failed; it tries again")
                pause = ERROR_PAUSE_SECONDS
            if not self._stopping.is_set():
                await _wait(event, pause)

    async def _dispatch_due(self) -> float:
        """Start to send due notices, up to MAX_IN_FLIGHT; return for how many seconds to wait.

        Only the leader sends. It is woken when it begins to lead.
        """
        if not self._leadership.is_held:
            return MAX_IDLE_SECONDS
        room = MAX_IN_FLIGHT - len(self._in_flight)
        if room <= 0:
            return MAX_IDLE_SECONDS
        now = self._clock.now()
        due = await self._outbox.next_due(now)
        if due is None or due > now:
            return min(MAX_IDLE_SECONDS, (due - now).total_seconds()) if due else MAX_IDLE_SECONDS
        notices = await self._outbox.claim(now, room)
        for first in range(0, len(notices), BURST_SIZE):
            burst = notices[first : first + BURST_SIZE]
            # While the bursts before were sent, a cook may have taken back what these notices say.
            for notice in await self._outbox.refresh(burst) if first else burst:
                task = asyncio.create_task(self._send_one(notice))
                self._in_flight.add(task)
                task.add_done_callback(self._in_flight.discard)
            await asyncio.sleep(BURST_PAUSE_SECONDS)
        return 0

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
        await _wait(self._stopping, SETTLE_PAUSE_SECONDS)
        return 0

    async def _send_one(self, notice: ClaimedNotice) -> None:
        outcome = await self._deliver(notice)
        self._outcomes.append(outcome)  # the list may have been replaced during the delivery
        self._outcome_arrived.set()

    async def _deliver(self, notice: ClaimedNotice) -> Settled:
        # A process that was halted for a while may have been succeeded, and the notice taken back since.
        if not self._leadership.is_held:
            return Settled(notice, Outcome.DEFERRED, "another process sends", self._clock.now())
        left = notice.made_at + NOTICE_LIFE - self._clock.now()
        if not holds(notice.kind, notice.order.stage):
            return Settled(notice, Outcome.UNTRUE)
        if left <= timedelta():
            return Settled(notice, Outcome.EXPIRED)
        try:
            await self._send(notice, int(min(left, NOTICE_LIFE).total_seconds()))
        except PushGone as error:
            return Settled(notice, Outcome.GONE, str(error))
        except PushRejected as error:
            said = str(error)  # the log would name the class of an error alone
            log.error("a push service rejects our notices (%s): see the settings page", said)  # noqa: TRY400
            return Settled(notice, Outcome.REJECTED, said)
        except PushDeferred as error:
            return self._defer(notice, str(error), error.retry_after)
        except Exception:
            log.exception("a notice could not be sent")
            return self._defer(notice, "error", 0)
        return Settled(notice, Outcome.SENT)

    def _defer(self, notice: ClaimedNotice, reason: str, retry_after: float) -> Settled:
        pause = min(MAX_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** (notice.attempts - 1))
        pause = max(retry_after, pause * random.uniform(1, MAX_RETRY_JITTER))  # noqa: S311  jitter, not a secret
        retry_at = self._clock.now() + timedelta(seconds=pause)
        if retry_at >= notice.made_at + NOTICE_LIFE:
            return Settled(notice, Outcome.EXPIRED, reason)
        return Settled(notice, Outcome.DEFERRED, reason, retry_at)

    async def _send(self, notice: ClaimedNotice, ttl: int) -> None:
        text = self._messages.write_text(notice.order, notice.kind, notice.language)
        topic = self._messages.topic(notice.order.id)
        message = build_message(text, tag=topic, navigate=self._link(notice.order, text.language))
        urgent = notice.kind not in _NORMAL_URGENCY
        await self._sender.send(notice.subscription, message, ttl=ttl, topic=topic, urgent=urgent)

    # A guest who has chosen another language than the order's has it in the address.
    def _link(self, order: Order, language: str) -> str:
        link = self._messages.link(order)
        return link if order.language in {"", language} else f"{link}?lang={language}"


async def _wait(event: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
