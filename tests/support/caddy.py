"""Caddy before several processes, with the file that the product writes for its owner."""

from __future__ import annotations

import shutil
import subprocess
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tests.support.command_line import run_command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_START_SECONDS = 30.0
MAX_STOP_SECONDS = 10.0


def find_caddy() -> str | None:
    """Return the path of Caddy, or None."""
    return shutil.which("caddy")


@contextmanager
def running_caddy(folder: Path, port: int, first_upstream: int, upstreams: int) -> Iterator[str]:
    """Serve https on a port of this machine; yields its address. It ends with the block, or with this process.

    Its authority is its own, in this folder: without a PATH it cannot make the machine trust it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    address = f"https://localhost:{port}"
    said = {"PUBLIC_URL": address, "HOST": "127.0.0.1", "PORT": str(first_upstream)}
    written = run_command(folder, "caddyfile", "--upstreams", str(upstreams), **said)
    assert written.returncode == 0, written.stderr
    file = folder / "Caddyfile"
    file.write_text(written.stdout)
    places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(folder))
    command = [shutil.which("setpriv"), "--pdeathsig=KILL", "--", find_caddy(), "run", "--config", str(file)]
    with (folder / "log").open("ab") as log:
        caddy = subprocess.Popen(command, env=places | {"PATH": ""}, stdout=log, stderr=log)
    try:
        _wait_until_it_serves(caddy, folder / "log")
        yield address
    finally:
        caddy.terminate()
        with suppress(subprocess.TimeoutExpired):
            caddy.wait(MAX_STOP_SECONDS)
        caddy.kill()
        caddy.wait()


def _wait_until_it_serves(caddy: subprocess.Popen[bytes], log: Path) -> None:
    begun = time.monotonic()
    while "serving initial configuration" not in log.read_text():
        is_starting = caddy.poll() is None and time.monotonic() - begun < MAX_START_SECONDS
        assert is_starting, log.read_text()[-2000:]
        time.sleep(0.02)
