"""Start where Windows lacks what Unix has: simulated, by taking modules and calls from Python."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.server_process import ServerProcess
from tests.support.started_process import ROOT

pytestmark = pytest.mark.timeout(120)
LIKE_WINDOWS = Path(__file__).parents[1] / "support/like_windows"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "ORDERBELL"))}
    environment |= {"PYTHONPATH": str(LIKE_WINDOWS), "ORDERBELL_DATA_DIR": str(folder / "data")}
    command = [sys.executable, ROOT / "main.py", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def server(tmp_path: Path):
    served = ServerProcess(tmp_path)
    served.is_forked, served.surroundings = False, {"PYTHONPATH": str(LIKE_WINDOWS)}
    served.start()
    yield served
    served.stop()


@pytest.mark.parametrize("command", ["--help", "doctor", "unit"])
def test_commands_run(tmp_path: Path, command: str):
    done = run(tmp_path, command)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr


def test_server_serves_locks_backs_up_and_stops(server: ServerProcess):
    order = server.order()
    assert server.status(order)["stage"] == "received"
    second = run(server.folder)
    assert second.returncode == 2
    assert f"(process {server.pid})" in second.stderr
    assert "Backed up and verified" in run(server.folder, "backup").stdout
    server.stop(signal.SIGUSR1)  # in place of SIGBREAK
    assert server.exit_status == 0
    server.start()
    assert server.status(order)["stage"] == "received"
