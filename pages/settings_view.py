"""What the owner reads and can do in the settings: pure presenters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.notices import Delivered
    from pages.text import Words


def push(is_secure: bool, key: str, delivered: Iterable[Delivered], words: Words) -> Markup:  # noqa: FBT001  called once
    """Say whether guests' phones can be rung from here, what became of past notices, and offer a test."""
    return Markup('<section class="card setting" id="push"><h2>{}</h2>{}{}{}</section>').format(
        words("Push notices"),
        _possible(is_secure, key, words),
        _outcomes(delivered, words),
        _test(key, words),
    )


def learning(words: Words) -> Markup:
    """Offer to forget what the estimates have learnt."""
    return _section(
        words("Estimates"),
        words("They learn from each order how long dishes take. After a change in the kitchen, begin anew."),
        _form("/settings/unlearn", words("Forget what was learnt"), words),
    )


def devices(words: Words) -> Markup:
    """Offer to end all sessions."""
    return _section(
        words("Signed-in devices"),
        words("A tablet was lost, or somebody left? Sign all out; each then needs the PIN again, this one too."),
        _form("/settings/sign-all-out", words("Sign all devices out"), words),
    )


def script_words(words: Words) -> dict[str, str]:
    """Return the words of the page's script."""
    return {
        "sent": words("Sent. It should ring here in a moment."),
        "refused": words("It was not taken: {why}", why="{why}"),
        "blocked": words("This browser does not allow notices from this page."),
        "unsupported": words("This browser cannot get notices here. Try it on a phone, by https."),
    }


def _possible(is_secure: bool, key: str, words: Words) -> Markup:  # noqa: FBT001  called once
    if not is_secure:
        says = words("Not possible yet: phones demand https. The README shows three ways to get it.")
    elif not key:
        says = words("Not possible yet: write your mailbox into ORDERBELL_VAPID_SUBJECT, as mailto:you@example.org.")
    else:
        says = words("Possible: this address is secure, and your mailbox is set.")
    return Markup('<p class="verdict" data-possible="{}">{}</p>').format("true" if is_secure and key else "false", says)


def _outcomes(delivered: Iterable[Delivered], words: Words) -> Markup:
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}{}</th><td class="num">{}</td><td>{}</td></tr>').format(
            _outcome_name(one.outcome, words), f": {one.why}" if one.why else "", one.count, words.clock(one.latest)
        )
        for one in delivered
    )
    if not rows:
        return Markup('<p class="hint">{}</p>').format(words("No notice was due in the last days."))
    return Markup(
        '<table class="outcomes"><thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(words("What became of them"), words("How many"), words("Latest"), rows)


def _outcome_name(outcome: str, words: Words) -> str:
    names = {
        "sent": words("Sent"),
        "gone": words("The phone had left"),
        "expired": words("Too late to be of use"),
        "rejected": words("Refused"),
        "untrue": words("Taken back in time"),
    }
    return names.get(outcome, outcome)


def _test(key: str, words: Words) -> Markup:
    return Markup(
        '<div class="row"><button type="button" class="primary" id="test-push" data-key="{}"{}>{}</button></div>'
        '<p role="status" id="test-says"></p>'
    ).format(key, "" if key else Markup(" disabled"), words("Send a test to this device"))


def _section(title: str, says: str, form: Markup) -> Markup:
    return Markup('<section class="card setting"><h2>{}</h2><p>{}</p>{}</section>').format(title, says, form)


# A press that cannot be undone is asked about first, without any script.
def _form(action: str, button: str, words: Words) -> Markup:
    return Markup(
        '<details><summary class="quiet">{button}</summary><form method="post" action="{action}"><p>{sure}</p>'
        '<button type="submit" class="primary danger">{yes}</button></form></details>'
    ).format(button=button, action=action, sure=words("This cannot be undone."), yes=words("Yes, do it"))
