"""Server process: listening socket, uvicorn, shutdown."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

import uvicorn
from typing_extensions import override
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from pages.security.engine_guards import MAX_FRAME_BYTES
from pages.server.forwarded_host import ForwardedHostMiddleware
from pages.server.garbage import collect_garbage
from pages.server.request_timeout import RequestTimeoutProtocol
from pages.server.stopped_requests import StoppedRequestMiddleware

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp

    from pages.live import LiveBoard

STOP_SECONDS = 1
# `uv run` and service managers deliver one signal more than once; a person's second Ctrl-C comes later.
_REPEATED_SIGNAL_SECONDS = 0.7
_BACKLOG = 2048
_ADDRESS_AWAY = (errno.EADDRNOTAVAIL, socket.EAI_NONAME, socket.EAI_AGAIN)


class CannotListen(Exception):
    """The address cannot be listened on; the message says why and what to do."""


class AddressAway(CannotListen):
    """This machine does not have the address, or not yet: a router may give it after the boot."""


def open_listener(host: str, port: int) -> socket.socket:
    """Return a listening socket: connections queue from now on.

    Raises CannotListen, as AddressAway where a later try may succeed.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    no_such_address = f"This machine has no address {host}. Write 0.0.0.0 or 127.0.0.1 in ORDERBELL_HOST."
    is_dual = host == "::" and socket.has_dualstack_ipv6()
    try:
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG, dualstack_ipv6=is_dual)
    except OSError as error:
        if error.errno in _ADDRESS_AWAY:
            raise AddressAway(no_such_address) from error
        reasons = {
            errno.EADDRINUSE: f"Another program listens on port {port}. Stop it, or write another in ORDERBELL_PORT.",
            errno.EACCES: f"This user may not listen on port {port}. Write one above 1023 in ORDERBELL_PORT.",
            errno.EAFNOSUPPORT: no_such_address,  # of IPv6, on a machine without it
        }
        other = f"{host}:{port} cannot be listened on ({error.strerror or error}). Look at ORDERBELL_HOST and _PORT."
        raise CannotListen(reasons.get(error.errno or 0, other)) from error
    # asyncio sets it only on sockets that it has made itself. Without it an answer can wait 40 ms for an ACK (Nagle).
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def raise_descriptor_limit() -> None:
    """Raise the soft limit of open files to the hard one: at the usual 1,024, as many connections stop the server."""
    try:
        import resource  # noqa: PLC0415  Windows has none, and no such limit
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # macOS says "no limit" and takes 10,240 at most
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def serve(app: ASGIApp, listener: socket.socket, *, proxies: str, board: LiveBoard) -> None:
    """Serve until SIGINT or SIGTERM; open requests have STOP_SECONDS to end. Garbage is collected while `board` rests.

    `proxies` are the addresses whose `X-Forwarded-*` headers are trusted, separated by commas.
    """
    config = uvicorn.Config(
        StoppedRequestMiddleware(
            ForwardedHostMiddleware(cast("ASGIApp", ProxyHeadersMiddleware(cast("Any", app), proxies)), proxies=proxies)
        ),
        log_config=None,
        access_log=False,  # URLs hold tokens
        http=RequestTimeoutProtocol,
        ws_max_size=MAX_FRAME_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=None,  # engine.io has a ping of its own
        timeout_graceful_shutdown=STOP_SECONDS,
        proxy_headers=False,  # done above
        server_header=False,
    )
    server = _Server(config)
    raise_descriptor_limit()
    _call_at_signals(server.stop)
    collecting = asyncio.create_task(collect_garbage(board))
    await server.serve([listener])
    collecting.cancel()


# Windows has no add_signal_handler; there Ctrl-Break and a service manager send SIGBREAK.
def _call_at_signals(stop: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if number := getattr(signal, name, None):
            try:
                loop.add_signal_handler(number, stop)
            except NotImplementedError:
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))


class _Server(uvicorn.Server):
    """Uvicorn without its signal handling, which would raise the signal again before our own shutdown is done."""

    _stopped_at = 0.0

    def stop(self) -> None:
        """Stop serving; a second call ends open requests at once."""
        now = time.monotonic()
        self.force_exit = self.should_exit and now - self._stopped_at > _REPEATED_SIGNAL_SECONDS
        self._stopped_at = self._stopped_at or now
        self.should_exit = True

    @override
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
