"""The fault matrix with its figures, as README shows it: `python -m tests.faults [--long] [ROW ...]`.

`--soak` lets a month's visits come in ten minutes, `--cluster` has the faults of several processes on PostgreSQL,
`--engines [ENGINE ...] [PAGE ...]` cuts the scripts of pages one by one in Chromium, Firefox and WebKitGTK.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.cluster.table import print_table
from tests.faults.cluster.trials import LONG
from tests.faults.engines import measure
from tests.faults.metrics import ROWS, Figure
from tests.faults.soak import MAX_LOG_BYTES, soak
from tests.support.server_process import ServerProcess


def main(arguments: list[str]) -> int:
    """Inflict the faults, print a table in Markdown; returns 1 when a promise did not hold."""
    if arguments == ["--soak"]:
        return soak_for_minutes()
    if arguments == ["--cluster"]:
        ServerProcess.is_forked = False
        return asyncio.run(print_table(LONG))
    if arguments[:1] == ["--engines"]:
        return asyncio.run(measure(arguments[1:]))
    long, names = "--long" in arguments, [name for name in arguments if name != "--long"]
    rows = [row for row in ROWS if not names or row.__name__ in names]
    if len(rows) < len(names):
        print("usage: python -m tests.faults [--long] [ROW ...]", *(row.__name__ for row in ROWS), sep="\n  ")
        return 2
    ServerProcess.is_forked = False  # what a start takes is measured too
    print("| fault | measured | held | took |\n|---|---|---|---|", flush=True)
    held = True
    for row in rows:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="orderbell-faults-") as folder:
            try:
                figure = row(Path(folder), long=long)
            except Exception as error:  # noqa: BLE001  the other rows are to be measured all the same
                figure = Figure(f"could not be measured: {type(error).__name__}: {error}", holds=False)
        says = (row.__doc__ or row.__name__).strip().rstrip(".")
        print(f"| {says} | {figure.measured} | {'yes' if figure.holds else 'NO'} | {time.monotonic() - begun:.0f} s |")
        held = held and figure.holds
    return 0 if held else 1


def soak_for_minutes() -> int:
    """Let a month's visits come in ten minutes; returns 1 when something of them is left."""
    with tempfile.TemporaryDirectory(prefix="orderbell-soak-") as folder:
        seen = asyncio.run(soak(Path(folder) / "server", 1, 600))
    print(seen)
    return 0 if seen.is_flat and seen.log <= MAX_LOG_BYTES and not seen.refused else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
