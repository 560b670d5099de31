"""Stylesheets of the pages: put together from their parts, and inlined where a phone does not have them yet."""

from __future__ import annotations

import functools
import re

from markupsafe import Markup

from pages.components.static_files import STATIC

_LEFT_OUT = re.compile(r"\s*/\*.*?\*/\s*|\n\s+", re.DOTALL)
# In the order of the cascade: the tokens first, then what is built of them.
_GUEST = ("guest", "guest_items", "guest_timeline", "guest_foot", "sign_in", "board", "guest_signals")
_KITCHEN = (
    "kitchen",
    "kitchen_bar",
    "kitchen_shelf",
    "kitchen_rail",
    "ticket",
    "kitchen_notices",
    "kitchen_dialogs",
    "kitchen_motion",
    "ticket_details",
    "kitchen_day",
)
_COUNTER = ("counter", "order_pad", "placed_order", "menu", "orders")
STYLESHEETS = ("tokens", *_GUEST, *_KITCHEN, *_COUNTER, "paper", "reports", "owner", "notify")
# The part that a guest's page needs.
GUEST_STYLESHEETS = ("tokens", *_GUEST, "notify")


@functools.cache
def stylesheet(names: tuple[str, ...]) -> Markup:
    """Return the named stylesheets as one, in this order, without comments and indentation."""
    written = "\n".join((STATIC / "css" / f"{name}.css").read_text() for name in names)
    return Markup(_LEFT_OUT.sub("\n", written))  # noqa: S704  our own files
