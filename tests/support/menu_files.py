"""Menu files: reads a menu's file as the English pages do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.menu import Menu
from pages.i18n import translator_for
from pages.owner.menu_csv import CannotRead, read_menu
from tests.support.world import ZONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.menu import Dish

WORDS = translator_for("en", ZONE)
NOTHING = Menu()


def read(text: str | bytes, menu: Menu = NOTHING) -> Sequence[Dish]:
    """Return the dishes of a file for a restaurant with this menu."""
    return read_menu(text if isinstance(text, bytes) else text.encode(), menu, WORDS).dishes


def mistakes(text: str | bytes) -> Sequence[tuple[int, str]]:
    """Return what is wrong with a file that cannot be read: the lines, and what to do."""
    with pytest.raises(CannotRead) as refused:
        read(text)
    return refused.value.mistakes
