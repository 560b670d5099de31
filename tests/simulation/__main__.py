"""Plays evenings: `python -m tests.simulation --seeds 10000`. `--first N --seeds 1` replays the one that failed."""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from tests.simulation.evening import Violation, play


def find_violation(seed: int) -> str:
    """Return what is violated in the evening of a seed, or an empty text."""
    try:
        play(seed)
    except Violation as violation:
        return str(violation)
    return ""


def _repeatable() -> dict[str, str]:
    return os.environ | {"PYTHONHASHSEED": "0"}


def main() -> int:
    """Play so many evenings on all cores; returns 1 when an invariant was violated."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=300)
    parser.add_argument("--first", type=int, default=0)
    said = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # by which Python orders what is in a set
        os.execve(sys.executable, [sys.executable, "-m", "tests.simulation", *sys.argv[1:]], _repeatable())  # noqa: S606
    begun, seeds = time.monotonic(), range(said.first, said.first + said.seeds)
    with ProcessPoolExecutor() as cores:
        found = [
            (seed, text)
            for seed, text in zip(seeds, cores.map(find_violation, seeds, chunksize=25), strict=True)
            if text
        ]
    for seed, text in found:
        print(f"seed {seed}: {text}")
    print(f"{said.seeds} evenings in {time.monotonic() - begun:.0f} s, {len(found)} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
