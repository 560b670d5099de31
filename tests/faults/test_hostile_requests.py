"""Hostile HTTP requests: too large, too slow, with forged addresses; and file permissions."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import stat
import time
from typing import TYPE_CHECKING

import pytest

from pages.security.body_limit import MAX_BODY_SECONDS
from pages.server.request_timeout import MAX_HEAD_SECONDS
from tests.support.server_process import ServerProcess, running_server
from tests.support.world import API_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = {"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with running_server(tmp_path_factory.mktemp("requests")) as opened:
        yield opened


def line_to(server: ServerProcess, said: bytes) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", server.port), timeout=MAX_HEAD_SECONDS + 10)
    line.sendall(said)
    return line


def end_of(line: socket.socket) -> None:
    """Wait until the other side has closed."""
    with line, contextlib.suppress(ConnectionError):
        while line.recv(4096):
            pass


@pytest.mark.timed
def test_slow_client_is_dropped_and_others_are_served(server):
    begun = time.monotonic()
    halves = (b"", b"GET", b"GET /login HTTP/1.1\r\nHost: a\r\nX-A: ", b"\x16\x03\x01")
    silent = [line_to(server, said) for said in halves]
    head = f"POST /api/v1/orders HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {API_KEY}\r\nContent-Length: 500\r\n\r\n"
    with line_to(server, head.encode()) as no_body:
        assert server.see("/login")[0] == 200
        for line in silent:
            end_of(line)
        assert time.monotonic() - begun < MAX_HEAD_SECONDS + 3
        assert no_body.recv(4096).startswith(b"HTTP/1.1 408")
    assert time.monotonic() - begun < MAX_BODY_SECONDS + 3


def pour(line: socket.socket) -> None:
    for n in range(2000):
        line.sendall(b"X-%d: %s\r\n" % (n, b"y" * 1000))
        time.sleep(0.001)


def test_a_request_whose_head_has_no_end_is_closed(server):
    with line_to(server, b"GET /login HTTP/1.1\r\nHost: a\r\n") as line, pytest.raises(ConnectionError):
        pour(line)


@pytest.mark.parametrize("path", ["/api/v1/orders", "/login", "/logout", "/nowhere", "/t/x/subscriptions", "/orders"])
def test_body_over_64_kb_is_refused_on_each_path(server, path):
    body = b"x" * (64 * 1024 + 1)
    assert server.ask("POST", path, body, **KEY)[0] == http.client.REQUEST_ENTITY_TOO_LARGE
    assert server.ask("POST", path, iter([body[:40_000], body[40_000:]]), **KEY)[0] == 413


def test_false_or_invalid_length_is_refused(server):
    for length in ("999999999999999999999999", "-1", "1e3", "\u0661"):
        head = f"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n"
        with line_to(server, head.encode()) as line:
            assert line.recv(4096)[9:12] in {b"400", b"413"}


@pytest.mark.parametrize(
    ("proxy", "counts_as", "does_not"),
    [("192.0.2.77", "127.0.0.1", "198.51.100.9"), ("127.0.0.1", "198.51.100.9", "127.0.0.1")],
)
def test_only_a_named_proxy_may_set_the_client_address(tmp_path, proxy, counts_as, does_not):
    with running_server(tmp_path, FORWARDED_ALLOW_IPS=proxy) as server:
        guess(server, "198.51.100.9")
        logged = [line for line in server.log.read_text().splitlines() if "wrong PIN" in line]
        assert counts_as in logged[0]
        assert does_not not in logged[0]


def guess(server: ServerProcess, said_address: str) -> int:
    form = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": said_address}
    return server.ask("POST", "/login", "pin=000000", **form)[0]


def test_data_is_private_to_the_user_of_the_process(server):
    folder = server.folder / "data"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    readable = [path for path in everything_in(folder) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert readable == []


def test_open_folder_still_holds_private_files(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o755)
    before = os.umask(0o022)
    try:
        with running_server(tmp_path) as server:
            server.order()
            readable = [path.name for path in everything_in(folder) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    finally:
        os.umask(before)
    assert readable == []


def everything_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_sign_in_survives_a_restart_but_not_a_new_pin(tmp_path):
    server = ServerProcess(tmp_path)
    try:
        server.start()
        tablet = server.sign_in()
        server.stop(signal.SIGKILL)
        server.start()
        assert server.see("/kitchen", tablet)[0] == 200
        server.stop()
        server.said["STAFF_PIN"] = "73920451"
        server.start()
        assert server.see("/kitchen", tablet)[0] == 303
    finally:
        server.stop()


def test_logs_and_metrics_hold_no_token_pin_or_key(server):
    order = server.order()
    server.see(f"/t/{order['token']}")
    server.see(f"/t/{order['token'][:-1]}x/y")
    server.try_pin("135790")
    kept = server.log.read_text() + server.ask("GET", "/metrics")[2].decode()
    for secret in (order["token"], order["token"][:-1], "135790", API_KEY, server.said["STAFF_PIN"]):
        assert secret not in kept
