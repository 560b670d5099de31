"""Kitchen: its day, its bell, and when orders for later are begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.owner.settings.section import Field, Section

if TYPE_CHECKING:
    from pages.i18n import Translator


def kitchen_section() -> Section:
    """Return the section."""
    return Section(id="kitchen", title=lambda t: t.gettext("Kitchen"), fields=_fields)


def _fields(t: Translator) -> tuple[Field, ...]:
    return (
        Field(
            "business_day_starts",
            t.gettext("The day begins at"),
            t.gettext("An evening until two in the morning is then one day in the reports."),
            "time",
        ),
        Field(
            "ring_again_seconds",
            t.gettext("Ring again after (seconds)"),
            t.gettext("Louder, until somebody touches the tablet. 0: never."),
            "number",
        ),
        Field("shelf_amber_minutes", t.gettext("A ready order turns amber after (minutes)"), kind="number"),
        Field(
            "shelf_red_minutes",
            t.gettext("A ready order turns red after (minutes)"),
            t.gettext("The kitchen’s bell then rings once more for it."),  # noqa: RUF001
            "number",
        ),
        Field("ready_by_expo", t.gettext("New orders are ready when the expo says so"), kind="switch"),
        Field(
            "start_next",
            t.gettext("Say which dish to start next"),
            t.gettext("A dish that should wait says so, so that an order’s dishes are done together."),  # noqa: RUF001
            "switch",
        ),
        Field(
            "off_rail_stations",
            t.gettext("Stations that need no cooking"),
            t.gettext("For example bar. New orders show its drinks small; an order of drinks alone is ready at once."),
        ),
        Field(
            "lead_minutes",
            t.gettext("Begin orders for later at most (minutes) before their time"),
            t.gettext("Leave it empty, and it follows from how long dishes take."),
            "number",
        ),
    )
