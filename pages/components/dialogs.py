"""Dialogs of the staff pages."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from markupsafe import Markup
from nicegui import ui

from pages.components.fragment import Fragment
from pages.components.labels import icon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pages.i18n import Translator


@contextmanager
def dialog(name: str) -> Iterator[None]:
    """Lay out a dialog of a live page, around what is drawn within.

    It ends with a place for messages: while it is open, all of the page outside of it is inert.
    """
    with ui.element("dialog").classes("sheet").props(f"id={name} aria-labelledby={name}-title"):
        yield
        Fragment(tag="p").classes("says").props("role=status")


def heading(name: str, title: str, t: Translator) -> Markup:
    """Head a dialog, with the button that closes it."""
    return Markup(
        '<header><h2 id="{}">{}</h2><button type="button" class="pill icon-only" data-close aria-label="{}">{}</button>'
        "</header>"
    ).format(name, title, t.gettext("Close"), icon("close"))
