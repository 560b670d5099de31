"""First steps: which of them a new restaurant has done, for the page that leads through them and the ways to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pages.context import AppContext

WELCOME = "/welcome"


def is_named(context: AppContext) -> bool:
    """Return whether guests read a name and a way to reach the restaurant."""
    has_name = "restaurant_name" in context.settings_store.given or context.name != "OrderBell"
    return has_name and bool(context.settings.phone or context.settings.address)


def is_pin_chosen(context: AppContext) -> bool:
    """Return whether the PIN is one that somebody chose, and not the first start's."""
    pins = context.credentials.pins
    return pins.is_given or pins.is_chosen or pins.has_owners


def remain(context: AppContext) -> bool:
    """Return whether one of the steps that leave a trace is still to do."""
    return not (is_named(context) and context.kitchen.menu.dishes and is_pin_chosen(context))
