"""Staff bar: title, navigation and sign-out at the top of each staff page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.fragment import Fragment
from pages.components.labels import icon

if TYPE_CHECKING:
    from pages.i18n import Translator


def bar(here: str, t: Translator, *, is_live: bool = True) -> Markup:
    """Draw the whole bar of a page that has nothing more to put there."""
    fresh = freshness(t) if is_live else Markup()
    return _menu(here, t) + places(here, t) + Markup('<span class="grow"></span>') + fresh + way_out(t)


def places(here: str, t: Translator) -> Markup:
    """Link the staff's pages; the open one is marked."""
    links = (_place(path, name, path == here) for path, name in _names(t).items())
    language = Markup('<a href="/language" aria-label="{0}: {1}" title="{0}">{2}<span>{1}</span></a>').format(
        t.gettext("Language"), t.own_name, icon("globe")
    )
    return Markup('<nav class="places" aria-label="{}">{}{}</nav>').format(
        t.gettext("Pages"), Markup("").join(links), language
    )


def way_out(t: Translator) -> Markup:
    """Offer the sign-out."""
    return Markup(
        '<form class="out" method="post" action="/logout"><button class="pill icon-only" aria-label="{0}" title="{0}">'
        "{1}</button></form>"
    ).format(t.gettext("Sign out"), icon("out"))


def freshness(t: Translator) -> Markup:
    """Show the age of the page; the script updates it."""
    return Markup(
        '<span class="fresh" data-testid="freshness" data-live="false"><i class="dot"></i><span>{}</span></span>'
    ).format(t.gettext("Connecting"))


def toasts(t: Translator) -> None:
    """Lay out where the page's scripts say what became of a tap, for eyes and for ears."""
    place = Fragment(tag="section").classes("toasts").props("id=toasts")
    place.props["aria-label"] = t.gettext("What just happened")
    Fragment(tag="p").classes("unseen").props("id=news role=status aria-live=polite")


# Where the bar is narrow, the links stand behind a button that names the open page.
def _menu(here: str, t: Translator) -> Markup:
    pages, name = t.gettext("Pages"), _names(t).get(here, "")
    return Markup(
        '<details class="menu narrow"><summary class="pill" aria-label="{label}">{icon}<span>{name}</span></summary>'
        '<div class="drawer">{places}</div></details>'
    ).format(
        label=f"{pages}: {name}" if name else pages,
        icon=icon("menu"),
        name=name or pages,
        places=places(here, t),
    )


def _names(t: Translator) -> dict[str, str]:
    return {
        "/kitchen": t.gettext("Kitchen"),
        "/orders/new": t.gettext("New order"),
        "/orders": t.gettext("Orders"),
        "/menu": t.gettext("Menu"),
        "/reports": t.gettext("Reports"),
        "/settings": t.gettext("Settings"),
    }


def _place(path: str, name: str, is_here: bool) -> Markup:  # noqa: FBT001  positional in one place
    current = Markup(' aria-current="page"') if is_here else Markup()
    return Markup('<a href="{}"{}>{}</a>').format(path, current, name)
