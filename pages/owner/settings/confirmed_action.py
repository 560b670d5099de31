"""Button for what cannot be undone: it asks first, without any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from pages.i18n import Translator


def confirmed_action(action: str, button: str, t: Translator) -> Markup:
    """Draw a button that opens the question, and the form that posts to `action`."""
    return Markup(
        '<details><summary class="quiet">{button}</summary><form method="post" action="{action}"><p>{sure}</p>'
        '<button type="submit" class="primary danger">{yes}</button></form></details>'
    ).format(button=button, action=action, sure=t.gettext("This cannot be undone."), yes=t.gettext("Yes, do it"))
