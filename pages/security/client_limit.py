"""How many open pages the house bears: each costs memory, so one link that is hammered must not take all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nicegui import ui

from pages.components.page_shell import attach_shell, static_page
from pages.components.static_html import render_static

if TYPE_CHECKING:
    from fastapi import Request
    from nicegui import Client
    from starlette.responses import Response

    from pages.components.page_shell import PageShell

# A page that was fetched costs some 90 KB for the minute in which its socket may come, one with a guest some 300 KB.
MOST_EXPECTED_EACH = 100
MOST_EXPECTED = 600
MOST_EACH = 1000
MOST = 4000


class ClientLimiter:
    """Counts the open pages, by what they show. Addresses do not count: all guests of a restaurant may share one.

    Who finds no seat is not sent away, but gets the same page as plain HTML, which asks again by itself.
    """

    def __init__(self) -> None:
        """Begin with an empty house."""
        self._taken: dict[str, set[Client]] = {}

    def show(self, shown: str, request: Request, shell: PageShell, title: str) -> Response | None:
        """Dress the page that has just been built, and seat it; or answer with what it says, and forget it."""
        page = ui.context.client
        if self.is_free(shown):
            self._take(shown, page)
            attach_shell(shell, title)
            return None
        first_html = render_static(page.content)
        page.delete()
        return static_page(request, replace(shell, first_html=first_html, scripts=(), is_live=False), title)

    def is_free(self, shown: str) -> bool:
        """Whether there is a seat for one more page that shows this."""
        here = self._taken.get(shown, set())
        all_of_them = [client for clients in self._taken.values() for client in clients]
        if len(here) >= MOST_EACH or len(all_of_them) >= MOST:
            return False
        return _expected(here) < MOST_EXPECTED_EACH and _expected(all_of_them) < MOST_EXPECTED

    def _take(self, shown: str, client: Client) -> None:
        self._taken.setdefault(shown, set()).add(client)
        client.on_delete(lambda: self._leave(shown, client))

    def _leave(self, shown: str, client: Client) -> None:
        here = self._taken.get(shown, set())
        here.discard(client)
        if not here:
            self._taken.pop(shown, None)


def _expected(clients: set[Client] | list[Client]) -> int:
    return sum(not client.has_socket_connection for client in clients)
