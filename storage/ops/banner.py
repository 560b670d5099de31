"""Text that the owner reads in the terminal at the start."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno

from storage.ops.terminal import can_print

if TYPE_CHECKING:
    from storage.settings import Settings


def banner_text(settings: Settings, first_pin: str | None) -> str:
    """Return addresses, a QR code for the tablet, the PIN of a first start, and what push still needs."""
    kitchen = f"{settings.base_url}/kitchen"
    lines = [
        f"{settings.restaurant_name} is open.",
        "",
        f"  The kitchen, on a tablet     {kitchen}",
        f"  The kitchen, on this machine http://{settings.local_host}:{settings.port}/kitchen",
        f"  Orders from other systems    {settings.base_url}/api/docs",
        "",
        _terminal_qr(kitchen),
    ]
    if first_pin:
        lines += [f"  {first_pin_text(first_pin)}", ""]
    return "\n".join([*lines, *_push_lines(settings)])


def first_pin_text(pin: str) -> str:
    """Return what the owner reads of the PIN of a first start."""
    return f"The staff PIN is {pin}. Write it down: it is not shown again."


def demo_text(base_url: str, guest_link: str) -> str:
    """Return where a visitor of the demo sees what a guest and the room see."""
    return "\n".join(
        [
            "",
            f"  A guest's page               {guest_link}",
            f"  The room's board             {base_url}/board",
        ]
    )


def _push_lines(settings: Settings) -> list[str]:
    if not settings.is_secure:
        return [
            "  Guests' phones get no push yet: they demand https. Write an https address on /settings, or in",
            "  ORDERBELL_PUBLIC_URL (README, 'Getting https', shows three ways). Until then the page itself rings.",
        ]
    if not settings.vapid_subject:
        return [
            "  Guests' phones get no push yet: write your mailbox, you@example.org, on /settings, or in",
            "  ORDERBELL_VAPID_SUBJECT.",
        ]
    return ["  Guests' phones can get push."]


def _terminal_qr(url: str) -> str:
    text = io.StringIO()
    segno.make(url, error="l", micro=False).terminal(text, compact=True, border=2)
    return text.getvalue() if can_print(text.getvalue()) else ""
