"""The machine's own addresses, looked up anew each time: DHCP, a VPN or a late network change them while we run."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

_HTTP = 80
_NO_MATTER_WHICH = 9  # nothing is ever sent to it


class AllowedOrigins:
    """Where our own pages may be open: at the public address, or by plain http at this machine, on our port.

    Nobody else's pages may talk to our sockets and forms. A foreign name that leads here (DNS rebinding) is foreign.
    """

    def __init__(self, public_url: str | None, port: int) -> None:
        """Know the public origin, if there is one, and the port that is listened on."""
        self._public_url, self._port = public_url, port

    def __contains__(self, origin: object) -> bool:
        """Whether this is one of them, as a browser writes it."""
        return isinstance(origin, str) and (origin == self._public_url or self._is_at_this_machine(origin))

    def _is_at_this_machine(self, origin: str) -> bool:
        try:
            parts = urlsplit(origin)
            port = parts.port or _HTTP
        except ValueError:
            return False
        is_plain = origin == f"http://{parts.netloc}" and "@" not in parts.netloc
        return is_plain and port == self._port and is_ours(parts.hostname or "")


def lan_address() -> str:
    """Return this machine's address on the local network, or the loopback's when it has none."""
    return _source_towards("192.0.2.1") or "127.0.0.1"  # RFC 5737 test network


def is_ours(host: str) -> bool:
    """Whether this is an address of this machine, or a name it has on its network; in lower case, asks nobody."""
    try:
        address = str(ipaddress.ip_address(host))
    except ValueError:
        name = socket.gethostname().lower()
        return host in {"localhost", name, f"{name.partition('.')[0]}.local"}
    return _source_towards(address) == address


# A machine reaches its own addresses from themselves, and everybody else from another.
def _source_towards(address: str) -> str:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((address, _NO_MATTER_WHICH))  # of a datagram socket: a route is looked up, nothing is sent
            return str(ipaddress.ip_address(probe.getsockname()[0]))
        except OSError:
            return ""
