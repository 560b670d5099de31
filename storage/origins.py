"""Allowed origins of the pages, and the machine's own addresses.

Addresses are looked up at each use: DHCP, a VPN or a late network change them while the server runs.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

_HTTP_PORT = 80
_ANY_PORT = 9  # nothing is sent to it


class AllowedOrigins:
    """Origins of our own pages: the public origin, and plain http at this machine on our port.

    Other pages must not use our sockets and forms. A foreign name that resolves to this machine (DNS rebinding) is
    not allowed.
    """

    def __init__(self, public_url: str | None, port: int) -> None:
        self._public_url, self._port = public_url, port

    def __contains__(self, origin: object) -> bool:
        """Whether an origin, as a browser serializes it, is allowed."""
        return isinstance(origin, str) and (origin == self._public_url or self._is_at_this_machine(origin))

    def _is_at_this_machine(self, origin: str) -> bool:
        try:
            parts = urlsplit(origin)
            port = parts.port or _HTTP_PORT
        except ValueError:
            return False
        is_plain = origin == f"http://{parts.netloc}" and "@" not in parts.netloc
        return is_plain and port == self._port and is_local_host(parts.hostname or "")


def lan_address() -> str:
    """Return this machine's address on the local network, or the loopback address when it has none."""
    return _source_address("192.0.2.1") or "127.0.0.1"  # RFC 5737 test network


def is_local_host(host: str) -> bool:
    """Whether a host (lower case) is an address of this machine or its name on the network; queries no DNS."""
    try:
        address = str(ipaddress.ip_address(host))
    except ValueError:
        name = socket.gethostname().lower()
        return host in {"localhost", name, f"{name.partition('.')[0]}.local"}
    return _source_address(address) == address


# The source address towards one of the machine's own addresses is that address; towards any other it is not.
def _source_address(address: str) -> str:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((address, _ANY_PORT))  # a datagram socket: this looks up a route and sends nothing
            return str(ipaddress.ip_address(probe.getsockname()[0]))
        except OSError:
            return ""
