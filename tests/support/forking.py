"""A fork server with the product imported: a process forked from it starts without the seconds that imports take.

It is `multiprocessing`'s own, one for each process that runs tests.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

forking = multiprocessing.get_context("forkserver")
forking.set_forkserver_preload(["main", "tests.support.kitchen_hand"])


def run_main(
    arguments: list[str], environment: dict[str, str], folder: Path, output: Path, errors: Path | None = None
) -> None:
    """Run the command line in a forked process, its environment and output as if started by a shell.

    TESTS_PREPARE names a module to import before. Errors go to the output's file unless they have one of their own.
    """
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    with output.open("ab") as out, (errors or output).open("ab") as err:
        os.dup2(out.fileno(), sys.stdout.fileno())
        os.dup2(err.fileno(), sys.stderr.fileno())
    # What Python does at its start, which is over (docs.python.org, PYTHONIOENCODING).
    if encoding := os.environ.get("PYTHONIOENCODING"):
        sys.stdout.reconfigure(encoding=encoding)
        sys.stderr.reconfigure(encoding=encoding, errors="backslashreplace")
    if preparation := os.environ.get("TESTS_PREPARE"):
        importlib.import_module(preparation)
    import main  # noqa: PLC0415  imported already in the fork server, and never in the process that runs tests

    sys.exit(main.main(arguments))
