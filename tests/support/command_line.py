"""The product's command line, run to its end in a forked process that has no more rights than anybody else."""

from __future__ import annotations

import ctypes
import os
import subprocess
from typing import TYPE_CHECKING

from tests.support.forking import forking, run_main

if TYPE_CHECKING:
    from pathlib import Path

MAX_RUN_SECONDS = 60.0
# <linux/capability.h>: _LINUX_CAPABILITY_VERSION_3; CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH are bits 1 and 2.
CAPABILITY_VERSION = 0x20080522
FILE_CAPABILITIES = 0b110


def run_command(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `main.py` with these arguments on the data in `folder`; settings are named without ORDERBELL_."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "ORDERBELL"))}
    environment |= {"ORDERBELL_DATA_DIR": str(folder / "data")}
    environment |= {f"ORDERBELL_{name}": value for name, value in settings.items()}
    said, complained = folder / "stdout", folder / "stderr"
    process = forking.Process(target=_run, args=([*arguments], environment, folder, said, complained), daemon=True)
    process.start()
    process.join(MAX_RUN_SECONDS)
    if process.exitcode is None:
        process.kill()
        raise subprocess.TimeoutExpired(["main.py", *arguments], MAX_RUN_SECONDS)
    try:
        return subprocess.CompletedProcess(arguments, process.exitcode, said.read_text(), complained.read_text())
    finally:
        said.unlink()
        complained.unlink()


def _run(arguments: list[str], environment: dict[str, str], folder: Path, said: Path, complained: Path) -> None:
    if os.geteuid() == 0:
        _drop_file_capabilities()
    run_main(arguments, environment, folder, said, complained)


# Root may do everything to every file, unless it is held back like anybody else.
def _drop_file_capabilities() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)()  # twice effective, permitted, inheritable
    for call in ("capget", "capset"):
        if getattr(libc, call)(header, sets) != 0:
            raise OSError(ctypes.get_errno(), f"{call} failed")
        for index in range(3):
            sets[index] &= ~FILE_CAPABILITIES
