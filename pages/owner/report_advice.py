"""Report advice in one sentence. Pure presenter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.report_advice import AdviceTopic
from pages.owner.report_answers import quarter_name

if TYPE_CHECKING:
    from domain.report_advice import Suggestion
    from pages.i18n import Translator


def advice(given: Suggestion | None, t: Translator) -> Markup:
    """Say in one sentence what the figures suggest; empty when they are too few to tell."""
    if given is None:
        return Markup()
    said = {
        AdviceTopic.SOLD_OUT: t.gettext(
            "Prepare more {name}: guests asked for it {count} times while it was sold out.",
            name=given.name,
            count=given.count,
        ),
        AdviceTopic.LATE_REASON: t.gettext(
            "Begin with “{name}”: it made {count} of {total} orders late.",
            name=given.name,
            count=given.count,
            total=given.total,
        ),
        AdviceTopic.LATE_STATION: t.gettext(
            "Give {name} another hand around {time}: {count} of {total} orders were late waiting for it.",
            name=given.name,
            time=quarter_name(given.peak, t),
            count=given.count,
            total=given.total,
        ),
        AdviceTopic.CANCELLED: t.gettext(
            "Look at the cancelled orders: {count} of {total}, most often “{name}”.",
            name=given.name or t.gettext("No reason given"),
            count=given.count,
            total=given.total,
        ),
        AdviceTopic.PEAK: t.gettext(
            "All is well. Be prepared for {time}, when most orders come.", time=quarter_name(given.peak, t)
        ),
    }[given.topic]
    return Markup('<p class="card advice" data-testid="report-advice">{}</p>').format(said)
