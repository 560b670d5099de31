"""What bad networks and restarts do to a hundred guests: each fault is inflicted, and the way back is timed."""

from __future__ import annotations

import asyncio
import itertools
import signal
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.crowd import Crowd, Return

# Each fault must bring news that only the returned page can show; the orders walk back and forth between these.
_NEXT = itertools.cycle((("bump", "ready"), ("recall", "preparing")))
FLAPS = ((0.4, 1.1), (1.5, 0.3), (0.7, 2.2), (0.2, 0.6), (2.5, 0.9), (0.5, 1.6))


async def cut(crowd: Crowd, seconds: float) -> tuple[Return, Return]:
    """Cut everybody off, change what they watch, and let them return: who knew of the cut, and who came back when."""
    verb, stage = await _begin(crowd)
    crowd.network.cut()
    knew = await crowd.all_know(within=2)
    await crowd.tap(verb)
    await asyncio.sleep(max(0.0, seconds - 2))
    crowd.network.heal()
    return knew, await crowd.all_show(stage)


async def black_hole(crowd: Crowd, seconds: float = 0) -> tuple[Return, Return]:
    """Let the links hang half open until everybody has noticed, or for so long; then let them return."""
    verb, stage = await _begin(crowd)
    begun = time.monotonic()
    crowd.network.swallow()
    await crowd.tap(verb)
    knew = await crowd.all_know(within=20)
    await asyncio.sleep(max(2.0, seconds - (time.monotonic() - begun)))
    crowd.network.heal()
    return knew, await crowd.all_show(stage)


async def flap(crowd: Crowd, times: int = 1) -> Return:
    """Come and go, in no rhythm."""
    verb, stage = await _begin(crowd)
    for n, (away, here) in enumerate(FLAPS * times):
        crowd.network.cut() if n % 2 else crowd.network.swallow()
        await asyncio.sleep(away)
        if n == len(FLAPS) // 2:
            await crowd.tap(verb)
        crowd.network.reset()
        crowd.network.heal()
        await asyncio.sleep(here)
    return await crowd.all_show(stage)


async def restart(crowd: Crowd, how: signal.Signals = signal.SIGTERM) -> tuple[float, Return]:
    """Start the server anew under everybody; returns the seconds until it was ready, and who was right when after."""
    verb, stage = await _begin(crowd)
    await crowd.tap(verb)
    begun = time.monotonic()
    await asyncio.to_thread(crowd.house.stop, how)
    await asyncio.to_thread(crowd.house.start)
    ready = time.monotonic() - begun
    return ready, await crowd.all_show(stage)


async def _begin(crowd: Crowd) -> tuple[str, str]:
    verb, stage = next(_NEXT)
    before = "received" if crowd.orders[0]["stage"] == "received" else ("ready" if verb == "recall" else "preparing")
    if before == "received":
        await crowd.tap("start")
        for order in crowd.orders:
            order["stage"] = "preparing"
        before = "preparing"
        if verb == "recall":
            verb, stage = next(_NEXT)
    assert (await crowd.all_show(before)).share == 1, f"not everybody showed {before} before the fault"
    return verb, stage
