"""Logo: the restaurant's picture beside its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from pages.owner_ports import Logo


def logo_image(logo: Logo | None) -> Markup:
    """Draw the picture, or nothing without one; the name beside it says what it shows.

    Its place is kept from the first paint, and what the guest came for is loaded before it.
    """
    if logo is None:
        return Markup()
    return Markup(
        '<img class="logo" src="/logo?v={}" alt="" width="40" height="40" fetchpriority="low" decoding="async">'
    ).format(logo.digest)
