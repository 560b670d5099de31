"""First step: one of those that lead a new restaurant, and the buttons that go with it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup


class Step(NamedTuple):
    """One of the first steps. `more` is what one does about it."""

    id: str
    title: str
    says: str
    is_done: bool
    more: Markup


def buttons(*links: tuple[str, str]) -> Markup:
    """Draw links as buttons, each an address with its name."""
    drawn = (Markup('<a class="quiet" href="{}">{}</a>').format(*link) for link in links)
    return Markup('<div class="row">{}</div>').format(Markup("").join(drawn))
