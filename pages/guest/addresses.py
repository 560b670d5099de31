"""Addresses of an order's pages, which keep the language that the guest has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.order import Order
    from pages.i18n import Translator


def address(order: Order, t: Translator, page: str = "") -> str:
    """Return the path of the order's page, or of one below it, and the language unless it is the order's own."""
    chosen = chosen_language(order, t)
    return f"/t/{order.token}{page}" + (f"?lang={chosen}" if chosen else "")


def chosen_language(order: Order, t: Translator) -> str:
    """Return the language to be kept in addresses; empty for the order's own, which its pages speak anyway."""
    return "" if t.language == order.language else t.language
