"""Guards before the socket handlers of NiceGUI and engine.io: a socket acts only for the page that it was opened by.

Internals of the pinned versions (NiceGUI 3.18, engine.io 4). On an upgrade check each row, and the test that covers it:

| handler                      | hole                                                      | guard                     |
|------------------------------|-----------------------------------------------------------|---------------------------|
| eio.cors_allowed_origins     | any origin may open a socket                              | our own origins only      |
| eio.max_http_buffer_size     | 1 MB a frame                                              | MAX_FRAME_BYTES           |
| sio connect                  | joins any client whose id it names, without its session   | _guard_connect            |
| sio handshake                | the same, by a message after connecting                   | _guard_handshake          |
| sio event, ack, javascript_* | acts for any client it names, also after the sign-out     | _guard_message            |
| sio log                      | a visitor writes to our log                               | _ignore                   |
| eio connect                  | a socket may stay without ever joining a client           | _guard_engine_connect     |
| eio message                  | a malformed packet is logged with its traceback           | _guard_engine_message     |
| eio.disconnect               | waits for the peer to read its queue, or to close         | _disconnect               |
| eio.logger                   | logs packets at length                                    | critical errors only      |
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from contextlib import suppress
from functools import wraps
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from nicegui import Client, background_tasks, core
from socketio.exceptions import ConnectionRefusedError as SocketRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from starlette.types import ASGIApp, Receive, Scope, Send

    from pages.security.auth import Auth

log = logging.getLogger(__name__)

# NiceGUI's script reloads its page when it reads this.
UNKNOWN_PAGE = "Implicit handshake failed"
MAX_FRAME_BYTES = 64 * 1024
# A browser joins its page within one round trip.
MAX_JOIN_SECONDS = 10.0
_MESSAGES = ("event", "javascript_response", "ack")
_MAX_ID_LENGTH = 64
# A socket that has joined is in its own room and in that of its client.
_ROOMS_OF_JOINED = 2
_MALFORMED = (LookupError, TypeError, ValueError, AttributeError)


def guard_sockets(origins: Container[str], auth: Auth) -> None:
    """Put the guards before the handlers of NiceGUI and engine.io."""
    # A function, for the machine's addresses change while it runs.
    core.sio.eio.cors_allowed_origins = lambda origin, _: origin in origins
    core.sio.eio.max_http_buffer_size = MAX_FRAME_BYTES
    core.sio.eio.logger.setLevel(logging.CRITICAL)
    handlers = core.sio.handlers["/"]
    handlers["connect"] = _guard_connect(inspect.unwrap(handlers["connect"]), auth)
    handlers["handshake"] = _guard_handshake(inspect.unwrap(handlers["handshake"]), auth)
    for name in _MESSAGES:
        handlers[name] = _guard_message(inspect.unwrap(handlers[name]), auth)
    handlers["log"] = _ignore
    engine = core.sio.eio.handlers
    engine["connect"] = _guard_engine_connect(inspect.unwrap(engine["connect"]))
    engine["message"] = _guard_engine_message(inspect.unwrap(engine["message"]))


class MalformedFrameMiddleware:
    """ASGI middleware: closes a WebSocket whose frame engine.io cannot parse, instead of logging a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or WebSocket; only the errors of a WebSocket are caught."""
        try:
            await self._app(scope, receive, send)
        except ValueError:
            if scope["type"] != "websocket":
                raise
            log.info("A malformed frame ended its socket")
            with suppress(RuntimeError):
                await send({"type": "websocket.close", "code": 1002})


async def disconnect_signed_out(auth: Auth) -> None:
    """End every open staff page whose session has ended: it opens the sign-in and receives nothing more."""
    for client in list(Client.instances.values()):
        if not auth.may_keep(client.request):
            await core.sio.emit("open", {"path": "/login", "new_tab": False}, room=client.id)
            for sid in list(client._socket_to_document_id):  # noqa: SLF001  NiceGUI offers no public way
                await _disconnect(core.sio.manager.eio_sid_from_sid(sid, "/"))
            if client.id in Client.instances:
                client.delete()


def _guard_connect(connect: Callable[..., Any], auth: Auth) -> Callable[..., Any]:
    @wraps(connect)
    async def guarded(sid: str, environ: dict[str, Any], data: object = None) -> None:
        query = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        if not _may_join(query, environ, auth):
            raise SocketRefused(UNKNOWN_PAGE)
        await connect(sid, environ, data)

    return guarded


# A prefetched page joins by this message instead of by the query of its socket.
def _guard_handshake(handshake: Callable[..., Any], auth: Auth) -> Callable[..., Any]:
    @wraps(handshake)
    async def guarded(sid: str, data: object = None, *_: object) -> bool:
        if not isinstance(data, dict) or not _may_join(data, core.sio.get_environ(sid) or {}, auth):
            return False
        return bool(await handshake(sid, data))

    return guarded


def _guard_message(handle: Callable[..., Any], auth: Auth) -> Callable[..., Any]:
    @wraps(handle)
    def guarded(sid: str, message: object = None, *_: object) -> None:
        client = _find_client(message)
        if client is None or sid not in client._socket_to_document_id:  # noqa: SLF001  see above
            return
        if not auth.may_keep(client.request):
            background_tasks.create(disconnect_signed_out(auth))
            return
        try:
            handle(sid, message)
        except _MALFORMED:
            log.info("A malformed message was dropped")

    return guarded


def _find_client(message: object) -> Client | None:
    name = message.get("client_id") if isinstance(message, dict) else None
    return Client.instances.get(name) if isinstance(name, str) else None


def _ignore(*_: object) -> None:
    return


def _guard_engine_connect(connect: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(connect)
    async def guarded(eio_sid: str, environ: dict[str, Any]) -> None:
        await connect(eio_sid, environ)
        background_tasks.create(_disconnect_unless_joined(eio_sid))

    return guarded


async def _disconnect_unless_joined(eio_sid: str) -> None:
    await asyncio.sleep(MAX_JOIN_SECONDS)
    sid = core.sio.manager.sid_from_eio_sid(eio_sid, "/")
    if sid is None or len(core.sio.rooms(sid)) < _ROOMS_OF_JOINED:
        await _disconnect(eio_sid)


def _guard_engine_message(handle: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(handle)
    async def guarded(eio_sid: str, frame: object) -> None:
        try:
            await handle(eio_sid, frame)
        except _MALFORMED:
            log.info("A malformed frame ended its socket")
            await _disconnect(eio_sid)
        except Exception:
            log.exception("A frame could not be handled")

    return guarded


# engine.io only requests a close; a peer that ignores it would keep the connection open, so we also end its queue.
async def _disconnect(eio_sid: str) -> None:
    socket = core.sio.eio.sockets.get(eio_sid)
    await core.sio.eio.disconnect(eio_sid)
    if socket:
        await socket.queue.put(None)


def _may_join(data: dict[str, Any], environ: dict[str, Any], auth: Auth) -> bool:
    names = [data.get(name) for name in ("client_id", "tab_id", "document_id")]
    if not all(isinstance(name, str) and 0 < len(name) <= _MAX_ID_LENGTH for name in names):
        return False
    if not str(data.get("next_message_id", 0)).isdecimal():
        return False
    client = Client.instances.get(data["client_id"])
    return client is not None and auth.may_join(client.request, _parse_cookies(environ))


def _parse_cookies(environ: dict[str, Any]) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(environ.get("HTTP_COOKIE", "")).items()}
    except CookieError:
        return {}
