"""Addresses of an order's pages, which keep the language that the guest has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.order import Order
    from pages.i18n import Translator


def address(order: Order, t: Translator, page: str = "") -> str:
    """Return the path of the order's page, or of one below it, and the language unless it is the order's own."""
    return f"/t/{order.token}{page}" + ("" if t.language == order.language else f"?lang={t.language}")


def start_address(order: Order, t: Translator) -> str:
    """Return the path at which an app begins: the order's page, in the language that its guest has chosen."""
    chosen = chosen_language(order, t)
    return f"/t/{order.token}" + (f"?lang={chosen}" if chosen else "")


def chosen_language(order: Order, t: Translator) -> str:
    """Return the language that was chosen instead of the order's; empty without either: pages follow the phone then."""
    return "" if order.language in {"", t.language} else t.language
