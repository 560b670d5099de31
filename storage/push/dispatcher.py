"""The courier: takes notices out of the outbox, sends each outside any transaction, and settles what became of it.

At least once: a crash between sending and settling sends again, and the phone replaces what has the same tag.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.notices import NOTICE_LIFE, NoticeKind, Wording, holds
from storage.push.client import PushDeferred, PushGone, PushRejected
from storage.push.outbox import ClaimedNotice, Outcome, Settled

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from domain.order import Order
    from domain.ports import Clock
    from storage.push.client import PushClient
    from storage.push.outbox import Outbox

    Speaker = Callable[[Order, NoticeKind, str], Wording]

log = logging.getLogger(__name__)

AT_ONCE = 128
# A few notices are sent together, then the taps have their turn. One by one each costs three times the CPU, for every
# waking up is paid; all at once, a tap would wait behind all.
BURST = 16
BURST_PAUSE = 0.08
LONGEST_PAUSE = 30.0
STUMBLE_PAUSE = 3.0
SETTLE_PAUSE = 1.0
FIRST_RETRY = 5.0
LONGEST_RETRY = 600.0
_LATER_KINDS = {NoticeKind.LATE, NoticeKind.NEARLY_NEXT}


@dataclass(frozen=True, slots=True)
class MessageBuilder:
    """What a notice is written with: its words in a language, the link to the order's page, the order's Topic."""

    write_text: Speaker
    link: Callable[[Order], str]
    topic: Callable[[str], str]


class OutboxDispatcher:
    """Carries notices to phones."""

    def __init__(self, outbox: Outbox, sender: PushClient, clock: Clock, letterhead: MessageBuilder) -> None:
        """Prepare; `run` works."""
        self._outbox, self._sender, self._clock, self._letterhead = outbox, sender, clock, letterhead
        self._woken, self._returned = asyncio.Event(), asyncio.Event()
        self._out: set[asyncio.Task[None]] = set()
        self._settled: list[Settled] = []
        self._is_stopping = False

    def wake(self) -> None:
        """Say that there may be notices to send; returns at once."""
        self._woken.set()

    async def run(self) -> None:
        """Carry until stopped. Whatever fails is tried again: the courier does not give up."""
        await asyncio.gather(self._forever(self._round, self._woken), self._forever(self._settle, self._returned))
        for task in self._out:
            task.cancel()
        await asyncio.gather(*self._out, return_exceptions=True)
        with suppress(Exception):  # what cannot be written now is sent again at the next start
            await self._outbox.settle(self._settled, self._clock.now())

    # Not by cancelling: a transaction that is cut off midway leaves the database locked.
    def stop(self) -> None:
        """Have `run` come to its end soon. What is on its way then is sent again at the next start."""
        self._is_stopping = True
        self._woken.set()
        self._returned.set()

    async def _forever(self, step: Callable[[], Coroutine[None, None, float]], event: asyncio.Event) -> None:
        while not self._is_stopping:
            event.clear()
            try:
                pause = await step()
            except Exception:
                log.exception("The courier stumbled, and tries again")
                pause = STUMBLE_PAUSE
            if not self._is_stopping:
                with suppress(TimeoutError):
                    await asyncio.wait_for(event.wait(), pause)

    async def _round(self) -> float:
        """Send what is due, as far as there is room; return for how many seconds nothing more will be."""
        room = AT_ONCE - len(self._out)
        if room <= 0:
            return LONGEST_PAUSE
        now = self._clock.now()
        due = await self._outbox.next_due(now)
        if due is None or due > now:
            return min(LONGEST_PAUSE, (due - now).total_seconds()) if due else LONGEST_PAUSE
        notices = await self._outbox.claim(now, room)
        for first in range(0, len(notices), BURST):
            for notice in notices[first : first + BURST]:
                task = asyncio.create_task(self._send_one(notice))
                self._out.add(task)
                task.add_done_callback(self._out.discard)
            await asyncio.sleep(BURST_PAUSE)
        return 0

    # What has come back is settled together: one transaction for many, and none while taps need the database.
    async def _settle(self) -> float:
        settled, self._settled = self._settled, []
        if not settled:
            return LONGEST_PAUSE
        try:
            await self._outbox.settle(settled, self._clock.now())
        except Exception:
            self._settled[:0] = settled
            raise
        self._woken.set()
        await asyncio.sleep(SETTLE_PAUSE)
        return 0

    async def _send_one(self, notice: ClaimedNotice) -> None:
        settled = await self._deliver(notice)
        self._settled.append(settled)  # only now looked up: while it was on its way, the list was taken and replaced
        self._returned.set()

    async def _deliver(self, notice: ClaimedNotice) -> Settled:
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
            log.error("A push service refuses our notices (%s): see the settings page", error)  # noqa: TRY400
            return Settled(notice, Outcome.REJECTED, str(error))
        except PushDeferred as error:
            return self._deferred(notice, str(error), error.retry_after)
        except Exception:
            log.exception("A notice could not be sent")
            return self._deferred(notice, "error", 0)
        return Settled(notice, Outcome.SENT)

    def _deferred(self, notice: ClaimedNotice, why: str, retry_after: float) -> Settled:
        pause = min(LONGEST_RETRY, FIRST_RETRY * 2 ** (notice.attempts - 1))
        pause = max(retry_after, pause * (1 + secrets.randbelow(100) / 400))
        again_at = self._clock.now() + timedelta(seconds=pause)
        if again_at >= notice.made_at + NOTICE_LIFE:
            return Settled(notice, Outcome.EXPIRED, why)
        return Settled(notice, Outcome.DEFERRED, why, again_at)

    async def _send(self, notice: ClaimedNotice, ttl: int) -> None:
        words = self._letterhead.write_text(notice.order, notice.kind, notice.language)
        topic = self._letterhead.topic(notice.order.id)
        message = message_of(words, tag=topic, navigate=self._letterhead.link(notice.order))
        urgent = notice.kind not in _LATER_KINDS
        await self._sender.send(notice.letterbox, message, ttl=ttl, topic=topic, urgent=urgent)


def message_of(words: Wording, *, tag: str, navigate: str) -> bytes:
    """Write a notice as a Declarative Web Push message (8030 marks it), which the service worker reads as well."""
    notification = {
        "title": words.title,
        "body": words.body,
        "lang": words.language,
        "tag": tag,
        "navigate": navigate,
    }
    return json.dumps({"web_push": 8030, "notification": notification}, ensure_ascii=False).encode()
