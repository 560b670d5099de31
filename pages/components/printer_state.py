"""State of a printer in words: printers and their protocols say it in many ways, staff need four."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pages.i18n import Translator


def printer_state(problem: str, t: Translator) -> str:
    """Say what is wrong with a printer, by what the printer or the connection to it said."""
    said = problem.lower()
    if "paper" in said:
        return t.gettext("out of paper")
    if "cover" in said:
        return t.gettext("the cover is open")
    if "confirm" in said:
        return t.gettext("it took a ticket and did not say that it is printed. Look at the paper")
    if "switched on" in said:
        return t.gettext("it does not answer. Is it switched on?")
    return t.gettext("it cannot print at the moment")
