"""Start guard: texts of the script that says when a page's scripts have not started (start_guard.js)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from pages.i18n import Translator


def start_guard_texts(t: Translator, now: datetime) -> dict[str, str]:
    """Return what a page loaded at `now` says when it has not started."""
    return {
        "not-alive": t.gettext("This page is not live."),
        "part-lost": t.gettext("A part of it could not be loaded. Please check the network, and any content blocker."),
        "too-old": t.gettext("This browser is too old for that: it takes Safari 16.4, Chrome 96 or Firefox 108."),
        "refreshes": t.gettext("It now refreshes itself every 20 seconds."),
        "load-again": t.gettext("Load it again"),
        "loaded-at": t.gettext("As of {time}", time=t.clock(now)),
    }
