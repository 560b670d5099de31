"""Settings view: pure presenters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.qr_code import qr_svg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.notices import Delivered
    from pages.i18n import Translator

# Staff mistype a PIN once or twice.
MIN_SUSPICIOUS_GUESSES = 10


def push(is_secure: bool, key: str, delivered: Iterable[Delivered], t: Translator) -> Markup:  # noqa: FBT001  called once
    """Say whether guests' phones can be rung from here, what became of past notices, and offer a test."""
    return Markup('<section class="card setting" id="push"><h2>{}</h2>{}{}{}</section>').format(
        t.gettext("Push notices"),
        _possible(is_secure, key, t),
        _outcomes(delivered, t),
        _test(key, t),
    )


def board(url: str, t: Translator) -> Markup:
    """Lead to the room's screen: a link for this device, a QR code for another."""
    return Markup(
        '<section class="card setting" id="board"><h2>{}</h2><p>{}</p>'
        '<div class="row"><a class="quiet" href="/board">{}</a></div>'
        '<div class="qr" role="img" aria-label="{}">{}</div><p class="hint" dir="ltr">{}</p></section>'
    ).format(
        t.gettext("Pickup board"),
        t.gettext("A screen for your guests: the codes that are cooking, and those that are ready."),
        t.gettext("Open the board"),
        t.gettext("QR code of the board’s address"),  # noqa: RUF001  an apostrophe
        Markup(qr_svg(url).decode()),  # noqa: S704  our own picture
        url,
    )


def learning(t: Translator) -> Markup:
    """Offer to forget what the estimates have learned."""
    return _section(
        t.gettext("Estimates"),
        Markup(""),
        t.gettext("They learn from each order how long dishes take. After a change in the kitchen, start again."),
        _form("/settings/unlearn", t.gettext("Forget what was learned"), t),
    )


def devices(guesses: int, t: Translator) -> Markup:
    """Offer to end all sessions, and say when somebody guesses the PIN; `guesses` are the wrong ones of late."""
    return _section(
        t.gettext("Signed-in devices"),
        _guessing(guesses, t),
        t.gettext("A tablet was lost, or somebody left? Sign all out; each then needs the PIN again, this one too."),
        _form("/settings/sign-all-out", t.gettext("Sign all devices out"), t),
    )


def _guessing(guesses: int, t: Translator) -> Markup:
    if guesses < MIN_SUSPICIOUS_GUESSES:
        return Markup("")
    says = t.ngettext(
        "Somebody is guessing the PIN: {n} wrong one in a short time. Each must wait longer for the next try.",
        "Somebody is guessing the PIN: {n} wrong ones in a short time. Each must wait longer for the next try.",
        guesses,
    )
    then = t.gettext("A longer PIN holds longer: 8 digits or more.")
    return Markup('<p class="wrong" id="guessing">{} {}</p>').format(says, then)


def script_texts(t: Translator) -> dict[str, str]:
    """Return the words of the page's script."""
    return {
        "sent": t.gettext("Sent. It should ring here in a moment."),
        "refused": t.gettext("It was not taken: {why}", why="{why}"),
        "blocked": t.gettext("This browser does not allow notices from this page."),
        "unsupported": t.gettext("This browser cannot get notices here. Try it on a phone, by https."),
    }


def _possible(is_secure: bool, key: str, t: Translator) -> Markup:  # noqa: FBT001  called once
    if not is_secure:
        says = t.gettext("Not possible yet: phones demand https. The README shows three ways to get it.")
    elif not key:
        says = t.gettext(
            "Not possible yet: write your mailbox into ORDERBELL_VAPID_SUBJECT, as mailto:you@example.org."
        )
    else:
        says = t.gettext("Possible: this address is secure, and your mailbox is set.")
    return Markup('<p class="verdict" data-possible="{}">{}</p>').format("true" if is_secure and key else "false", says)


def _outcomes(delivered: Iterable[Delivered], t: Translator) -> Markup:
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}{}</th><td class="num">{}</td><td>{}</td></tr>').format(
            _outcome_name(one.outcome, t), f": {one.why}" if one.why else "", one.count, t.clock(one.latest)
        )
        for one in delivered
    )
    if not rows:
        return Markup('<p class="hint">{}</p>').format(t.gettext("No notice was due in the last days."))
    return Markup(
        '<table class="outcomes"><thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(t.gettext("What became of them"), t.gettext("How many"), t.gettext("Latest"), rows)


def _outcome_name(outcome: str, t: Translator) -> str:
    names = {
        "sent": t.gettext("Sent"),
        "gone": t.gettext("The phone had left"),
        "expired": t.gettext("Too late to be of use"),
        "rejected": t.gettext("Refused"),
        "untrue": t.gettext("Taken back in time"),
    }
    return names.get(outcome, outcome)


def _test(key: str, t: Translator) -> Markup:
    return Markup(
        '<div class="row"><button type="button" class="primary" id="test-push" data-key="{}"{}>{}</button></div>'
        '<p role="status" id="test-says"></p>'
    ).format(key, "" if key else Markup(" disabled"), t.gettext("Send a test to this device"))


def _section(title: str, warning: Markup, says: str, form: Markup) -> Markup:
    return Markup('<section class="card setting"><h2>{}</h2>{}<p>{}</p>{}</section>').format(title, warning, says, form)


# An action that cannot be undone is confirmed first, without any script.
def _form(action: str, button: str, t: Translator) -> Markup:
    return Markup(
        '<details><summary class="quiet">{button}</summary><form method="post" action="{action}"><p>{sure}</p>'
        '<button type="submit" class="primary danger">{yes}</button></form></details>'
    ).format(button=button, action=action, sure=t.gettext("This cannot be undone."), yes=t.gettext("Yes, do it"))
