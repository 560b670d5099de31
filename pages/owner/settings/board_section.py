"""Board: the room's screen, who may see it, and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.qr_code import qr_svg
from pages.owner.settings.section import Attempt, Field, Section

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.i18n import Translator


def board_section(context: AppContext) -> Section:
    """Return the section."""

    async def draw(t: Translator, _: Attempt | None) -> Markup:
        url = f"{context.address}/board"
        return Markup(
            '<div class="row"><a class="quiet" href="/board">{}</a></div>'
            '<div class="qr" role="img" aria-label="{}">{}</div><p class="hint" dir="ltr">{}</p>'
        ).format(
            t.gettext("Open the board"),
            t.gettext("QR code of the board’s address"),  # noqa: RUF001
            Markup(qr_svg(url).decode()),  # noqa: S704  our own picture
            url,
        )

    return Section(id="board", title=lambda t: t.gettext("Pickup board"), fields=_fields, draw=draw)


def _fields(t: Translator) -> tuple[Field, ...]:
    return (
        Field(
            "board_for_staff",
            t.gettext("Show it to staff only"),
            t.gettext("A screen for your guests: the codes that are cooking, and those that are ready."),
            "switch",
        ),
        Field(
            "board_speaks",
            t.gettext("Speak the codes that are ready"),
            t.gettext("In each language of the pages, where the screen’s browser has its voice."),  # noqa: RUF001
            "switch",
        ),
    )
