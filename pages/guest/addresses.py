"""Addresses of an order's pages, which keep the language that the guest has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.order import Order
    from pages.i18n import Translator


def address(order: Order, t: Translator, page: str = "") -> str:
    """Return the path of the order's page, or of one below it, and the language unless it is the order's own."""
    return f"/t/{order.token}{page}" + ("" if t.language == order.language else f"?lang={t.language}")
