"""Button for what is not done by mistake: it asks first, without any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from pages.i18n import Translator


def confirmed_action(action: str, button: str, t: Translator, warning: str = "") -> Markup:
    """Draw a button that opens the question, and the form that posts to `action`.

    Without a `warning` it says that this cannot be undone.
    """
    return Markup(
        '<details><summary class="quiet">{button}</summary><form method="post" action="{action}"><p>{warning}</p>'
        '<button type="submit" class="primary danger">{yes}</button></form></details>'
    ).format(
        button=button,
        action=action,
        warning=warning or t.gettext("This cannot be undone."),
        yes=t.gettext("Yes, do it"),
    )
