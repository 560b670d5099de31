"""What every staff page carries at its top: where one is, where one can go, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.fragment import Fragment
from pages.guest_view import icon

if TYPE_CHECKING:
    from pages.text import Words


def bar(here: str, words: Words, *, is_live: bool = True) -> Markup:
    """Draw the whole bar of a page that has nothing more to put there."""
    fresh = freshness(words) if is_live else Markup()
    return places(here, words) + Markup('<span class="grow"></span>') + fresh + way_out(words)


def places(here: str, words: Words) -> Markup:
    """Link the staff's pages; the one that is open says so."""
    names = {
        "/kitchen": words("Kitchen"),
        "/orders/new": words("New order"),
        "/menu": words("Menu"),
        "/reports": words("Reports"),
        "/settings": words("Settings"),
    }
    links = (_place(path, name, path == here) for path, name in names.items())
    return Markup('<nav class="places" aria-label="{}">{}</nav>').format(words("Pages"), Markup("").join(links))


def way_out(words: Words) -> Markup:
    """Offer the sign-out."""
    return Markup(
        '<form class="out" method="post" action="/logout"><button class="pill icon-only" aria-label="{0}" title="{0}">'
        "{1}</button></form>"
    ).format(words("Sign out"), icon("out"))


def freshness(words: Words) -> Markup:
    """Show how old the page's news is; the script keeps it true."""
    return Markup(
        '<span class="fresh" data-testid="freshness" data-live="false"><i class="dot"></i><span>{}</span></span>'
    ).format(words("Connecting"))


def toasts(words: Words) -> None:
    """Lay out where the page's scripts say what became of a tap, for eyes and for ears."""
    place = Fragment(tag="section").classes("toasts").props("id=toasts")
    place.props["aria-label"] = words("What just happened")
    Fragment(tag="p").classes("unseen").props("id=news role=status aria-live=polite")


def _place(path: str, name: str, is_here: bool) -> Markup:  # noqa: FBT001  positional in one place
    current = Markup(' aria-current="page"') if is_here else Markup()
    return Markup('<a href="{}"{}>{}</a>').format(path, current, name)
