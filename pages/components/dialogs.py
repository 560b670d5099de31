"""Dialogs of the staff pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.labels import icon

if TYPE_CHECKING:
    from pages.i18n import Translator


def heading(name: str, title: str, t: Translator) -> Markup:
    """Head a dialog, with the button that closes it."""
    return Markup(
        '<header><h2 id="{}">{}</h2><button type="button" class="pill icon-only" data-close aria-label="{}">{}</button>'
        "</header>"
    ).format(name, title, t.gettext("Close"), icon("close"))
