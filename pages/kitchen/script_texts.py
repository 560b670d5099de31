"""Script texts of the kitchen page: what its scripts say, `{names}` filled in by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.kitchen.stock_view import stock_texts

if TYPE_CHECKING:
    from pages.i18n import Translator


def script_texts(t: Translator) -> dict[str, str]:
    """Return the texts by name."""
    return stock_texts(t) | {
        "due": t.gettext("due {time}", time="{time}"),
        "due-soon": t.gettext("due in {n} min", n="{n}"),
        "late": t.gettext("late by {n} min", n="{n}"),
        "everything": t.gettext("All"),
        "expo": t.gettext("Expo"),
        "to-make": t.gettext("{waiting} waiting, {cooking} cooking", waiting="{waiting}", cooking="{cooking}"),
        "undo": t.gettext("Undo"),
        "more-of": t.gettext("Ticket {code}", code="{code}"),
        "cancel-of": t.gettext("Cancel {code}?", code="{code}"),
        "take-off": t.gettext("Take off {dish}", dish="{dish}"),
        "put-back": t.gettext("Put back {dish}", dish="{dish}"),
        "hold-dish": t.gettext("Hold {dish}", dish="{dish}"),
        "fire-dish": t.gettext("Fire {dish}", dish="{dish}"),
        "part-done": t.gettext("Some are ready: {dish}", dish="{dish}"),
        "take-off-short": t.gettext("Take off"),
        "put-back-short": t.gettext("Put back"),
        "hold-dish-short": t.gettext("Hold"),
        "fire-dish-short": t.gettext("Fire"),
        "part-done-short": t.gettext("Some are ready"),
        "how-many": t.gettext("How many of {dish}", dish="{dish}"),
        "changed-order": t.gettext("{code} was changed", code="{code}"),
        "offline-tap": t.gettext("Not connected: that tap was not taken. Please tap again in a moment."),
        "moved-on": t.gettext("{code} was changed on another screen. Look again, then tap.", code="{code}"),
        "just-moved": t.gettext("{code} moved under your finger just now. Tap again if you mean it.", code="{code}"),
        "double-tap": t.gettext("{code}: that was a double tap, so only the first one counts.", code="{code}"),
        "unsure": t.gettext("No answer about {code}. Look at the ticket, then tap again.", code="{code}"),
        "unsure-if-done": t.gettext("No answer. Look whether it was done; if not, tap again."),
        "one-ticket": t.gettext("1 ticket"),
        "tickets": t.gettext("{n} tickets", n="{n}"),
        "one-dish": t.gettext("1 dish"),
        "dishes": t.gettext("{n} dishes", n="{n}"),
        "minutes": t.gettext("{n} min", n="{n}"),
        "now": t.gettext("now"),
        "n-ready": t.gettext("{n} ready", n="{n}"),
        "more-below": t.gettext("{n} more below", n="{n}"),
        "late-below": t.gettext("{n} more below · {late} late", n="{n}", late="{late}"),
        "late-short": t.gettext("{n} · {late} late", n="{n}", late="{late}"),
        "show": t.gettext("Show"),
        "start-now": t.gettext("next"),
        "start-in": t.gettext("in {n} min", n="{n}"),
        "thanks": t.gettext("{code} says thanks", code="{code}"),
        "new-order": t.gettext("New order {code}", code="{code}"),
        "new-orders": t.gettext("{n} new orders", n="{n}"),
        "sound-on": t.gettext("Sound is on"),
        "sound-off": t.gettext("Sound is off"),
        "sound-locked": t.gettext("Tap for sound"),
    }
