"""Origins: our pages are at addresses that nobody else can have; a name that only resolves to us is not enough."""

from __future__ import annotations

import socket

import pytest

from storage.origins import AllowedOrigins, lan_address
from tests.support.addresses import own_addresses

ORIGINS = AllowedOrigins(lambda: "https://bell.example")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8080",
        "192.168.1.5:9000",  # a container's mapped port
        "[fd00::5]:8080",
        "localhost",
        "kitchen",
        "vm.lan",
        "Kitchen.Fritz.Box:8080",
        "kitchen.local",
        "kitchen.home.arpa",
        "bell.internal",
        "kitchen.local.",
    ],
)
def test_page_at_a_private_address_is_ours(host: str):
    assert ORIGINS.allows(f"http://{host.lower()}", host, "http")


@pytest.mark.parametrize("address", own_addresses())
def test_page_at_an_address_of_this_machine_is_ours(address: str):
    host = f"[{address}]:8123" if ":" in address else f"{address}:8123"
    assert ORIGINS.allows(f"http://{host}", host, "http")


def test_name_of_this_machine_is_ours(monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "Bell.Restaurant.example")
    assert ORIGINS.allows("http://bell.restaurant.example:8080", "bell.restaurant.example:8080", "http")
    assert not ORIGINS.allows("http://other.restaurant.example", "other.restaurant.example", "http")


def test_default_port_is_the_one_left_out():
    assert ORIGINS.allows("http://vm.lan", "vm.lan:80", "http")
    assert ORIGINS.allows("https://vm.lan", "vm.lan:443", "https")
    assert not ORIGINS.allows("http://vm.lan", "vm.lan:8080", "http")


@pytest.mark.parametrize(("origin", "scheme", "is_ours"), [("https", "http", True), ("http", "https", False)])
def test_encryption_may_end_but_not_begin_at_a_proxy(origin: str, scheme: str, is_ours: bool):  # noqa: FBT001
    assert ORIGINS.allows(f"{origin}://vm.lan", "vm.lan", scheme) is is_ours


def test_public_url_is_ours_whatever_the_proxy_says():
    assert ORIGINS.allows("https://bell.example", "127.0.0.1:8080", "http")
    for other in ("http://bell.example", "https://bell.example:8123", "https://bell.example.evil.example"):
        assert not ORIGINS.allows(other, "127.0.0.1:8080", "http")


@pytest.mark.parametrize(
    "host",
    [
        "rebound.example:8080",
        "bell.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "fritz.box.evil.example",
        "evilfritz.box",
        "kitchen.box",
    ],
)
def test_strangers_name_that_leads_here_is_not_ours(host: str):
    assert not ORIGINS.allows(f"http://{host}", host, "http")


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://",
        "http://203.0.113.9:8123",
        "http://127.0.0.1",
        "http://127.0.0.1:8124",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:port",
        "file://127.0.0.1:8123",
        "http://127.0.0.1:8123/",
        "http://owner@127.0.0.1:8123",
        "http://[::1:8123",
    ],
)
def test_another_sites_page_is_not_ours(origin: str):
    assert not ORIGINS.allows(origin, "127.0.0.1:8123", "http")


@pytest.mark.parametrize("host", ["", "owner@127.0.0.1:8123", "127.0.0.1:8123/login", "127.0.0.1:x", "[::1"])
def test_malformed_host_matches_nothing(host: str):
    assert not ORIGINS.allows("http://127.0.0.1:8123", host, "http")
    assert not ORIGINS.allows(f"http://{host}", host, "http")


def test_no_name_is_looked_up(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", pytest.fail)
    assert not ORIGINS.allows("http://rebound.example", "rebound.example", "http")


def test_lan_address_is_one_of_this_machine():
    assert lan_address() in own_addresses()
