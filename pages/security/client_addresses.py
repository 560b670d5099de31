"""Client addresses: which network an IP address counts as, and whether it is a local one."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# Loopback, RFC 1918, RFC 4193 and link-local. Not `is_private`, which counts networks for documentation too.
_LOCAL_NETWORKS = [
    ip_network(network)
    for network in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
]


def network_of(address: str) -> str:
    """Return the address, or its /64 network for IPv6: one visitor usually has all of that."""
    parsed = parse_address(address)
    if parsed is None:
        return address
    return str(ip_network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else str(parsed)


def is_local_address(address: str) -> bool:
    """Whether an address is of the local network."""
    parsed = parse_address(address)
    return parsed is not None and any(parsed in network for network in _LOCAL_NETWORKS)


def parse_address(address: str) -> IPv4Address | IPv6Address | None:
    """Return an IP address, an IPv4-mapped one (RFC 4291, 2.5.5.2) as IPv4, or None for anything else."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return mapped or parsed
