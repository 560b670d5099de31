"""Records: how long orders are kept, and whether everybody may see how well promises are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.owner.settings.section import Field, Section

if TYPE_CHECKING:
    from pages.i18n import Translator


def records_section() -> Section:
    """Return the section."""
    return Section(id="records", title=lambda t: t.gettext("Reports and records"), fields=_fields)


def _fields(t: Translator) -> tuple[Field, ...]:
    return (
        Field(
            "keep_days",
            t.gettext("Delete orders after (days)"),
            t.gettext("Names and notes go with them. Reports reach back as far."),
            "number",
        ),
        Field(
            "public_scoreboard",
            t.gettext("Show everybody how well promises are kept"),
            t.gettext("At /scoreboard: figures of the last week, without names or dishes."),
            "switch",
        ),
    )
