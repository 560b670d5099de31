"""Which network an address counts as, and which are of the restaurant's own."""

import pytest

from pages.security.client_addresses import is_local_address, network_of


@pytest.mark.parametrize(
    ("address", "is_local"),
    [
        *[(address, True) for address in ("127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.178.20", "169.254.9.9")],
        *[(address, True) for address in ("::1", "fd12:3456::1", "fe80::1", "::ffff:192.168.1.2")],
        *[(address, False) for address in ("203.0.113.9", "172.32.0.1", "8.8.8.8", "2001:db8::1", "100.64.0.1")],
        *[(address, False) for address in ("", "unix:", "192.168.1", "::ffff:8.8.8.8")],
    ],
)
def test_local_addresses(address, is_local):
    assert is_local_address(address) is is_local


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("", ""),
        ("testclient", "testclient"),
    ],
)
def test_ipv6_counts_by_network(address, counts_as):
    assert network_of(address) == counts_as
