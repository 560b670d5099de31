"""A kitchen in a process of its own, for tests that kill it; reports what was acknowledged."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

from domain.commands import Tap
from tests.support.forking import forking
from tests.support.push_restaurant import push_restaurant
from tests.support.world import settings_in


class KitchenHand:
    """Speaks with the kitchen in the other process."""

    def __init__(self, process, pipe, public_key):
        self._process, self._pipe, self.public_key = process, pipe, public_key

    async def make_ready(self, phone) -> str:
        """Have an order placed and followed by a phone, and made ready; return its code once that is acknowledged."""
        self._pipe.send(phone.subscription)
        return await asyncio.to_thread(self._pipe.recv)

    def kill(self):
        """End the process as a power cut would: no handler runs."""
        self._process.kill()
        self._process.join()


@asynccontextmanager
async def kitchen_hand(folder, origin, hold):
    """Run a kitchen on this data folder, which holds its ready notices back for so many seconds."""
    settings_in(folder)  # here, not in the process that is killed: it would leave its blank database behind
    ours, theirs = forking.Pipe()
    process = forking.Process(target=_work, args=(folder, origin, hold, theirs), daemon=True)
    process.start()
    theirs.close()
    hand = KitchenHand(process, ours, await asyncio.to_thread(ours.recv))
    try:
        yield hand
    finally:
        hand.kill()
        ours.close()


class _Elsewhere:
    def __init__(self, origin):
        self.origin = origin


def _work(folder, origin, hold, pipe):
    asyncio.run(_serve(folder, origin, hold, pipe))


async def _serve(folder, origin, hold, pipe):
    async with push_restaurant(folder, service=_Elsewhere(origin), ready_hold_seconds=hold) as place:
        pipe.send(place.push.public_key)
        while True:
            subscription = await asyncio.to_thread(pipe.recv)
            order = await place.order()
            await place.push.subscribe(order.id, subscription, ["ready"], "en")
            await place.tap(Tap.BUMP, order.id)
            pipe.send(order.pickup_code)
