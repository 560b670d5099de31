"""The process of a server: started by its command line, or forked from one that has imported the product."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.forking import forking, run_main

ROOT = Path(__file__).parents[2]
MAX_STOP_SECONDS = 60.0


class StartedProcess:
    """`main.py` started by its command line."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        with log.open("ab") as file:
            command = [sys.executable, "main.py"]
            self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=file)
        self.pid = self._process.pid

    def exit_status(self) -> int | None:
        return self._process.poll()

    def wait(self) -> None:
        self._process.wait(timeout=MAX_STOP_SECONDS)


class ForkedProcess:
    """`main.py` forked from a process that has imported it."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self._process = forking.Process(target=run_main, args=([], environment, ROOT, log), daemon=True)
        self._process.start()
        self.pid = self._process.pid

    def exit_status(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> None:
        self._process.join(MAX_STOP_SECONDS)
        assert self._process.exitcode is not None, "it did not stop"
