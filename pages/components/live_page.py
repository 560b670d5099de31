"""Live pages: one reconnect timeout, one shell with the connection's script and its texts, for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import Depends
from nicegui import ui

from pages.components.page_shell import PageShell, attach_shell, static_url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pages.context import AppContext
    from pages.i18n import Translator

# A device that sleeps or loses its network for this long gets its page back unchanged; after it, the page reloads.
RECONNECT_TIMEOUT_SECONDS = 120.0


def live_page(path: str, *guards: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a NiceGUI page at a path, behind these guards."""
    return ui.page(path, dependencies=[Depends(guard) for guard in guards], reconnect_timeout=RECONNECT_TIMEOUT_SECONDS)


def connection_texts(t: Translator, timezone: str) -> dict[str, str]:
    """Return what `connection.js` needs: its texts, and the zone (IANA name) that it writes times in."""
    return {
        "live": t.gettext("Live"),
        "stale": t.gettext("Last news {time}, reconnecting", time="{time}"),
        "zone": timezone,
    }


def attach_staff_shell(
    context: AppContext, t: Translator, title: str, scripts: Sequence[str], texts: Mapping[str, str]
) -> None:
    """Finish the live staff page being built: its title, the connection's script, and the scripts of its own."""
    shell = PageShell(
        translator=t,
        now=context.now(),
        scripts=tuple(static_url(name) for name in ("shared/connection.js", *scripts)),
        script_texts={**connection_texts(t, context.timezone), **texts},
    )
    attach_shell(shell, f"{title} · {context.name}")
