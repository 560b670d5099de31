"""Addresses and ports of this machine."""

from __future__ import annotations

import random
import socket
from contextlib import ExitStack, suppress

import psutil


def own_addresses() -> list[str]:
    """Return all addresses of this machine that a browser's address bar takes."""
    families = {socket.AF_INET, socket.AF_INET6}
    found = [one for of_one in psutil.net_if_addrs().values() for one in of_one if one.family in families]
    return [one.address for one in found if "%" not in one.address]


def free_port(count: int = 1) -> int:
    """Return a port that stays free while a server is stopped: none of those that outgoing connections are given.

    So many from it on are free.
    """
    while True:
        port = random.randrange(10_100, 32_000)  # Chromium opens no page on 10080
        with ExitStack() as probes, suppress(OSError):
            for number in range(count):
                probes.enter_context(socket.socket()).bind(("127.0.0.1", port + number))
            return port
