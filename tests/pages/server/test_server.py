"""The listening socket."""

import errno
import resource
import socket
import subprocess
import sys
from contextlib import closing

import pytest

from pages.server.server import AddressAway, CannotListen, open_listener, raise_descriptor_limit


def test_listener_disables_nagle():
    with closing(open_listener("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as guest:
        answering, _ = listener.accept()
        with closing(answering):
            assert answering.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            assert guest.getpeername() == listener.getsockname()


def test_port_in_use_says_what_to_do():
    with closing(open_listener("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(CannotListen, match=f"Another program listens on port {port}. Stop it, or write another"):
            open_listener("127.0.0.1", port)


@pytest.mark.parametrize("host", ["203.0.113.9", "999.1.1.1", "no-such-name.invalid", "2001:db8::9"])
def test_foreign_address_says_what_to_do(host: str):
    with pytest.raises(AddressAway, match=f"This machine has no address {host}. Write 0.0.0.0"):
        open_listener(host, 0)


@pytest.mark.parametrize("has_dual_stack", [True, False])
def test_machine_without_ipv6_says_what_to_do(monkeypatch, has_dual_stack):
    def refuse(*_, **__):
        raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")

    monkeypatch.setattr(socket, "has_dualstack_ipv6", lambda: has_dual_stack)
    monkeypatch.setattr(socket, "socket", refuse)
    with pytest.raises(CannotListen, match=r"This machine has no address ::\. Write 0\.0\.0\.0"):
        open_listener("::", 0)


@pytest.mark.parametrize("error", [ValueError("current limit exceeds maximum limit"), PermissionError()])
def test_descriptor_limit_may_be_refused(monkeypatch, error):
    def refuse(*_):
        raise error

    monkeypatch.setattr(resource, "setrlimit", refuse)
    raise_descriptor_limit()


def test_descriptor_limit_is_raised():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    script = (
        "import resource\n"
        f"resource.setrlimit(resource.RLIMIT_NOFILE, (256, {hard}))\n"
        "from pages.server.server import raise_descriptor_limit\n"
        "raise_descriptor_limit()\n"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])\n"
    )
    raised = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(raised.stdout) == hard
