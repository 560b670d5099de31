"""Network faults and restarts under a hundred guests; measures the time to recovery."""

from __future__ import annotations

import asyncio
import signal
import time
from typing import TYPE_CHECKING

from tests.faults.crowd import NEXT, Return

if TYPE_CHECKING:
    from tests.faults.crowd import Crowd

FLAPS = ((0.4, 1.1), (1.5, 0.3), (0.7, 2.2), (0.2, 0.6), (2.5, 0.9), (0.5, 1.6))


async def cut(crowd: Crowd, seconds: float) -> tuple[Return, Return]:
    """Cut all connections, change the orders, restore them; returns who noticed the cut, and who recovered when."""
    await _ready(crowd)
    crowd.network.cut()
    knew = await crowd.all_know(within=2)
    await crowd.move_on()
    await asyncio.sleep(max(0.0, seconds - 2))
    crowd.network.heal()
    return knew, await crowd.all_show(crowd.stage)


async def black_hole(crowd: Crowd, seconds: float = 0) -> tuple[Return, Return]:
    """Let the links hang half open until everybody has noticed, or for so long; then let them return."""
    await _ready(crowd)
    begun = time.monotonic()
    crowd.network.swallow()
    await crowd.move_on()
    knew = await crowd.all_know(within=20)
    await asyncio.sleep(max(2.0, seconds - (time.monotonic() - begun)))
    crowd.network.heal()
    return knew, await crowd.all_show(crowd.stage)


async def flap(crowd: Crowd, times: int = 1) -> Return:
    """Come and go, in no rhythm."""
    await _ready(crowd)
    for n, (away, here) in enumerate(FLAPS * times):
        crowd.network.cut() if n % 2 else crowd.network.swallow()
        await asyncio.sleep(away)
        if n == len(FLAPS) // 2:
            await crowd.move_on()
        crowd.network.reset()
        crowd.network.heal()
        await asyncio.sleep(here)
    return await crowd.all_show(crowd.stage)


async def lose(crowd: Crowd, taps: int) -> Return:
    """Let every tenth packet get lost, 150 ms away, and tap; returns how long after each tap each guest saw it."""
    await _ready(crowd)
    crowd.network.delay, crowd.network.loss = 0.15, 0.1
    seconds: list[float | None] = []
    for _ in range(taps):
        stage = NEXT[crowd.stage][1]
        arrivals = [asyncio.create_task(watcher.next(stage)) for watcher in crowd.watchers]
        tapped = time.monotonic()
        await crowd.move_on()
        await asyncio.wait(arrivals, timeout=20)
        seconds += [arrival.result() - tapped if arrival.done() else None for arrival in arrivals]
    crowd.network.heal()
    return Return(seconds)


async def restart(crowd: Crowd, how: signal.Signals = signal.SIGTERM) -> tuple[float, Return]:
    """Restart the server under all guests; returns the seconds until it was ready, and who was right when after."""
    await _ready(crowd)
    await crowd.move_on()
    begun = time.monotonic()
    await asyncio.to_thread(crowd.server.stop, how)
    await asyncio.to_thread(crowd.server.start)
    ready = time.monotonic() - begun
    return ready, await crowd.all_show(crowd.stage)


# What is bounded begins with the fault.
async def _ready(crowd: Crowd) -> None:
    assert (await crowd.all_show(crowd.stage, within=60)).share == 1, (
        f"not everybody showed {crowd.stage} before the fault"
    )
