"""Takes from Python what Windows does not have, at its start: for tests of the product's start there."""

import asyncio.unix_events
import importlib.abc
import os
import signal
import sys

MISSING_MODULES = {"fcntl", "grp", "pwd", "resource", "termios", "uvloop"}
MISSING_CALLS = ("chown", "fork", "getuid", "geteuid", "getgid", "pread", "pwrite", "O_NOFOLLOW", "O_DIRECTORY")


class _MissingModules(importlib.abc.MetaPathFinder):
    def find_spec(self, name, *_):
        if name in MISSING_MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def _refuse(*_):
    raise NotImplementedError


sys.meta_path.insert(0, _MissingModules())
for name in MISSING_MODULES:
    sys.modules.pop(name, None)
for name in MISSING_CALLS:
    delattr(os, name)
asyncio.unix_events._UnixSelectorEventLoop.add_signal_handler = _refuse
signal.SIGBREAK = signal.SIGUSR1
