"""Finds the browsers of the tests, or installs them where that is allowed, and says so.

What else the machine must have for these tests is found here too.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

NAMES = {"chromium": ("chromium", "chromium-browser", "google-chrome"), "firefox-esr": ("firefox-esr", "firefox")}
# Chromium's engine without its window, which opens a page in half the time. It has no push.
HEADLESS_SHELL = "chromium-headless-shell"
FAKETIME = "libfaketimeMT.so.1"


class CannotBrowse(Exception):
    """A browser, or what goes with it, is missing and cannot be installed from here; the message says which."""


def chromium() -> str:
    """Return the path of Chromium; raises CannotBrowse."""
    return _path("chromium")


def headless_chromium() -> str:
    """Return the path of Chromium for pages without push; raises CannotBrowse."""
    return shutil.which(HEADLESS_SHELL) or chromium()


def firefox() -> str:
    """Return the path of Firefox; raises CannotBrowse."""
    return _path("firefox-esr")


def faketime() -> str:
    """Return the path of the library that gives a process a clock of its own; raises CannotBrowse."""
    places = (*Path("/usr").glob("lib/*/faketime"), *Path("/usr").glob("lib*/faketime"))
    if found := next((place / FAKETIME for place in places if (place / FAKETIME).exists()), None):
        return str(found)
    raise CannotBrowse(_advice(["libfaketime"]))


def chromium_flags() -> list[str]:
    """Return the flags Chromium needs on this machine: as root it refuses to start in its sandbox."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []


def ready_browsers() -> None:
    """Find what the browser tests need, or install it by apt-get when root; raises CannotBrowse."""
    if missing := _missing():
        _install(missing)
    if missing := _missing():
        raise CannotBrowse(_advice(missing))
    if not shutil.which(HEADLESS_SHELL):
        with suppress(CannotBrowse):
            _install([HEADLESS_SHELL])
    print(f"  Chromium is {chromium()} and {headless_chromium()}, Firefox is {firefox()}.", flush=True)


def _install(packages: list[str]) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise CannotBrowse(_advice(packages))
    print(f"  Installing {', '.join(packages)} by apt-get, for they are not here.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        if subprocess.run(["apt-get", "-qq", *command], env=quiet, check=False).returncode != 0:
            raise CannotBrowse(f"apt-get {command[0]} failed.\n{_advice(packages)}")


def _missing() -> list[str]:
    missing = [package for package in NAMES if not _found(package)]
    if not shutil.which("dbus-daemon"):
        missing.append("dbus")
    if not ctypes.util.find_library("notify"):
        missing.append("libnotify4")
    if not _has_faketime():
        missing.append("libfaketime")
    return missing


def _has_faketime() -> bool:
    try:
        return bool(faketime())
    except CannotBrowse:
        return False


def _advice(missing: list[str]) -> str:
    return (
        f"The tests with browsers and faults need {', '.join(missing)}. Install them, on Debian by\n"
        f"  sudo apt-get update && sudo apt-get install {' '.join(missing)}\n"
        "and run this again; or run `python -m tests quick`, which needs no browser."
    )


def _path(package: str) -> str:
    if found := _found(package):
        return found
    raise CannotBrowse(_advice([package]))


def _found(package: str) -> str | None:
    return next((path for name in NAMES[package] if (path := shutil.which(name))), None)
