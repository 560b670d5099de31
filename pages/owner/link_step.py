"""Link step of the first steps: whether guests' phones reach their pages, as far as this machine can know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.qr_code import qr_svg
from pages.components.wifi import join_first
from pages.owner.first_step import Step, buttons

if TYPE_CHECKING:
    from datetime import datetime

    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.owner_ports import LinkProblem


def link_step(context: AppContext, checked: Markup, seen: datetime | None, t: Translator) -> Step:
    """Draw the step; `checked` says what a check has found, `seen` when another device first opened a guest's page."""
    if context.is_secure:
        says = t.gettext("The link for guests is {address}.", address=context.address)
    else:
        says = t.gettext("Scan it with a phone: it must open the sign-in. Phones ring with https only.")
    code = Markup('{}<div class="qr" role="img" aria-label="{}">{}</div>').format(
        join_first(context.address, context.settings, t),
        t.gettext("QR code of the restaurant’s address"),  # noqa: RUF001
        Markup(qr_svg(context.address).decode()),  # noqa: S704  our own picture
    )
    links = buttons(
        ("/settings#wifi", t.gettext("Wi-Fi for guests")),
        ("/settings#link", t.gettext("Link for guests")),
        ("/welcome?check=link#link", t.gettext("Check the link")),
    )
    title = t.gettext("Let guests’ phones reach it")  # noqa: RUF001
    return Step("link", title, says, context.is_secure or seen is not None, code + checked + _visit(seen, t) + links)


def link_says(problem: LinkProblem | None, context: AppContext, t: Translator) -> Markup:
    """Say what a check has found at the link."""
    return Markup('<p role="status" data-testid="link-check">{}</p>').format(_found(problem, context.address, t))


def _found(problem: LinkProblem | None, address: str, t: Translator) -> str:
    if problem is None:
        return t.gettext(
            "This computer opens {address}. Whether a phone does, too, only a phone can tell: scan the code.",
            address=address,
        )
    if problem.fault == "certificate":
        return t.gettext("Phones reject the certificate of {address}.", address=address)
    if problem.fault == "other":
        return t.gettext("Something else answers at {address}.", address=address)
    return t.gettext(
        "This computer gets no answer from {address}. Is the address right, and does the network lead it here?",
        address=address,
    )


def _visit(seen: datetime | None, t: Translator) -> Markup:
    if seen is None:
        says = t.gettext("No other device has opened a guest’s page yet.")  # noqa: RUF001
    else:
        says = t.gettext("Another device first opened a guest’s page on {date}.", date=t.date(seen))  # noqa: RUF001
    return Markup("<p>{}</p>").format(says)
