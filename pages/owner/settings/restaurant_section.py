"""Restaurant: its name, its languages and its time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.owner.settings.section import Field, Section

if TYPE_CHECKING:
    from pages.i18n import Translator


def restaurant_section() -> Section:
    """Return the section."""
    return Section(id="restaurant", title=lambda t: t.gettext("Restaurant"), fields=_fields)


def _fields(t: Translator) -> tuple[Field, ...]:
    return (
        Field("restaurant_name", t.gettext("Name"), t.gettext("Guests read it on every page, and on the receipt.")),
        Field(
            "languages",
            t.gettext("Languages of the pages"),
            t.gettext("A phone shows its own."),
            "languages",
        ),
        Field(
            "currency",
            t.gettext("Currency"),
            t.gettext("Three letters, for example EUR. Empty: that of the time zone."),
        ),
        Field("timezone", t.gettext("Time zone"), t.gettext("For example Europe/Madrid. All times follow it."), "zone"),
    )
