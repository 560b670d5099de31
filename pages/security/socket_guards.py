"""The socket below the pages: who may open one, and what may come through it.

NiceGUI's own handlers take any socket's word for whose page it speaks. These guards stand before them: a socket acts
for the page it was opened by and no other, and for a staff page only while its session lasts.
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

# What NiceGUI's script waits for: a page that hears it loads anew.
NO_SUCH_PAGE = "Implicit handshake failed"
MOST_BYTES = 64 * 1024
# A browser says which page it is within one round trip; who has not by now never will.
INTRODUCTION_SECONDS = 10.0
_MESSAGES = ("event", "javascript_response", "ack")
_LONGEST = 64
_ITS_OWN_AND_ITS_PAGES = 2


def guard_sockets(origins: Container[str], auth: Auth) -> None:
    """Put the guards before NiceGUI's handlers (internals of the pinned version: tests watch them)."""
    # Asked for each socket: the machine's addresses change while we run.
    core.sio.eio.cors_allowed_origins = lambda origin, _: origin in origins
    core.sio.eio.max_http_buffer_size = MOST_BYTES
    handlers = core.sio.handlers["/"]
    handlers["connect"] = _for_known_pages(inspect.unwrap(handlers["connect"]), auth)
    for name in _MESSAGES:
        handlers[name] = _for_own_page(inspect.unwrap(handlers[name]), auth)
    # A page that was fetched ahead introduces itself by a message instead of in its address.
    handlers["handshake"] = _for_fetched_ahead(inspect.unwrap(handlers["handshake"]), auth)
    handlers["log"] = _unheard
    engine = core.sio.eio.handlers
    engine["connect"] = _introduced_in_time(inspect.unwrap(engine["connect"]))
    engine["message"] = _well_formed(inspect.unwrap(engine["message"]))
    # The engine's errors are what visitors send, at length and as often as they like; ours are caught and told here.
    core.sio.eio.logger.setLevel(logging.CRITICAL)


class MalformedFrameMiddleware:
    """ASGI middleware: a frame that the engine stumbles over ends its socket, and writes no error."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one socket; requests go on as they are."""
        try:
            await self._app(scope, receive, send)
        except ValueError:
            if scope["type"] != "websocket":
                raise
            log.info("A malformed frame ended its socket")
            with suppress(RuntimeError):
                await send({"type": "websocket.close", "code": 1002})


async def disconnect_signed_out(auth: Auth) -> None:
    """End every open staff page whose session has ended: it shows the sign-in, and hears nothing more."""
    for client in list(Client.instances.values()):
        if not auth.may_keep(client.request):
            await core.sio.emit("open", {"path": "/login", "new_tab": False}, room=client.id)
            for sid in list(client._socket_to_document_id):  # noqa: SLF001  NiceGUI has no other word for it
                await _hang_up(core.sio.manager.eio_sid_from_sid(sid, "/"))
            if client.id in Client.instances:
                client.delete()


def _for_known_pages(connect: Callable[..., Any], auth: Auth) -> Callable[..., Any]:
    @wraps(connect)
    async def guarded(sid: str, environ: dict[str, Any], said: object = None) -> None:
        query = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        if not _may_join(query, environ, auth):
            raise SocketRefused(NO_SUCH_PAGE)
        await connect(sid, environ, said)

    return guarded


def _for_fetched_ahead(handshake: Callable[..., Any], auth: Auth) -> Callable[..., Any]:
    @wraps(handshake)
    async def guarded(sid: str, said: object = None, *_: object) -> bool:
        if not isinstance(said, dict) or not _may_join(said, core.sio.get_environ(sid) or {}, auth):
            return False
        return bool(await handshake(sid, said))

    return guarded


def _for_own_page(heard: Callable[..., Any], auth: Auth) -> Callable[..., Any]:
    @wraps(heard)
    def guarded(sid: str, message: object = None, *_: object) -> None:
        client = _page_of(message)
        if client is None or sid not in client._socket_to_document_id:  # noqa: SLF001  as above
            return
        if not auth.may_keep(client.request):
            background_tasks.create(disconnect_signed_out(auth))
            return
        try:
            heard(sid, message)
        except (LookupError, TypeError, ValueError, AttributeError):
            log.info("A malformed message was dropped")

    return guarded


def _page_of(message: object) -> Client | None:
    name = message.get("client_id") if isinstance(message, dict) else None
    return Client.instances.get(name) if isinstance(name, str) else None


# NiceGUI would write it to the log: a visitor has nothing to write there.
def _unheard(*_: object) -> None:
    return


def _introduced_in_time(open_data_folder: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(open_data_folder)
    async def guarded(eio_sid: str, environ: dict[str, Any]) -> None:
        await open_data_folder(eio_sid, environ)
        background_tasks.create(_close_unless_introduced(eio_sid))

    return guarded


async def _close_unless_introduced(eio_sid: str) -> None:
    await asyncio.sleep(INTRODUCTION_SECONDS)
    sid = core.sio.manager.sid_from_eio_sid(eio_sid, "/")
    if sid is None or len(core.sio.rooms(sid)) < _ITS_OWN_AND_ITS_PAGES:
        await _hang_up(eio_sid)


def _well_formed(heard: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(heard)
    async def guarded(eio_sid: str, frame: object) -> None:
        try:
            await heard(eio_sid, frame)
        except (LookupError, TypeError, ValueError, AttributeError):
            log.info("A malformed frame ended its socket")
            await _hang_up(eio_sid)
        except Exception:
            log.exception("A frame could not be taken")

    return guarded


# The engine only asks the other side to close; who does not would keep the line for as long as he likes.
async def _hang_up(eio_sid: str) -> None:
    line = core.sio.eio.sockets.get(eio_sid)
    await core.sio.eio.disconnect(eio_sid)
    if line:
        await line.queue.put(None)


def _may_join(said: dict[str, Any], environ: dict[str, Any], auth: Auth) -> bool:
    names = [said.get(name) for name in ("client_id", "tab_id", "document_id")]
    if not all(isinstance(name, str) and 0 < len(name) <= _LONGEST for name in names):
        return False
    if not str(said.get("next_message_id", 0)).isdecimal():
        return False
    client = Client.instances.get(said["client_id"])
    return client is not None and auth.may_join(client.request, _cookies(environ))


def _cookies(environ: dict[str, Any]) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(environ.get("HTTP_COOKIE", "")).items()}
    except CookieError:
        return {}
