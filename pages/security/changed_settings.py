"""Changed settings: open pages that were built with what the owner has changed are loaded again."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from pages.security.socket_guards import reload_pages

if TYPE_CHECKING:
    from pages.context import AppContext


def reload_after_changes(context: AppContext, path: str, *names: str, shows_logo: bool = False) -> None:
    """Load the open pages of this path again, past its guard, whenever one of these settings has changed.

    With `shows_logo` also when the logo has.
    """
    store = context.settings_store
    read_settings = attrgetter(*names)

    def read() -> object:
        return read_settings(store.current), store.logo if shows_logo else None

    built_with = read()

    async def follow() -> None:
        nonlocal built_with
        before, built_with = built_with, read()
        if built_with != before:
            reload_pages(path)

    store.follow(follow)
