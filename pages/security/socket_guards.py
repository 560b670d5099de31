"""Guards before the socket handlers of NiceGUI: a socket acts only for the page that it was opened by.

Internals of the pinned version (NiceGUI 3.18). On an upgrade check each row, and the test that covers it:

| handler                      | hole                                                      | guard                     |
|------------------------------|-----------------------------------------------------------|---------------------------|
| sio connect                  | joins any client whose id it names, without its session   | _guard_connect            |
| sio connect                  | a page may have any number of sockets                     | _disconnect_oldest        |
| sio disconnect               | a socket that has left its page may stay                  | _guard_disconnect         |
| sio handshake                | the same, by a message after connecting                   | _guard_handshake          |
| sio event, ack, javascript_* | acts for any client it names, also after the sign-out     | _guard_message            |
| sio event, ack, javascript_* | who is hung up on leaves a page, kept for its return      | _hang_up                  |
| sio log                      | a visitor writes to our log                               | _ignore                   |
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from nicegui import Client, background_tasks, core
from socketio.exceptions import ConnectionRefusedError as SocketRefused

from pages.security.engine_guards import MALFORMED, disconnect, find_joined_page, guard_engine
from pages.security.return_address import sign_in_again_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.ports import OriginPolicy
    from pages.security.auth import Auth

log = logging.getLogger(__name__)

# NiceGUI's script reloads its page when it reads this.
UNKNOWN_PAGE = "Implicit handshake failed"
MAX_SOCKETS_PER_PAGE = 2
# A page that sent what no page sends is kept for as long as its own script takes to come back, not for a long sleep.
MAX_RETURN_SECONDS = 10.0
_MESSAGES = ("event", "javascript_response", "ack")
_MAX_ID_LENGTH = 64


def guard_sockets(origins: OriginPolicy, auth: Auth) -> None:
    """Put the guards before the handlers of NiceGUI and engine.io."""
    guard_engine(origins)
    handlers = core.sio.handlers["/"]
    handlers["connect"] = _guard_connect(inspect.unwrap(handlers["connect"]), auth)
    handlers["handshake"] = _guard_handshake(inspect.unwrap(handlers["handshake"]), auth)
    handlers["disconnect"] = _guard_disconnect(inspect.unwrap(handlers["disconnect"]))
    for name in _MESSAGES:
        handlers[name] = _guard_message(inspect.unwrap(handlers[name]), auth)
    handlers["log"] = _ignore


async def disconnect_signed_out(auth: Auth) -> None:
    """End every open staff page whose session has ended: it opens the sign-in and receives nothing more.

    All of them are deleted before the first is told, so none hears on while another is slow.
    """
    ended = [client for client in Client.instances.values() if not auth.may_keep(client.request)]
    told = [(sid, sign_in_again_address(client.request)) for client in ended for sid in _sockets_of(client)]
    for client in ended:
        _delete(client)
    for sid, address in told:
        background_tasks.create(_send_to_login(sid, core.sio.manager.eio_sid_from_sid(sid, "/"), address))


def reload_pages(path: str) -> None:
    """Let each open page of this path load again: its script does when it finds that the server has forgotten it."""
    pages = [client for client in Client.instances.values() if client.page.path == path]
    sids = [sid for client in pages for sid in _sockets_of(client)]
    for client in pages:
        _delete(client)
    for sid in sids:
        background_tasks.create(disconnect(core.sio.manager.eio_sid_from_sid(sid, "/")))


def _sockets_of(client: Client) -> list[str]:
    return list(client._socket_to_document_id)  # noqa: SLF001  no public way


# A page without its socket has a task that would delete it again later, which is an error.
def _delete(client: Client) -> None:
    for document_id in list(client._delete_tasks):  # noqa: SLF001  no public way
        client._cancel_delete_task(document_id)  # noqa: SLF001
    client.delete()


async def _hang_up(eio_sid: str, client_id: str) -> None:
    await disconnect(eio_sid)
    asyncio.get_running_loop().call_later(MAX_RETURN_SECONDS, _delete_unless_back, client_id)


def _delete_unless_back(client_id: str) -> None:
    client = Client.instances.get(client_id)
    if client is not None and not client.has_socket_connection:
        _delete(client)


async def _send_to_login(sid: str, eio_sid: str, address: str) -> None:
    await core.sio.emit("open", {"path": address, "new_tab": False}, to=sid)
    await disconnect(eio_sid)


def _guard_connect(connect: Callable[..., Any], auth: Auth) -> Callable[..., Any]:
    @wraps(connect)
    async def guarded(sid: str, environ: dict[str, Any], data: object = None) -> None:
        query = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        if not _may_join(query, environ, auth):
            raise SocketRefused(UNKNOWN_PAGE)
        await connect(sid, environ, data)
        _disconnect_oldest(Client.instances[query["client_id"]])

    return guarded


# A page whose network has gone comes back by a new socket, before the old one is known to be dead.
def _disconnect_oldest(client: Client) -> None:
    for sid in _sockets_of(client)[:-MAX_SOCKETS_PER_PAGE]:
        background_tasks.create(disconnect(core.sio.manager.eio_sid_from_sid(sid, "/")))


def _guard_disconnect(handle: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(handle)
    def guarded(sid: str, *_: object) -> None:
        if page := find_joined_page(sid):
            page.handle_disconnect(sid)
        background_tasks.create(disconnect(core.sio.manager.eio_sid_from_sid(sid, "/")))

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
        except MALFORMED:
            log.info("A malformed message ended its socket")
            background_tasks.create(_hang_up(core.sio.manager.eio_sid_from_sid(sid, "/"), client.id))

    return guarded


def _find_client(message: object) -> Client | None:
    name = message.get("client_id") if isinstance(message, dict) else None
    return Client.instances.get(name) if isinstance(name, str) else None


def _ignore(*_: object) -> None:
    return


def _may_join(data: dict[str, Any], environ: dict[str, Any], auth: Auth) -> bool:
    names = [data.get(name) for name in ("client_id", "tab_id", "document_id")]
    if not all(isinstance(name, str) and 0 < len(name) <= _MAX_ID_LENGTH for name in names):
        return False
    if not str(data.get("next_message_id", 0)).isdecimal():
        return False
    client = Client.instances.get(data["client_id"])
    return client is not None and auth.may_join(client.request, environ.get("HTTP_COOKIE", ""))
