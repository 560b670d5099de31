"""Live pages: one reconnect timeout, one shell with the connection's script and its texts, for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import Depends
from nicegui import ui

from pages.components.page_shell import PageShell, attach_shell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nicegui import APIRouter

    from pages.context import AppContext
    from pages.i18n import Translator

# A device that sleeps or loses its network for this long gets its page back unchanged; after it, the page reloads.
RECONNECT_TIMEOUT_SECONDS = 120.0
# A page that waits for a busy machine or database comes late. NiceGUI answers with an error after 3 s.
MAX_BUILD_SECONDS = 20.0


# Below our own application, NiceGUI's would be asked for it: a page would pass two more middleware (0.5 ms).
def live_page(
    router: APIRouter, path: str, *guards: Callable[..., Any]
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a NiceGUI page at a path of the router, behind these guards."""
    return ui.page(
        path,
        api_router=router,
        dependencies=[Depends(guard) for guard in guards],
        reconnect_timeout=RECONNECT_TIMEOUT_SECONDS,
        response_timeout=MAX_BUILD_SECONDS,
    )


def connection_texts(t: Translator) -> dict[str, str]:
    """Return the texts of `freshness.js`."""
    return {
        "live": t.gettext("Live"),
        "stale": t.gettext("Last news {time}, reconnecting", time="{time}"),
    }


def attach_staff_shell(
    context: AppContext, t: Translator, title: str, start_script: str, texts: Mapping[str, str]
) -> None:
    """Finish the live staff page being built: its title, its start script, and the texts of its scripts."""
    shell = PageShell(
        translator=t,
        now=context.now(),
        start_script=start_script,
        script_texts={**connection_texts(t), **texts},
    )
    attach_shell(shell, f"{title} · {context.name}")
