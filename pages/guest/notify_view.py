"""Notify view: the text of each state of push on a phone; the script shows the one that applies.

Of a ready order a guest can still be told that they are called again.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.notices import NoticeKind
from pages.components.labels import icon

if TYPE_CHECKING:
    from domain.order import Order
    from pages.i18n import Translator

_WHEN = re.compile(r'data-when="([^"]*)"')
_BESIDES = (NoticeKind.READY, NoticeKind.CANCELLED, NoticeKind.LATE)


def notify(order: Order, t: Translator, key: str) -> Markup:
    """Draw the section; `key` is the public VAPID key, empty while push is off.

    It begins in the state that is likely, so that the page does not move when the script has asked the phone.
    """
    return Markup(
        '<section class="card notify" id="notify" data-online data-kept{hidden}>'
        '<notify-me data-key="{key}">{ways}</notify-me></section>'
    ).format(
        hidden="" if order.is_open else Markup(" hidden"),
        key=key,
        ways=_ways(t, "ask" if key else "off"),
    )


@functools.cache
def _ways(t: Translator, state: str) -> Markup:
    ways = _ask(t) + _on(t) + _page_rings(t) + _blocked(t) + _home_screen(t) + _other_ways(t)
    return Markup(_WHEN.sub(lambda found: found[0] + ("" if state in found[1].split() else " hidden"), ways))  # noqa: S704


def _ask(t: Translator) -> Markup:
    return Markup(
        '<div data-when="ask asking failed">'
        '<button type="button" class="primary till-ready" data-do="ask">{bell}{until_ready}</button>'
        '<button type="button" class="quiet once-ready" data-do="ask">{bell}{if_called}</button>'
        '<p role="status" data-when="asking">{asking}</p>'
        '<p class="wrong" role="alert" data-when="failed">{failed}</p></div>'
    ).format(
        bell=icon("bell"),
        until_ready=t.gettext("Notify me when it is ready"),
        if_called=t.gettext("Notify me if I am called again"),
        asking=t.gettext("Your phone asks you now whether this page may notify you."),
        failed=t.gettext("That did not work. Please check your connection and try again."),
    )


def _on(t: Translator) -> Markup:
    return Markup(
        '<div data-when="on"><p role="status" class="rings">{bell}<b class="till-ready">{until_ready}</b>'
        '<b class="once-ready">{if_called}</b></p><p class="till-ready">{explain}</p></div>'
        '<button type="button" class="quiet" data-do="stop" data-when="on">{stop}</button>'
    ).format(
        bell=icon("bell"),
        until_ready=t.gettext("This phone will ring"),
        if_called=t.gettext("This phone will ring if you are called again"),
        explain=t.gettext("You can close the page and put your phone away."),
        stop=t.gettext("Do not notify me any more"),
    )


# Where no notice can come, the page itself is the way: one button lets it sound.
def _page_rings(t: Translator) -> Markup:
    return Markup(
        '<div data-when="blocked home-screen unsupported insecure off">'
        '<p role="status">{bell}<b>{keep}</b></p>{ring}</div>'
    ).format(
        bell=icon("bell"),
        keep=t.gettext("Keep this page open: it rings when your order is ready."),
        ring=_button("ring", t.gettext("Ring on this page"), "primary"),
    )


def _other_ways(t: Translator) -> Markup:
    return Markup(
        '<details data-when="ask asking failed on"><summary>{other}</summary>'
        '<div class="rings-here">{ring}{awake}</div>'
        '<fieldset class="kinds"><legend>{choose}</legend>{kinds}</fieldset></details>'
        '<div class="rings-here" data-when="blocked home-screen unsupported insecure off">{awake}</div>'
    ).format(
        other=t.gettext("Other ways"),
        ring=_button("ring", t.gettext("Ring on this page"), "quiet"),
        awake=_button("awake", t.gettext("Keep screen on"), "quiet"),
        choose=t.gettext("What to tell you"),
        kinds=Markup("").join(_kind(kind, name) for kind, name in _kinds(t).items()),
    )


def _button(does: str, name: str, look: str) -> Markup:
    return Markup('<button type="button" class="{}" data-do="{}" aria-pressed="false">{}{}</button>').format(
        look, does, icon("check"), name
    )


def _kinds(t: Translator) -> dict[NoticeKind, str]:
    return {
        NoticeKind.READY: t.gettext("when it is ready"),
        NoticeKind.NEARLY_NEXT: t.gettext("a few minutes before"),
        NoticeKind.LATE: t.gettext("when it takes longer than promised"),
        NoticeKind.CANCELLED: t.gettext("when it is cancelled"),
    }


def _kind(kind: NoticeKind, name: str) -> Markup:
    checked = Markup(" checked") if kind in _BESIDES else Markup()
    return Markup('<label><input type="checkbox" name="kind" value="{}"{}> {}</label>').format(
        kind.value, checked, name
    )


def _blocked(t: Translator) -> Markup:
    return Markup('<p data-when="blocked">{off}<b>{blocked}</b> {unblock}</p>').format(
        off=icon("bell-off"),
        blocked=t.gettext("Notices are blocked for this page."),
        unblock=t.gettext("To allow them, open the settings of this page beside its address, and allow notifications."),
    )


def _home_screen(t: Translator) -> Markup:
    steps = (
        ("share", t.gettext("Tap the share button of your browser.")),
        ("add-home", t.gettext("Choose “Add to Home Screen”.")),
        ("open-home", t.gettext("Open your order from the Home Screen and tap “Notify me” there.")),
    )
    drawn = (Markup("<li>{}<span>{}</span></li>").format(icon(name, "step"), says) for name, says in steps)
    return Markup('<div data-when="home-screen"><p><b>{}</b></p><ol class="how">{}</ol></div>').format(
        t.gettext("On iPhone and iPad, notices need the Home Screen:"), Markup("").join(drawn)
    )
