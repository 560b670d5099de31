"""Processes: which of them serve this restaurant on one database, and which one leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.owner.settings.section import Attempt, Section

if TYPE_CHECKING:
    from pages.i18n import Translator
    from pages.owner_ports import Process, Processes


def processes_section(processes: Processes) -> Section:
    """Return the section."""

    async def draw(t: Translator, _: Attempt | None) -> Markup:
        lines = Markup("").join(_line(one, processes.own, t) for one in await processes.read())
        says = t.gettext("They share one database. The one that leads estimates, sends notices and deletes old orders.")
        return Markup('<p>{}</p><ul role="list">{}</ul>').format(says, lines)

    return Section(id="processes", title=lambda t: t.gettext("Processes"), draw=draw)


def _line(process: Process, own: str, t: Translator) -> Markup:
    notes = [t.gettext("leads")] * process.leads + [t.gettext("this one")] * (process.place == own)
    return Markup('<li data-testid="process">{}</li>').format(
        Markup(" · ").join([Markup('<bdi dir="ltr">{}</bdi>').format(process.place), *notes])
    )
