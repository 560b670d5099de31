"""How many bodies of web shops, marketplaces and tills are taken: `python -m tests.benchmarks.intake_corpus`."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

import httpx

from tests.benchmarks.intake_corpus import Case, corpus
from tests.support.server_process import ServerProcess, running_server
from tests.support.world import API_KEY

CREATED = 201


def main() -> int:
    """Send each body to the running product; returns 1 when a body that names a dish is refused or loses it."""
    seen: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder)) as server:
        for case in corpus():
            outcome = _send(server, case)
            seen.setdefault(case.sender, Counter())[outcome] += 1
            if outcome in {"refused", "lost"}:
                print(f"{outcome}: {case.sender}, {case.about}")
    total = sum(seen.values(), Counter())
    for sender, counts in (*seen.items(), ("all", total)):
        print(f"{sender:14}" + "".join(f"{counts[name]:4} {name}" for name in ("taken", "repaired", "refused", "lost")))
    return 1 if total["refused"] + total["lost"] else 0


def _send(server: ServerProcess, case: Case) -> str:
    headers = {"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json"}
    answer = httpx.post(f"{server.address}/api/v1/orders", content=case.body, headers=headers)
    if answer.status_code != CREATED:
        return "refused"
    if case.lost(answer.json()):
        return "lost"
    return "repaired" if answer.json()["warnings"] else "taken"


if __name__ == "__main__":
    sys.exit(main())
