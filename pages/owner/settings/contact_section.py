"""Contact: the telephone, address and opening hours that guests see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.owner.settings.section import Field, Section

if TYPE_CHECKING:
    from pages.i18n import Translator


def contact_section() -> Section:
    """Return the section."""
    return Section(id="contact", title=lambda t: t.gettext("Contact"), fields=_fields)


def _fields(t: Translator) -> tuple[Field, ...]:
    return (
        Field("phone", t.gettext("Telephone"), t.gettext("Guests call it from their order’s page."), "tel"),  # noqa: RUF001
        Field("whatsapp", "WhatsApp", t.gettext("Guests write to it from the page of their order."), "tel"),
        Field("address", t.gettext("Address"), t.gettext("It leads to a map."), "lines"),
        Field("opening_hours", t.gettext("Opening hours"), t.gettext("In words, for example: Tue-Sun 12-23."), "lines"),
    )
