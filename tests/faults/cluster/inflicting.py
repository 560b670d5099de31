"""The faults of a cluster. Each returns when it was over (monotonic), and what to say of it."""

from __future__ import annotations

import asyncio
import signal
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.cluster.running import RunningCluster


async def kill_one(cluster: RunningCluster, _: float) -> tuple[float, str]:
    """kill -9 of a process in the midst of taps."""
    leader = await cluster.find_leader()
    killed = next(server for server in cluster.servers if server is not leader)
    await asyncio.to_thread(killed.stop, signal.SIGKILL)
    return time.monotonic(), ""


async def kill_the_leader(cluster: RunningCluster, _: float) -> tuple[float, str]:
    """The leader killed."""
    leader = await cluster.wait_for_leader()
    await asyncio.to_thread(leader.stop, signal.SIGKILL)
    begun = time.monotonic()
    await cluster.wait_for_leader(leader)
    return begun, f"another leads after {time.monotonic() - begun:.1f} s; "


async def end_listeners(cluster: RunningCluster, _: float) -> tuple[float, str]:
    """The connections by which the processes hear of one another terminated."""
    await cluster.end_listeners()
    return time.monotonic(), ""


async def restart_postgresql(cluster: RunningCluster, _: float) -> tuple[float, str]:
    """PostgreSQL restarted."""
    begun = time.monotonic()
    await asyncio.to_thread(cluster.postgresql.restart)
    return time.monotonic(), f"away for {time.monotonic() - begun:.1f} s; "


async def crash_postgresql(cluster: RunningCluster, _: float) -> tuple[float, str]:
    """PostgreSQL crashed (SIGQUIT), and started again."""
    begun = time.monotonic()
    await asyncio.to_thread(cluster.postgresql.restart, signal.SIGQUIT)
    return time.monotonic(), f"away for {time.monotonic() - begun:.1f} s; "


async def halt_one(cluster: RunningCluster, seconds: float) -> tuple[float, str]:
    """A process that leads halted (SIGSTOP), then let go on."""
    leader = await cluster.wait_for_leader()
    leader.send(signal.SIGSTOP)
    try:
        await asyncio.sleep(seconds)
    finally:
        leader.send(signal.SIGCONT)
    return time.monotonic(), f"for {seconds:.0f} s; "


FAULTS = (kill_one, end_listeners, restart_postgresql, crash_postgresql, halt_one, kill_the_leader)
