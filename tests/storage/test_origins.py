"""The machine's own addresses and names are ours, whatever the network does; what only leads here is not."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from storage import origins
from storage.origins import AllowedOrigins, is_local_host, lan_address
from tests.support.server_process import own_addresses

ORIGINS = AllowedOrigins("https://bell.example", 8123)


@pytest.mark.parametrize("address", own_addresses())
def test_every_address_of_this_machine_is_ours(address: str):
    assert is_local_host(address)
    host = f"[{address}]" if ":" in address else address
    assert f"http://{host}:8123" in ORIGINS
    assert f"http://{host}" in AllowedOrigins(None, 80)


def test_the_address_on_the_local_network_is_one_of_them():
    assert lan_address() in own_addresses()


def test_an_address_that_the_machine_gets_while_we_run_is_ours_from_then_on(monkeypatch):
    assert not is_local_host("203.0.113.9")
    monkeypatch.setattr(origins, "_source_address", lambda _: "203.0.113.9")
    assert "http://203.0.113.9:8123" in ORIGINS
    assert lan_address() == "203.0.113.9"


def test_the_names_of_this_machine_are_ours_in_the_small_letters_of_browsers(monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "Kitchen-PC.lan")
    for name in ("localhost", "kitchen-pc.lan", "kitchen-pc.local"):
        assert f"http://{name}:8123" in ORIGINS
    assert "http://bar-pc.local:8123" not in ORIGINS


def test_the_public_address_is_ours_as_it_is_and_no_other_way():
    assert "https://bell.example" in ORIGINS
    for other in ("http://bell.example", "https://bell.example:8123", "https://bell.example.evil.example"):
        assert other not in ORIGINS


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        None,
        "http://rebound.example:8123",
        "http://203.0.113.9:8123",
        "http://0.0.0.0:8123",
        "http://[::]:8123",
        "http://255.255.255.255:8123",
        "http://127.0.0.1",
        "http://127.0.0.1:8124",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:port",
        "https://127.0.0.1:8123",
        "file://127.0.0.1:8123",
        "http://127.0.0.1:8123/",
        "http://owner@127.0.0.1:8123",
        "http://127.0.0.1.evil.example:8123",
        "http://localhost.evil.example:8123",
        "http://[::1:8123",
    ],
)
def test_nobody_elses_page_is_ours_not_even_under_a_name_that_leads_here(origin: object):
    assert origin not in ORIGINS


def test_asking_about_an_address_sends_nothing_and_knows_no_names(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", pytest.fail)
    assert not is_local_host("rebound.example")
    assert ipaddress.ip_address(lan_address())
