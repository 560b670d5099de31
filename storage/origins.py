"""Which pages are our own (CSRF, DNS rebinding), and the machine's address on the network.

The network is asked at each use: DHCP, a VPN or a late network change addresses while the server runs.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_DEFAULT_PORTS = {"http": 80, "https": 443}
_ANY_PORT = 9  # nothing is sent to it
# Names that public DNS cannot lead to us, so that no foreign page can have them: RFC 6761 (localhost, test),
# RFC 6762 (local, and the private names of its appendix G), RFC 8375 (home.arpa), and those that routers give out.
_PRIVATE_SUFFIXES = (
    ".localhost",
    ".test",
    ".local",
    ".intranet",
    ".internal",
    ".private",
    ".corp",
    ".home",
    ".lan",
    ".home.arpa",
    ".localdomain",
    ".fritz.box",
)


class AllowedOrigins:
    """Decides which origins a request may come from: the public one, and the address that it was sent to.

    That address counts only if nobody else can have it: a foreign public name may resolve to this machine (DNS
    rebinding), an IP address and a private name may not. Containers, mapped ports and routers' names need no setting.
    """

    def __init__(self, public_url: Callable[[], str | None]) -> None:
        self._public_url = public_url

    def allows(self, origin: str, host: str, scheme: str) -> bool:
        """Whether a request with these `Origin` and `Host` headers, received by this scheme, is from our own page.

        A page by https may use a server that sees plain http, as a proxy may end the encryption; not the reverse.
        """
        if origin == self._public_url():
            return True
        page, sent_to = _split_origin(origin), _split_origin(f"{origin.partition('://')[0]}://{host}")
        if page is None or page != sent_to or (page[0] == "http" and scheme != "http"):
            return False
        return is_private_host(page[1])


def is_private_host(host: str) -> bool:
    """Whether a host (lower case) cannot be the name of a foreign site; queries no DNS."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_PRIVATE_SUFFIXES) or host == socket.gethostname().lower()
    return True


def lan_address() -> str:
    """Return this machine's address on the local network, or the loopback address when it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # RFC 5737 test network. A datagram socket: this looks up a route and sends nothing.
            probe.connect(("192.0.2.1", _ANY_PORT))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _split_origin(origin: str) -> tuple[str, str, int] | None:
    """Return scheme, host and port of an origin (RFC 6454, section 6.2), or None when it is malformed."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or origin.lower() != f"{parts.scheme}://{parts.netloc.lower()}":
        return None
    host = (parts.hostname or "").rstrip(".")
    if not host or "@" in parts.netloc:
        return None
    return parts.scheme, host, port or _DEFAULT_PORTS[parts.scheme]
