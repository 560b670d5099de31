"""Keys view: the dialog that lists the keys of the kitchen page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.dialogs import heading

if TYPE_CHECKING:
    from pages.i18n import Translator


def keys(t: Translator) -> Markup:
    """List the keys, for a keyboard or a bump bar."""
    drawn = (Markup("<dt><kbd dir=ltr>{}</kbd></dt><dd>{}</dd>").format(key, says) for key, says in _says(t).items())
    return heading("keys-title", t.gettext("Keys"), t) + Markup('<dl class="keys">{}</dl>').format(
        Markup("").join(drawn)
    )


def _says(t: Translator) -> dict[str, str]:
    return {
        "1 – 99": t.gettext("go to the ticket at this place"),  # noqa: RUF001  a range has an en dash
        "0 1 – 0 9": t.gettext("go to the ready order at this place"),  # noqa: RUF001  a range has an en dash
        "Enter": t.gettext("press the button in focus: start, ready, hand over"),
        "Backspace": t.gettext("take back what is done on this ticket, or what became ready last"),
        "← ↑ → ↓": t.gettext("walk along the tickets and their dishes"),
        "Ctrl Z": t.gettext("undo the latest tap"),
        "?": t.gettext("show the keys"),
    }
