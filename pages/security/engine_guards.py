"""Guards before engine.io, which carries the sockets: none waits for its peer, and none stays without a page.

Internals of the pinned version (engine.io 4). On an upgrade check each row, and the test that covers it:

| handler                      | hole                                                      | guard                     |
|------------------------------|-----------------------------------------------------------|---------------------------|
| eio.cors_allowed_origins     | any origin may open a socket                              | our own origins only      |
| eio.max_http_buffer_size     | 1 MB a frame                                              | MAX_FRAME_BYTES           |
| eio connect                  | a socket may stay without ever joining a client           | _guard_connect            |
| eio connect                  | keeps the whole head of the request, up to 32 kB          | _handle_request           |
| eio message                  | a malformed packet is logged with its traceback           | _guard_message            |
| eio.disconnect               | waits for the peer to read its queue, or to close         | disconnect                |
| eio upgrade from polling     | waits without end for the peer's probe                    | _handle_request           |
| eio websocket                | a malformed frame is logged with its traceback            | _handle_request           |
| eio POST to a closed socket  | raises KeyError: 500, and a traceback                     | _handle_request           |
| eio POST that closes its own | forgets its answer (UnboundLocalError): 500               | _handle_request           |
| eio upgrade of a plain GET   | taken for a websocket, where it is none: 500              | _handle_request           |
| eio.logger                   | logs packets at length                                    | critical errors only      |
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections import deque
from contextlib import suppress
from functools import partial, wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from engineio import AsyncServer
from nicegui import Client, background_tasks, core

from pages.components.problem_json import problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

    from pages.ports import OriginPolicy

log = logging.getLogger(__name__)

MAX_FRAME_BYTES = 64 * 1024
# A browser joins its page within one round trip.
MAX_JOIN_SECONDS = 10.0
# A socket that has not joined when so many others have come after it is ended: each takes 26 kB, and its cookies.
MAX_UNJOINED_SOCKETS = 500
# A page's own has 300. What else a socket's request says is not kept.
MAX_QUERY_BYTES = 1024
_KEPT_HEADERS = frozenset(b"host origin cookie connection upgrade accept-encoding content-type content-length".split())
# What handlers raise at a message that they do not expect.
MALFORMED = (LookupError, TypeError, ValueError, AttributeError)


class SocketCount:
    """Counts the sockets that ended without having joined a page: each leaves 30 kB to the garbage collector."""

    def __init__(self) -> None:
        self.unjoined = 0


socket_count = SocketCount()


def guard_engine(origins: OriginPolicy) -> None:
    """Put the guards before the handlers of engine.io."""
    engine = core.sio.eio
    engine.cors_allowed_origins = partial(_is_own_page, origins)
    engine.max_http_buffer_size = MAX_FRAME_BYTES
    engine.allow_upgrades = False
    engine.logger.setLevel(logging.CRITICAL)
    engine.disconnect = disconnect
    engine.handle_request = _handle_request
    engine.handlers["connect"] = _guard_connect(inspect.unwrap(engine.handlers["connect"]))
    engine.handlers["message"] = _guard_message(inspect.unwrap(engine.handlers["message"]))


# engine.io asks also where there is no origin, and then takes the request whatever it is told.
def _is_own_page(origins: OriginPolicy, origin: str | None, environ: dict[str, Any]) -> bool:
    scheme = str(environ["asgi.scope"]["scheme"]).replace("ws", "http")
    return origin is not None and origins.allows(origin, environ.get("HTTP_HOST", ""), scheme)


# engine.io's own waits until the peer has read its queue. The None ends the queue's writer, so that a peer which
# ignores the close does not keep its connection.
async def disconnect(eio_sid: str | None) -> None:
    """Close a socket at once, whether its peer reads or not."""
    if socket := core.sio.eio.sockets.get(eio_sid):
        await socket.close(wait=False, reason=core.sio.eio.reason.SERVER_DISCONNECT)
        await socket.queue.put(None)
        core.sio.eio.sockets.pop(eio_sid, None)  # engine.io's own sweep comes to it seconds later


async def _handle_request(scope: Scope, receive: Receive, send: Send) -> None:
    kept = _KEPT_HEADERS - {b"upgrade"} if scope["type"] == "http" else _KEPT_HEADERS
    scope = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name in kept]}
    serve = partial(AsyncServer.handle_request, core.sio.eio, scope, receive, send)
    if len(scope["query_string"]) > MAX_QUERY_BYTES:
        await _refuse(scope, receive, send)
    elif scope["type"] == "http":
        try:
            await serve()
        except (*MALFORMED, UnboundLocalError):
            log.info("A malformed request ended its socket")
            await _refuse(scope, receive, send)
    elif b"sid=" in scope["query_string"]:  # an upgrade; NiceGUI's script tries a WebSocket first and needs none
        await _refuse(scope, receive, send)
    else:
        try:
            await serve()
        except ValueError:
            log.info("A malformed frame ended its socket")
            with suppress(RuntimeError):
                await send({"type": "websocket.close", "code": 1002})


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await problem(400, "This socket has ended.")(scope, receive, send)
    else:
        await send({"type": "websocket.close"})


def _guard_connect(connect: Callable[..., Any]) -> Callable[..., Any]:
    newest: deque[str] = deque()

    @wraps(connect)
    async def guarded(eio_sid: str, environ: dict[str, Any]) -> None:
        await connect(eio_sid, environ)
        newest.append(eio_sid)
        asyncio.get_running_loop().call_later(MAX_JOIN_SECONDS, _disconnect_unless_joined, eio_sid)
        if len(newest) > MAX_UNJOINED_SOCKETS:
            _disconnect_unless_joined(newest.popleft())

    return guarded


def _disconnect_unless_joined(eio_sid: str) -> None:
    sid = core.sio.manager.sid_from_eio_sid(eio_sid, "/")
    if sid is None or find_joined_page(sid) is None:
        socket_count.unjoined += 1
        background_tasks.create(disconnect(eio_sid))


# NiceGUI lets a socket join only the page that its address names, and looks through the rooms of all pages for it when
# the socket ends: 1 ms at 1,000 guests (measured).
def find_joined_page(sid: str) -> Client | None:
    """Return the page that a socket has joined."""
    query = parse_qs((core.sio.get_environ(sid) or {}).get("QUERY_STRING", ""))
    page = Client.instances.get(query.get("client_id", [""])[0])
    return page if page and sid in page._socket_to_document_id else None  # noqa: SLF001  no public way


def _guard_message(handle: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(handle)
    async def guarded(eio_sid: str, frame: object) -> None:
        try:
            await handle(eio_sid, frame)
        except MALFORMED:
            log.info("A malformed frame ended its socket")
            await disconnect(eio_sid)
        except Exception:
            log.exception("A frame could not be handled")

    return guarded
