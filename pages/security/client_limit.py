"""Admission control for NiceGUI clients: 90 KB each before their socket joins, 300 KB after.

At the limit a page is served as static HTML that reloads itself, never refused. It is built once a second for all: a
flood would take the CPU from taps, and leave a deleted client behind at each request.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui
from starlette.responses import Response

from pages.components.page_cache import PageCache
from pages.components.page_shell import attach_shell, static_page
from pages.components.static_html import render_static

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from fastapi import Request
    from nicegui import Client

    from pages.components.page_shell import PageShell
    from pages.i18n import Translator

# Clients whose socket has not joined yet, for one subject: a browser joins within seconds, and a party that follows one
# order comes back at once after a restart. Then those without a socket, such as of phones that sleep, for one subject
# and in all, then clients in all states.
MAX_UNJOINED_PER_SUBJECT = 50
# A house has few boards, and anybody can ask for one.
MAX_UNJOINED_BOARDS = 15
MAX_WAITING_PER_SUBJECT = 100
MAX_WAITING = 600
MAX_CLIENTS_PER_SUBJECT = 1000
MAX_CLIENTS = 4000

BOARD = "board"


class NoRoom(Exception):
    """One more client may not show this; `answer` is the page as static HTML."""

    def __init__(self, answer: Response) -> None:
        super().__init__("too many clients show this")
        self.answer = answer


class ClientLimiter:
    """Counts the open clients by subject: the token of the order that they show, or BOARD.

    Addresses do not count, for all guests of a restaurant may share one.
    """

    def __init__(self) -> None:
        self._pages = PageCache()
        self._clients: dict[str, set[Client]] = {}
        self._all: set[Client] = set()

    def check_room(self, subject: str, request: Request, t: Translator) -> None:
        """Call it before a client is made: raises NoRoom with what another visitor was given within this second."""
        key = self._key(subject, t)
        if key in self._pages and not self.has_room(subject):
            raise NoRoom(self._pages.answer(request, 200, key, Response))

    def admit(self, subject: str, request: Request, shell: PageShell, title: str) -> Response | None:
        """Admit the client being built, and set its shell; at the limit delete it and return its static HTML."""
        client = ui.context.client
        if self.has_room(subject):
            self._add(subject, client)
            attach_shell(shell, title)
            return None
        still = replace(shell, first_html=render_static(client.content), start_script="", is_live=False)
        client.delete()
        key = self._key(subject, shell.translator)
        return self._pages.answer(request, 200, key, lambda: static_page(request, still, title))

    def _key(self, subject: str, t: Translator) -> tuple[str, Translator, int]:
        return subject, t, int(time.monotonic())

    def has_room(self, subject: str) -> bool:
        """Whether one more client may show this subject."""
        same = self._clients.get(subject, set())
        max_unjoined = MAX_UNJOINED_BOARDS if subject == BOARD else MAX_UNJOINED_PER_SUBJECT
        if len(same) >= MAX_CLIENTS_PER_SUBJECT or len(self._all) >= MAX_CLIENTS:
            return False
        return (
            _has_fewer(same, max_unjoined, _is_unjoined)
            and _has_fewer(same, MAX_WAITING_PER_SUBJECT, _waits)
            and _has_fewer(self._all, MAX_WAITING, _waits)
        )

    def _add(self, subject: str, client: Client) -> None:
        self._clients.setdefault(subject, set()).add(client)
        self._all.add(client)
        # A handler that held the client would keep it from being freed.
        client.on_delete(partial(self._remove, subject))

    def _remove(self, subject: str, client: Client) -> None:
        same = self._clients.get(subject, set())
        same.discard(client)
        self._all.discard(client)
        if not same:
            self._clients.pop(subject, None)


# Each visit asks, so they are counted only where there are enough of them.
def _has_fewer(clients: Collection[Client], limit: int, is_meant: Callable[[Client], bool]) -> bool:
    return len(clients) < limit or sum(map(is_meant, clients)) < limit


def _waits(client: Client) -> bool:
    return not client.has_socket_connection


def _is_unjoined(client: Client) -> bool:
    return client._pinned_tab_id is None  # noqa: SLF001  NiceGUI sets it when the first socket joins
