"""Pages without sub pages: NiceGUI prepares each page for them by two event listeners, which no page here uses.

They would take 4 kB of each guest's memory and, in a reference cycle, garbage collections to free it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import client

if TYPE_CHECKING:
    from fastapi import Request
    from nicegui import Client


class NoSubPages:
    """Takes the place of NiceGUI 3.18's `SubPagesRouter`."""

    __slots__ = ()

    def __init__(self, request: Request | None) -> None:
        """Remember nothing."""

    async def _can_resolve_full_path(self, page: Client) -> bool:
        return page is not None


def use_single_pages() -> None:
    """Build each page from now on without sub pages."""
    vars(client)["SubPagesRouter"] = NoSubPages
