"""The rows of the cluster's fault matrix, as README shows them: `python -m tests.faults --cluster`."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.cluster.inflicting import FAULTS
from tests.faults.cluster.trials import Size, trials
from tests.faults.rivals import rivalry_on_one_ticket

if TYPE_CHECKING:
    from tests.faults.cluster.trials import Trials


async def print_table(size: Size) -> int:
    """Inflict each fault on one crowd, print the rows; returns 1 when a promise did not hold."""
    print(f"{size.guests} guests by socket and {size.pages} in Chromium, {size.orders} orders")
    print("| fault | measured | held | took |\n|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="orderbell-cluster-") as folder:
        async with trials(Path(folder), size) as crowd:
            held = [await _print_fault(crowd, fault) for fault in FAULTS]
            held.append(await _print_rivalry(crowd, size.rounds))
            said, total = crowd.phones.count_notices(), len(crowd.acknowledged.taps)
    print(f"\n{total} acknowledged taps and {said} notices in all")
    return 0 if all(held) else 1


async def _print_fault(crowd: Trials, fault: object) -> bool:
    begun = time.monotonic()
    seen = await crowd.inflict(fault)
    held = seen.is_harmless and seen.is_prompt
    _print_row(fault.__doc__, str(seen), held, begun)
    return held


async def _print_rivalry(crowd: Trials, rounds: int) -> bool:
    begun = time.monotonic()
    seen = await asyncio.to_thread(rivalry_on_one_ticket, *crowd.cluster.living()[:2], rounds)
    _print_row("Two tablets on two processes tap one ticket at once", str(seen), seen.fair == seen.rounds, begun)
    return seen.fair == seen.rounds


def _print_row(says: str, measured: str, held: bool, begun: float) -> None:  # noqa: FBT001
    took = time.monotonic() - begun
    print(f"| {says.rstrip('.')} | {measured} | {'yes' if held else 'NO'} | {took:.0f} s |", flush=True)
